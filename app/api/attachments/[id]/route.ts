import { viewer } from "@/lib/main/session";
import { readPicture } from "@/lib/use-cases/read-picture";

type AttachmentContext = { params: Promise<{ id: string }> };

/** A picture for its owner or the reviewing officer; for everybody else there is none. Nothing in it can run, nothing keeps it. */
export async function GET(_request: Request, { params }: AttachmentContext): Promise<Response> {
  const person = await viewer();
  const picture = person && (await readPicture((await params).id, { iin: person.iin, roles: person.roles }));
  if (!picture) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  const extension = picture.mediaType === "image/png" ? "png" : "jpg";
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      "Content-Type": picture.mediaType,
      "Content-Disposition": `inline; filename="picture.${extension}"`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
  });
}
