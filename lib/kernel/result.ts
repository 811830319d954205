/** The outcome of an operation that may fail for a reason its caller must handle. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** A success carrying `value`. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** A failure carrying `error`. */
export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
