import { z } from "zod";
import { isCitizen, viewer } from "@/lib/main/session";
import { searchAddresses } from "@/lib/use-cases/search-addresses";

const headers = { "Cache-Control": "private, no-store" };
const askedSchema = z.strictObject({ text: z.string().min(1).max(200) });

/**
 * Addresses for whoever is filling in a form, by words of theirs. They come in the body: where somebody moves is nothing for an address
 * line, which ends in logs.
 */
export async function POST(request: Request): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return new Response(null, { status: 403, headers });
  const person = await viewer();
  if (!person || !isCitizen(person)) return new Response(null, { status: 404, headers });
  const asked = askedSchema.safeParse(await request.json().catch(() => null));
  if (!asked.success) return new Response(null, { status: 400, headers });
  const found = await searchAddresses(person.iin, asked.data.text);
  return found === null ? new Response(null, { status: 429, headers }) : Response.json(found, { headers });
}
