/** The ways to sign by EDS, in the order in which they are offered: all give the same, a detached CMS over the document. */
export const signingWays = ["key-file", "ncalayer", "egov-mobile"] as const;
export type SigningWay = (typeof signingWays)[number];

/** The way that an address names; the key file where it names none. */
export function signingWayOf(value: unknown): SigningWay {
  return signingWays.find((way) => way === value) ?? "key-file";
}

/** How a signature by a one-time code is called where its way is kept or named. */
export const signedByCode = "sms-code";

/** Every way to sign: by EDS, or by a one-time code where the document takes one. */
export type WayToSign = SigningWay | typeof signedByCode;
