import { markPeers } from "@/lib/infra/auth/client-address";

/** Runs once when the web server starts. */
export function register(): void {
  markPeers();
}
