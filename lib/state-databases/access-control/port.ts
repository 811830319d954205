import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import type { Answer } from "@/lib/kernel/answer";

/** A consent to read a person's data: which databases, for what, until when [S4 §3.1]. */
export const accessTokenSchema = z.object({
  token: z.string().min(1),
  iin: iinSchema,
  databases: z.array(z.string()),
  purpose: z.string(),
  expiresAt: z.iso.datetime(),
});
export type AccessToken = z.infer<typeof accessTokenSchema>;

/** KDP: the state service that controls access to personal data. */
export interface AccessControl {
  /** Asks for (or finds the still valid) consent of `iin`; `denied` when the person or KDP refuses. */
  grant(request: { iin: Iin; databases: readonly string[]; purpose: string }): Promise<Answer<AccessToken>>;
  /** Ends a consent before its time; `not-found` when `iin` has given no such one. Repeating it changes nothing. */
  revoke(request: { iin: Iin; token: string }): Promise<Answer<AccessToken>>;
}
