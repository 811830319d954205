/** One thing to mend. `message` is a key of the messages, with its namespace. */
export interface FieldError {
  /** The form's name of the field; the empty text where no field can mend it. */
  readonly field: string;
  readonly message: string;
}

/**
 * What a server action gave back. `values` is everything that was typed (passwords, codes and files never), so that a form
 * can fill itself in again; answers of a list are joined by line feeds.
 */
export type ActionState =
  | { readonly status: "idle" }
  | { readonly status: "done" }
  | {
      readonly status: "invalid";
      readonly errors: readonly FieldError[];
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly status: "failed";
      /** A key of the messages, with its namespace. */
      readonly message: string;
      /** What to tell 1414, and what to look for in the log. */
      readonly reference?: string;
      readonly values: Readonly<Record<string, string>>;
    };

export const idle: ActionState = { status: "idle" };

/** The hidden field of an idempotent action's form; its value is made on the server, new for every page. */
export const idempotencyField = "idempotencyKey";
