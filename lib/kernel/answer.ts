/**
 * What came back from a question to a state database. A caller must handle every kind:
 *
 * - `found`: the database answered, and the answer has the agreed form;
 * - `not-found`: the database answered that it holds no such record;
 * - `denied`: the database answered that it may not tell;
 * - `unavailable`: the database did not answer in time, or answered with a fault;
 * - `invalid-answer`: the answer broke the agreed form, or was about another person than asked.
 *
 * `not-found` is never used for "did not answer": a citizen may be refused for what a database says,
 * never for its silence.
 */
export type Answer<T> =
  | { kind: "found"; value: T }
  | { kind: "not-found" }
  | { kind: "denied" }
  | { kind: "unavailable" }
  | { kind: "invalid-answer" };

/** The answer of a database that holds the record. */
export function found<T>(value: T): Answer<T> {
  return { kind: "found", value };
}
