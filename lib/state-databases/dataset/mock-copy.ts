import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { err, ok, type Result } from "@/lib/kernel/result";
import { inTransaction, type Tx } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { freshDigits, freshIin, freshPhone } from "./fresh-numbers";
import { closureOf } from "./mock-closure";
import { copyRows } from "./mock-copy-rows";

const mostAttempts = 3;

/**
 * Copies a person and everyone and everything tied to them (civil records, guardianship, shared dwellings; accounts with their passwords, phones,
 * documents, statuses, faults, own clock), under new valid IINs, address codes, phones and document numbers that nobody has or ever had
 * here. Legal entities stay themselves. Consents, applications and messages are not copied. Out: each old IIN and address code with its new one.
 * Errors: `unknown-person` — no database nor account knows them; `too-many-people` — they are tied to more than 300.
 */
export async function copyPeople(
  like: Iin,
): Promise<
  Result<
    { iins: Readonly<Record<string, Iin>>; rkas: Readonly<Record<string, string>> },
    "unknown-person" | "too-many-people"
  >
> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction((tx) => copy(tx, like));
    } catch (error) {
      // Another copy took one of the numbers between the look and the insert.
      const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
      if (!taken || attempt >= mostAttempts) throw error;
    }
  }
}

async function copy(tx: Tx, like: Iin): ReturnType<typeof copyPeople> {
  const known =
    (await tx.mockPerson.count({ where: { iin: like } })) + (await tx.account.count({ where: { iin: like } }));
  if (known === 0) return err("unknown-person");
  const closure = await closureOf(tx, like);
  if (closure === null) return err("too-many-people");
  const people = { in: [...closure.people] };
  const phones = [
    ...(await tx.mockPhone.findMany({ where: { iin: people } })).map(({ number }) => number),
    ...(await tx.account.findMany({ where: { iin: people } })).flatMap(({ phone }) => phone ?? []),
  ];
  const documents = await tx.mockDocument.findMany({ where: { iin: people }, select: { number: true } });
  const iins = await freshNames(
    closure.people,
    (iin, attempt) => freshIin(iinSchema.parse(iin), attempt),
    (candidates) => iinsTaken(tx, candidates),
  );
  const dwellings = await freshNames(closure.dwellings, freshDigits, async (codes) => {
    const rows = await tx.mockDwelling.findMany({ where: { rka: { in: codes } }, select: { rka: true } });
    return rows.map(({ rka }) => rka);
  });
  await copyRows(tx, closure, {
    iins,
    dwellings,
    phones: await freshNames([...new Set(phones)], freshPhone, (numbers) => phonesTaken(tx, numbers)),
    documents: await freshNames(
      documents.map(({ number }) => number),
      freshDigits,
      async (numbers) => {
        const rows = await tx.mockDocument.findMany({ where: { number: { in: numbers } }, select: { number: true } });
        return rows.map(({ number }) => number);
      },
    ),
  });
  return ok({ iins: Object.fromEntries(iins), rkas: Object.fromEntries(dwellings) });
}

/** A new name for each old one that is neither among the taken ones nor given twice. */
async function freshNames<Name extends string>(
  olds: readonly string[],
  make: (old: string, attempt: number) => Name,
  takenAmong: (candidates: string[]) => Promise<readonly string[]>,
): Promise<Map<string, Name>> {
  const names = new Map<string, Name>();
  for (let attempt = 0; names.size < olds.length; attempt += 1) {
    const given = new Set<string>(names.values());
    const candidates = new Map<Name, string>();
    for (const old of olds) if (!names.has(old)) candidates.set(make(old, attempt), old);
    const taken = new Set(await takenAmong([...candidates.keys()]));
    for (const [name, old] of candidates) if (!taken.has(name) && !given.has(name)) names.set(old, name);
  }
  return names;
}

/** The IINs among the candidates that somebody has, or has had: an old access-log row must not become a new person's. */
async function iinsTaken(tx: Tx, candidates: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ iin: string }[]>`
    SELECT iin FROM state_databases.person WHERE iin = ANY(${candidates})
    UNION SELECT iin FROM portal.account WHERE iin = ANY(${candidates})
    UNION SELECT applicant FROM portal.application WHERE applicant = ANY(${candidates})
    UNION SELECT subject FROM portal.access_log WHERE subject = ANY(${candidates})
    UNION SELECT iin FROM portal.notice WHERE iin = ANY(${candidates})`;
  return rows.map(({ iin }) => iin);
}

async function phonesTaken(tx: Tx, numbers: string[]): Promise<string[]> {
  const verified = await tx.mockPhone.findMany({ where: { number: { in: numbers } } });
  const linked = await tx.account.findMany({ where: { phone: { in: numbers } } });
  return [...verified.map(({ number }) => number), ...linked.flatMap(({ phone }) => phone ?? [])];
}
