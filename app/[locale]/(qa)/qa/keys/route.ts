import type { NextRequest } from "next/server";
import { chosenPerson } from "../console-cookie";
import { doorOfConsole } from "../door";

/** A test key of the person on the bench, their own or that of an organisation, to be used in the browser. */
export async function GET(request: NextRequest): Promise<Response> {
  if ((await doorOfConsole()) !== "open") return new Response(null, { status: 404 });
  const { keyCall } = await import("@/lib/use-cases/qa/test-keys");
  const kind = request.nextUrl.searchParams.get("kind") ?? "valid";
  const bin = request.nextUrl.searchParams.get("bin");
  const answer = await keyCall(
    { file: `${(await chosenPerson()) ?? ""}.p12`, kind, ...(bin === null ? {} : { bin }) },
    { locale: "kk", userAgent: null },
  );
  if (!("file" in answer)) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(answer.file), {
    headers: {
      "Content-Type": answer.mediaType,
      "Content-Disposition": `attachment; filename="${answer.name}"`,
      "Cache-Control": "no-store",
    },
  });
}
