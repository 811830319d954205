import "server-only";
import { env } from "@/lib/infra/env";

/** What the policy of a page that signs lets it connect to: NCALayer, and KAZTOKEN's program that may stand in for it. */
export function signingConnections(): string {
  return `${env.ncaLayerUrl} https://127.0.0.1:24680`;
}
