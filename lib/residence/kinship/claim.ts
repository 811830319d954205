import { z } from "zod";

/** What the applicant can say they are to an owner of the dwelling [S1 §10.4–5]. */
export const kinshipDegrees = [
  "child",
  "parent",
  "spouse",
  "full-sibling",
  "half-sibling",
  "grandparent",
  "grandchild",
  "in-law",
  "owner",
  "student",
] as const;
export type KinshipDegree = (typeof kinshipDegrees)[number];

/** The degrees that are claimed through one parent: the common one, the owner's, or the applicant's. */
const degreesThroughParent = ["half-sibling", "grandparent", "grandchild"] as const;
type DegreeThroughParent = (typeof degreesThroughParent)[number];

/** Whether the claim has to say through whose mother or father. */
function isThroughParent(degree: KinshipDegree): degree is DegreeThroughParent {
  return degreesThroughParent.some((one) => one === degree);
}

/**
 * The answers of the step, as a form sends them. `via` is asked where the degree goes through one parent, and passed over elsewhere:
 * without JavaScript the page cannot take the question away. Messages: `choose-degree`, `choose-via`.
 */
export const kinshipClaimSchema = z
  .strictObject({
    degree: z.enum(kinshipDegrees, { error: "choose-degree" }),
    via: z.preprocess(
      (value) => (value === "" ? undefined : value),
      z.enum(["mother", "father"], { error: "choose-via" }).optional(),
    ),
  })
  .transform(({ degree, via }, context): KinshipClaim => {
    if (!isThroughParent(degree)) return { degree };
    if (via !== undefined) return { degree, via };
    context.addIssue({ code: "custom", path: ["via"], message: "choose-via" });
    return z.NEVER;
  });

/** What the applicant says they are to an owner; through whose side, where the degree needs it. */
export type KinshipClaim =
  | { readonly degree: DegreeThroughParent; readonly via: "mother" | "father" }
  | { readonly degree: Exclude<KinshipDegree, DegreeThroughParent | "owner" | "student">; readonly via?: undefined }
  | { readonly degree: "owner" | "student"; readonly via?: undefined };
