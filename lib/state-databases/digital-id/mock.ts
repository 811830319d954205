import "server-only";
import { found } from "@/lib/kernel/answer";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { faceLikeness } from "./likeness";
import { identificationSchema, likenessSchema, type DigitalId } from "./port";

/** Digital ID, mocked: what the dataset's `identification` says; else everybody it knows is recognised, and faces are compared. */
export const digitalId: Adapter<DigitalId> = {
  identify: async ({ iin }) => {
    const [told, person] = await Promise.all([
      db.mockIdentification.findUnique({ where: { iin } }),
      db.mockPerson.findUnique({ where: { iin }, select: { iin: true } }),
    ]);
    if (told === null && person === null) return { kind: "not-found" };
    return found(identificationSchema.parse({ iin, outcome: told?.outcome ?? "recognised" }));
  },

  compare: async ({ iin, jpeg }, { signal }) => {
    const told = await db.mockIdentification.findUnique({ where: { iin } });
    if (told?.likeness != null) return found(likenessSchema.parse({ iin, likeness: told.likeness }));
    const person = await db.mockPerson.findUnique({ where: { iin }, select: { photo: true } });
    if (person?.photo == null) return { kind: "not-found" };
    const likeness = await faceLikeness(person.photo, Buffer.from(jpeg, "base64"), signal);
    return found(likenessSchema.parse({ iin, likeness }));
  },
};
