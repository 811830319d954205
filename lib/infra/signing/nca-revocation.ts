import "server-only";
import { isListOf } from "./revocation";
import type { RevocationSource } from "./revocation";
import { readCertificate } from "./certificate";

/** How long the authority may take to answer, in ms. */
const ocspLimit = 5_000;
const crlLimit = 20_000;
/** The largest answers read, in bytes; the NCA's full list is some tens of megabytes. */
const largestOcsp = 65_536;
const largestCrl = 67_108_864;
/** How long a fetched list is kept in memory, in ms; the verifier judges its freshness by itself. */
const crlKept = 10 * 60_000;

export type NcaAddresses = {
  /** The responder (RFC 6960 appendix A), by POST. */
  ocspUrl: string | null;
  /** Lists of all authorities in the chain; which is whose is told by their signatures. */
  crlUrls: readonly string[];
};

/** The National Certification Authority's own answers over HTTP. `now` tells real time; `fetch` can be replaced in tests. */
export function ncaRevocation(
  addresses: NcaAddresses,
  now: () => Date,
  request: typeof fetch = fetch,
): RevocationSource {
  const kept = new Map<string, { list: Uint8Array; until: number }>();

  async function list(url: string): Promise<Uint8Array | "unavailable"> {
    const known = kept.get(url);
    if (known && now().getTime() < known.until) return known.list;
    const fetched = await fetchBytes(request, url, { method: "GET" }, crlLimit, largestCrl);
    if (fetched !== "unavailable") kept.set(url, { list: fetched, until: now().getTime() + crlKept });
    return fetched;
  }
  return {
    async ocsp(question) {
      if (addresses.ocspUrl === null) return "unavailable";
      const headers = { "content-type": "application/ocsp-request", accept: "application/ocsp-response" };
      const body = new Uint8Array(question);
      return fetchBytes(request, addresses.ocspUrl, { method: "POST", headers, body }, ocspLimit, largestOcsp);
    },
    async crl(issuer) {
      const authority = readCertificate(issuer);
      if (!authority) return "unavailable";
      for (const url of addresses.crlUrls) {
        const fetched = await list(url);
        if (fetched !== "unavailable" && isListOf(fetched, authority)) return fetched;
      }
      return "unavailable";
    },
  };
}

async function fetchBytes(
  request: typeof fetch,
  url: string,
  init: RequestInit,
  limit: number,
  largest: number,
): Promise<Uint8Array | "unavailable"> {
  try {
    const response = await request(url, { ...init, redirect: "error", signal: AbortSignal.timeout(limit) });
    if (!response.ok || !response.body) return "unavailable";
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body) {
      size += part.byteLength;
      if (size > largest) return "unavailable";
      parts.push(part);
    }
    return new Uint8Array(Buffer.concat(parts));
  } catch {
    return "unavailable";
  }
}
