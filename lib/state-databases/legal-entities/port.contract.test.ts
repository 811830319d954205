import { beforeAll, describe, expect, test } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { rkaSchema } from "@/lib/kernel/rka";
import { db } from "@/lib/infra/db/client";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { LegalEntities } from "./port";

const head = iin("900101300007");
const active = binSchema.parse("160440007161");
const rka = rkaSchema.parse("0201710012345678");
const closed = binSchema.parse("050612500029");
const nobodys = binSchema.parse("180540207141");

/** What every GBD UL does; it holds an entity in force and one that was closed. */
export function describeContract(makePort: () => Promise<LegalEntities>): void {
  test("an entity by its BIN: names in both languages, who heads it, its registered address, whether it is in force", async () => {
    expect(await (await makePort()).entity({ bin: active })).toEqual({
      kind: "found",
      value: { bin: active, nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»", head, rka, status: "active" },
    });
  });

  test("a closed entity is found, and says that it is closed; an address that is not known is left out", async () => {
    const answer = await (await makePort()).entity({ bin: closed });
    expect(answer).toMatchObject({ kind: "found", value: { status: "closed" } });
    expect(answer.kind === "found" && answer.value).not.toHaveProperty("rka");
  });

  test("a BIN that nobody has is not found", async () => {
    expect(await (await makePort()).entity({ bin: nobodys })).toEqual({ kind: "not-found" });
  });
}

describe("the mock of GBD UL", () => {
  beforeAll(() =>
    makeWorld({
      legalEntities: [
        { bin: active, nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»", head, rka, status: "active" },
        { bin: closed, nameKk: "«Дала» ЖШС", nameRu: "ТОО «Дала»", head, status: "closed" },
      ],
    }),
  );
  describeContract(async () => (await portsFor(head))["legal-entities"]);

  test("is broken for one person: for whoever asks, and for nobody else", async () => {
    const [asker, other] = [iin("850515400012"), head];
    await db.mockFault.create({ data: { database: "legal-entities", kind: "error", iin: asker } });
    const kindFor = async (whose: typeof head) =>
      (await (await portsFor(whose))["legal-entities"].entity({ bin: active })).kind;
    expect(await kindFor(asker)).toBe("unavailable");
    expect(await kindFor(other)).toBe("found");
    await db.mockFault.deleteMany();
  });

  test("who heads it finds the question in their access log, with who has asked", async () => {
    const asker = iin("850515400012");
    const before = await db.accessLog.count({ where: { subject: head, database: "legal-entities" } });
    await (await portsFor(asker))["legal-entities"].entity({ bin: active });
    const rows = await db.accessLog.findMany({
      where: { subject: head, database: "legal-entities" },
      orderBy: { id: "desc" },
    });
    expect(rows).toHaveLength(before + 1);
    expect(rows[0]).toMatchObject({ reader: asker, operation: "entity", answer: "found" });
  });
});
