import { lookAtSession, sessionEnd } from "@/lib/main/session";

function answer(end: Awaited<ReturnType<typeof sessionEnd>>): Response {
  const body = end && { endsInMs: end.endsInMs, isLastEnd: end.isLastEnd };
  return Response.json(body, { headers: { "Cache-Control": "no-store" } });
}

/** How long this browser's session still holds; asking counts as no activity. Null when there is none. */
export async function GET(): Promise<Response> {
  return answer(await lookAtSession());
}

/** The same, and the person is there: the session goes on. */
export async function POST(request: Request): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return new Response(null, { status: 403 });
  return answer(await sessionEnd());
}
