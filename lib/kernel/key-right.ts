/** What an organisation's key lets its holder do: its head, somebody with the right to sign for it, or an employee without it. */
export const keyRights = ["head", "sign", "employee"] as const;
export type KeyRight = (typeof keyRights)[number];
