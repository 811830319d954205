import "server-only";

/** The address of an account when a code that went there has come back; else null: nobody knows whose it is. */
export function confirmedEmailOf(
  account: { readonly email: string | null; readonly emailVerifiedAt: Date | null } | null,
): string | null {
  return account?.emailVerifiedAt ? account.email : null;
}
