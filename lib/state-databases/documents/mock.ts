import "server-only";
import { z } from "zod";
import { found, type Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { addDays, addYears, localDateOf } from "@/lib/kernel/local-date";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { MockDocumentApplication, Prisma } from "@/lib/infra/db/generated/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { addressesOf, correctAddress, forgetAddresses } from "./mock-addresses";
import { numberFor } from "./numbers";
import {
  documentApplicationSchema,
  historicRecordSchema,
  identityDocumentSchema,
  registrationPointSchema,
  type DocumentApplication,
  type Documents,
} from "./port";

const issuer = "ҚР Ішкі істер министрлігі";
const validYears = 10;

/** Of what was entered of a departure: its day. */
const departureSchema = z.object({ people: z.array(z.string()), on: z.string() });

/** Of what was entered of an address: its first day. */
const addressSchema = z.object({ children: z.array(z.string()), from: z.string() });

/** From where an application may be moved; anything else leaves it where it stands. */
const mayMoveFrom = {
  coupon: ["registered"],
  "in-production": ["coupon", "sent-back"],
  "handed-over": ["ready"],
  cancelled: ["registered", "coupon", "sent-back"],
} as const;

/** RP DRN, mocked: it keeps applications by the portal's key and lives on the person's clock. */
export const documents: Adapter<Documents> = {
  documents: async ({ iin }, { context }) => {
    const rows = await db.mockDocument.findMany({
      where: { iin, issuedOn: { lte: localDateOf(context.now) } },
      orderBy: [{ issuedOn: "desc" }, { number: "asc" }],
    });
    return found(rows.map((row) => identityDocumentSchema.parse(row)));
  },

  historicRecord: async ({ iin }) => {
    const row = await db.mockPerson.findUnique({
      where: { iin },
      select: { birthCountry: true, birthAsWritten: true },
    });
    if (row?.birthCountry == null || row.birthAsWritten === null) return { kind: "not-found" };
    const { birthCountry: country, birthAsWritten: asWritten } = row;
    return found(historicRecordSchema.parse({ iin, birthPlace: { country, asWritten } }));
  },

  registrationPoints: async ({ region }) => {
    const rows = await db.mockRegistrationPoint.findMany({
      where: { kato: { startsWith: region } },
      orderBy: { id: "asc" },
    });
    return found(rows.map((row) => registrationPointSchema.parse(row)));
  },

  application: ({ iin, key }, { context }) =>
    inTransaction(async (tx) => asTold(await current(tx, iin, key, context.now))),

  register: ({ iin, key, content }, { context }) =>
    inTransaction((tx) => entered(tx, iin, key, { ...content }, context.now)),

  enterAddress: ({ iin, key, content: { to, children, ...content } }, { context }) =>
    inTransaction(async (tx) => {
      const whole = { ...content, children: [...children], ...(to === undefined ? {} : { to }) };
      const answer = await entered(tx, iin, key, whole, context.now);
      if (answer.kind === "found" && answer.value.status !== "refused")
        await forgetAddresses(tx, [iin, ...children], content.kind);
      return answer;
    }),

  addresses: async ({ iin, on }) => found(await addressesOf(db, iin, on)),

  correctAddress: (request) => inTransaction((tx) => correctAddress(tx, request)),

  enterDeparture: ({ iin, key, content: { people, ...content } }, { context }) =>
    inTransaction(async (tx) => {
      const answer = await entered(tx, iin, key, { ...content, people: [...people] }, context.now);
      if (answer.kind === "found" && answer.value.status !== "refused")
        for (const kind of ["permanent", "temporary"]) await forgetAddresses(tx, people, kind, content.rka);
      return answer;
    }),

  move: ({ iin, key, to }, { context }) =>
    inTransaction(async (tx) => {
      const row = await current(tx, iin, key, context.now);
      if (row === null || !mayMoveFrom[to].some((status) => status === row.status)) return asTold(row);
      const coupon =
        to === "coupon"
          ? await freeNumber(`coupon:${key}`, 10, (candidate) =>
              tx.mockDocumentApplication.count({ where: { coupon: candidate } }),
            )
          : row.coupon;
      if (to === "handed-over" && row.newNumber !== null) await replaceCard(tx, iin, row.newNumber, context.now);
      return asTold(
        await tx.mockDocumentApplication.update({
          where: { key },
          data: { status: to, coupon, reason: null, updatedAt: context.now },
        }),
      );
    }),
};

/** Registers once under the key, or refuses those whom the dataset says. */
async function entered(
  tx: Tx,
  iin: Iin,
  key: string,
  content: Prisma.InputJsonObject,
  now: Date,
): Promise<Answer<DocumentApplication>> {
  const refusal = await tx.mockDocumentRefusal.findUnique({ where: { iin } });
  const number = await freeNumber(`application:${key}`, 12, (candidate) =>
    tx.mockDocumentApplication.count({ where: { number: candidate, NOT: { key } } }),
  );
  await tx.mockDocumentApplication.createMany({
    data: {
      key,
      iin,
      number,
      status: refusal === null ? "registered" : "refused",
      reason: refusal?.reason ?? null,
      content,
      updatedAt: now,
    },
    skipDuplicates: true,
  });
  const row = await tx.mockDocumentApplication.findUnique({ where: { key } });
  // The key is somebody else's application: nothing about it is told.
  return row !== null && row.iin !== iin ? { kind: "denied" } : asTold(row);
}

/**
 * The application under lock: sent back by the incoming control where the dataset says so, else `ready` as soon as the days of
 * production have passed.
 */
async function current(tx: Tx, iin: Iin, key: string, now: Date): Promise<MockDocumentApplication | null> {
  await tx.$queryRaw`SELECT 1 FROM state_databases.document_application WHERE key = ${key} FOR UPDATE`;
  const row = await tx.mockDocumentApplication.findUnique({ where: { key, iin } });
  if (row?.status !== "in-production") return row;
  const back = await tx.mockDocumentReturn.findUnique({ where: { iin } });
  if (back !== null) {
    await tx.mockDocumentReturn.delete({ where: { iin } });
    const data = { status: "sent-back", reason: back.reason, returns: { increment: 1 }, updatedAt: now };
    return tx.mockDocumentApplication.update({ where: { key }, data });
  }
  if (localDateOf(now) < addDays(localDateOf(row.updatedAt), env.productionDays)) return row;
  const newNumber = await freeNumber(`card:${key}`, 9, (candidate) =>
    tx.mockDocument.count({ where: { number: candidate } }),
  );
  return tx.mockDocumentApplication.update({ where: { key }, data: { status: "ready", newNumber } });
}

async function replaceCard(tx: Tx, iin: Iin, number: string, now: Date): Promise<void> {
  const issuedOn = localDateOf(now);
  await tx.mockDocument.updateMany({ where: { iin, type: "id-card", status: "valid" }, data: { status: "invalid" } });
  await tx.mockDocument.create({
    data: {
      number,
      iin,
      type: "id-card",
      issuedOn,
      expiresOn: addYears(issuedOn, validYears),
      issuer,
      status: "valid",
    },
  });
}

async function freeNumber(name: string, digits: number, taken: (number: string) => Promise<number>): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const number = numberFor(name, digits, attempt);
    if ((await taken(number)) === 0) return number;
  }
}

function asTold(row: MockDocumentApplication | null): Answer<DocumentApplication> {
  if (row === null) return { kind: "not-found" };
  const { newNumber: newDocumentNumber, content, ...application } = row;
  const { on: departureOn } = departureSchema.safeParse(content).data ?? {};
  const { from: registeredFrom } = addressSchema.safeParse(content).data ?? {};
  const told = { ...withoutNulls({ ...application, newDocumentNumber }), departureOn, registeredFrom };
  return found(documentApplicationSchema.parse(told));
}
