/** What a payer can do at the played provider's page. */
export const payerDeeds = ["pay", "refuse", "close", "lost", "twice"] as const;
