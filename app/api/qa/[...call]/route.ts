import { NextResponse, type NextRequest } from "next/server";
import { localeFromHeader } from "@/lib/i18n/locale";
import { isTrial } from "@/lib/use-cases/portal-mode";
import { mayCallQa } from "@/lib/use-cases/qa/access";

/** A dataset carries its pictures with it; nothing else is larger. */
const mostBytes = 32 * 1024 * 1024;

type Context = { params: Promise<{ call: string[] }> };

/**
 * The QA API. Without mocks there is no such path, whatever the token; with them, only its holder is answered. The code behind
 * it is loaded here and not before.
 */
async function answer(request: NextRequest, { params }: Context): Promise<Response> {
  if (!isTrial()) return new Response(null, { status: 404 });
  if (!mayCallQa(request.headers.get("authorization"))) {
    return failure(401, "the header Authorization must be: Bearer QA_TOKEN", { "WWW-Authenticate": "Bearer" });
  }
  const { findCall } = await import("@/lib/use-cases/qa/calls");
  const method = request.method === "HEAD" ? "GET" : request.method;
  const found = findCall(method, (await params).call);
  if (!found) return failure(404, "there is no such call");
  if ("allowed" in found) return failure(405, `use ${found.allowed.join(" or ")}`, { Allow: found.allowed.join(", ") });

  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return failure(413, "larger than 32 MB");
  const body = asJson(await request.text());
  if (body === undefined) return failure(422, "the body is not JSON");
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const input = isObject(body) ? { ...query, ...body, ...found.params } : body;
  const call = await found.load();
  const given = await call(input, {
    locale: localeFromHeader(request.headers.get("accept-language")),
    userAgent: request.headers.get("user-agent"),
  });
  if ("file" in given) {
    return new Response(new Uint8Array(given.file), {
      headers: {
        ...fresh,
        "Content-Type": given.mediaType,
        "Content-Disposition": `attachment; filename="${given.name}"`,
      },
    });
  }
  const response = NextResponse.json(given.body, { status: given.status, headers: fresh });
  if ("cookie" in given) {
    const { name, value, options } = given.cookie;
    response.cookies.set(name, value, options);
  }
  return response;
}

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as PATCH, answer as POST, answer as PUT };

const fresh = { "Cache-Control": "no-store" };

function failure(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ errors: [{ path: "$", message }] }, { status, headers: { ...fresh, ...headers } });
}

/** No body is an empty object; undefined when it cannot be read. */
function asJson(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
