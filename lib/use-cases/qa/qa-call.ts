import "server-only";
import type { z } from "zod";
import type { Locale } from "@/lib/i18n/locale";
import type { SessionCookie } from "@/lib/main/session-cookie";
import { problemsOf, type Problem } from "@/lib/state-databases/dataset/problems";

/** What a call of the QA API gives back. A failure lists what is wrong, each with its place in the request. */
export type QaAnswer =
  | { readonly status: 200; readonly body: unknown; readonly cookie?: SessionCookie }
  | { readonly status: 200; readonly file: Uint8Array; readonly mediaType: string; readonly name: string }
  | {
      readonly status: 404 | 409 | 422;
      readonly body: { readonly errors: readonly Problem[]; readonly [more: string]: unknown };
    };

/** What came with a call besides its input. */
export interface QaRequest {
  readonly locale: Locale;
  readonly userAgent: string | null;
}

export type QaCall = (input: unknown, request: QaRequest) => Promise<QaAnswer>;

/** A call with its strict input: whatever does not fit is answered by 422, and nothing happens. */
export function qaCall<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input, request: QaRequest) => Promise<QaAnswer>,
): QaCall {
  return async (given, request) => {
    const input = schema.safeParse(given);
    if (!input.success) return { status: 422, body: { errors: problemsOf(input.error) } };
    return run(input.data, request);
  };
}

export function done(body: unknown): QaAnswer {
  return { status: 200, body };
}

export function notDone(status: 404 | 409 | 422, path: string, message: string, more: object = {}): QaAnswer {
  return { status, body: { errors: [{ path, message }], ...more } };
}
