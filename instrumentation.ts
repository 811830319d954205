/** Runs once when the web server starts. */
export async function register(): Promise<void> {
  // Next.js compiles this file for the edge runtime as well, which the portal does not use; the condition leaves the rest out there.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { markPeers } = await import("@/lib/infra/auth/client-address");
    markPeers();
    const { answerUnavailable } = await import("@/lib/main/unavailable");
    answerUnavailable();
  }
}

/** Runs whenever a page or a route has failed, before it is answered. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { noteFailure } = await import("@/lib/main/unavailable");
    noteFailure(error);
  }
}
