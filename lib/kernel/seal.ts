/** Whose electronic seals stand in a paper: the portal's own, or those of two ministries. */
export const seals = ["portal", "interior", "justice"] as const;
export type Seal = (typeof seals)[number];
