import { doorOfConsole } from "../../door";

type Context = { params: Promise<{ picture: string }> };

/** The registered picture of an invented person, by its SHA-256. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  if ((await doorOfConsole()) !== "open") return new Response(null, { status: 404 });
  const { portraitOf } = await import("@/lib/use-cases/qa/view-console");
  const picture = await portraitOf((await params).picture);
  if (!picture) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(picture), {
    headers: { "Content-Type": "image/jpeg", "Cache-Control": "private, max-age=31536000, immutable" },
  });
}
