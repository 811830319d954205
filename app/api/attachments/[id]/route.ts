import { actingPerson, viewer } from "@/lib/main/session";
import { actsFor } from "@/lib/process/applicant";
import { readPicture } from "@/lib/use-cases/read-picture";

type AttachmentContext = { params: Promise<{ id: string }> };

/** A picture for whoever applies or the reviewing officer; for everybody else there is none. Nothing in it can run, nothing keeps it. */
export async function GET(_request: Request, { params }: AttachmentContext): Promise<Response> {
  const [person, acting] = [await viewer(), await actingPerson()];
  const reader = acting ? actsFor(acting) : person && { iin: person.iin, roles: person.roles };
  const picture = reader && (await readPicture((await params).id, reader));
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
