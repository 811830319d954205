import "server-only";
import { clientAddress } from "@/lib/infra/auth/client-address";
import { log } from "@/lib/infra/log";
import { signatureHeader } from "@/lib/state-databases/payments/callback";
import { receiveCallback, type CallbackAnswer } from "@/lib/use-cases/receive-callback";
import { isDatabaseAway, newReference } from "./failure";

/** A callback has a few hundred bytes; whatever is larger is not read. */
const mostBytes = 4 * 1024;

const statuses: Readonly<Record<CallbackAnswer, number>> = {
  taken: 204,
  forged: 401,
  "too-many": 429,
  malformed: 422,
  "unknown-invoice": 404,
  "wrong-amount": 422,
  // The provider comes again later.
  "try-later": 503,
};

/** `POST /api/payments/callback`: the payment provider says that something has become of an invoice. No session, a signature. */
export async function answerCallback(request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const body = await bodyOf(request);
  if (body === undefined) return new Response(null, { status: 413, headers });
  try {
    const signature = request.headers.get(signatureHeader);
    const answer = await receiveCallback({ body, signature, address: clientAddress(request.headers) });
    return new Response(null, { status: statuses[answer], headers });
  } catch (error) {
    const reference = newReference();
    log.error("payment-callback-failed", { reference, error });
    return new Response(null, { status: isDatabaseAway(error) ? 503 : 500, headers });
  }
}

/** The exact text of a request; undefined as soon as it is larger than it may be, whatever its headers say. */
async function bodyOf(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
