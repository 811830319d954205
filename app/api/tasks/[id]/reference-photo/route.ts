import { viewer } from "@/lib/main/session";
import { readReferencePhoto } from "@/lib/use-cases/read-reference-photo";

type TaskContext = { params: Promise<{ id: string }> };

const headers = { "Cache-Control": "private, no-store" };

/** GBD FL's photo of a task's applicant, for the officer who holds the task; for everybody else there is none. */
export async function GET(_request: Request, { params }: TaskContext): Promise<Response> {
  const person = await viewer();
  const photo = person && (await readReferencePhoto((await params).id, { iin: person.iin, roles: person.roles }));
  if (photo === null) return new Response(null, { status: 404, headers });
  if (photo === "silent") return new Response(null, { status: 503, headers });
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      ...headers,
      "Content-Type": photo.mediaType,
      "Content-Disposition": 'inline; filename="picture.jpg"',
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
  });
}
