import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";
import { env } from "@/lib/infra/env";

/** Set by `markPeers` alone: whatever a client sends under this name is overwritten. */
const peerHeader = "x-portal-peer";

/**
 * Writes the socket's address into a header of every request before anybody sees it. Next.js gives a server action no socket,
 * and believes an X-Forwarded-For that the client made up. Call once in the web server's process.
 */
export function markPeers(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage) request.headers[peerHeader] = request.socket.remoteAddress ?? "";
  });
}

/** One household or office: an IPv4 address, or the first 64 bits of an IPv6 address. */
function network(address: string): string {
  const bare = address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return "unknown";
  const [head = "", tail] = bare.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":");
}

/**
 * Where a request comes from, for limits by address: the socket's, or, behind our own `hops` proxies, what the outermost of them
 * wrote down. The entries before that one are the client's own words and count for nothing.
 */
export function addressBehind(peer: string | null, forwardedFor: string | null, hops: number): string {
  const trail = [...(forwardedFor ?? "").split(",").filter((part) => part.trim() !== ""), peer ?? ""];
  return network(trail[trail.length - 1 - hops] ?? peer ?? "");
}

/** `addressBehind` of a request, by the portal's settings. */
export function clientAddress(headers: Pick<Headers, "get">): string {
  const hops = env.trustedProxyHops;
  return addressBehind(headers.get(peerHeader), hops === 0 ? null : headers.get("x-forwarded-for"), hops);
}
