import "server-only";
import { found } from "@/lib/kernel/answer";
import { localDateOf } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { personSchema, referencePhotoSchema, registrationSchema, type Individuals } from "./port";

/** GBD FL, mocked. A death that lies in the future of the person's clock has not happened yet. */
export const individuals: Adapter<Individuals> = {
  person: async ({ iin }, { context }) => {
    const row = await db.mockPerson.findUnique({ where: { iin }, omit: { photo: true } });
    if (row === null) return { kind: "not-found" };
    const { birthCountry: country, birthAsWritten: asWritten, deathDate, ...person } = row;
    const dead = deathDate !== null && deathDate <= localDateOf(context.now);
    return found(
      personSchema.parse({
        ...withoutNulls(person),
        ...(country !== null && asWritten !== null ? { birthPlace: { country, asWritten } } : {}),
        ...(dead ? { deathDate } : {}),
      }),
    );
  },

  registrations: async ({ iin, on }) => {
    const rows = await db.mockRegistration.findMany({
      where: { iin, from: { lte: on }, OR: [{ to: null }, { to: { gte: on } }] },
      include: { dwelling: { select: { address: true } } },
      orderBy: [{ from: "desc" }, { id: "asc" }],
    });
    return found(
      rows.map(({ dwelling, ...row }) => registrationSchema.parse({ ...withoutNulls(row), address: dwelling.address })),
    );
  },

  referencePhoto: async ({ iin }) => {
    const row = await db.mockPerson.findUnique({ where: { iin }, select: { photo: true } });
    if (row?.photo == null) return { kind: "not-found" };
    return found(referencePhotoSchema.parse({ iin, jpeg: Buffer.from(row.photo).toString("base64") }));
  },
};
