import "server-only";
import { z } from "zod";

/** What a person is told about their account; the words are `sign-in.notices.<kind>`. */
const accountNoticeSchema = z.enum([
  "account-created",
  "account-password-changed",
  "account-password-reset",
  "account-phone-linked",
  "account-phone-removed",
  "account-not-me",
  "account-mobile-sign-in",
  "account-email-changed",
  "account-entity-created",
  "account-entity-password-reset",
  "account-entity-email-changed",
  "account-entity-opened",
  "account-entity-ended",
]);
export type AccountNoticeKind = z.infer<typeof accountNoticeSchema>;

/** Whether a notice is about the account, and not about an application or a service. */
export function isAboutAccount(kind: string): kind is AccountNoticeKind {
  return accountNoticeSchema.safeParse(kind).success;
}
