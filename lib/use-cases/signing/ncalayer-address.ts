import "server-only";
import { env } from "@/lib/infra/env";
import { realNow } from "@/lib/infra/clock";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";

/** Where NCALayer is on the person's computer, and whose keys it may offer beside the NCA's own (DER, base64). */
export interface NcaLayerAddress {
  readonly url: string;
  readonly chain: readonly string[];
}

/** How a page calls NCALayer. With mocks, the test authority's keys are asked for: the program offers the NCA's own otherwise. */
export async function ncaLayerAddress(): Promise<NcaLayerAddress> {
  if (!env.mocks) return { url: env.ncaLayerUrl, chain: [] };
  const { trust } = await openSigningAuthority(env, realNow);
  const chain = [...trust.intermediates, ...trust.roots].map((der) => Buffer.from(der).toString("base64"));
  return { url: env.ncaLayerUrl, chain };
}
