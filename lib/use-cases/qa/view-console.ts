import "server-only";
import sharp from "sharp";
import { iinSchema, isIin, type Iin } from "@/lib/kernel/iin";
import { localDate, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { phaseOf, type Phase } from "@/lib/process/position";
import { recordOf } from "../application-record";
import { declaredScenarios } from "./scenarios";

/** Somebody who can be signed in. */
export interface ConsolePerson {
  readonly iin: Iin;
  /** Surname first; empty where GBD FL knows nobody. */
  readonly name: string;
  /** The name of the registered picture's address; null without one. */
  readonly portrait: string | null;
  readonly roles: readonly string[];
}

export interface ConsolePeople {
  /** The personas of the scenarios, in the order of the matrix. */
  readonly personas: readonly ConsolePerson[];
  readonly staff: readonly ConsolePerson[];
  /** Everybody else, the newest accounts first; or whoever a search finds. */
  readonly others: readonly ConsolePerson[];
}

interface Row {
  readonly iin: string;
  readonly surname: string | null;
  readonly given_name: string | null;
  readonly patronymic: string | null;
  readonly portrait: string | null;
  readonly roles: string[];
}

const mostOthers = 24;

/** Accounts with the name and the picture that GBD FL holds. */
const people = Prisma.sql`
  SELECT a.iin, a.roles, a.created_at, g.surname, g.given_name, g.patronymic, encode(sha256(g.photo), 'hex') AS portrait
  FROM portal.account a LEFT JOIN state_databases.person g ON g.iin = a.iin`;

/** The people of the console. `search`: a part of a name or of an IIN. */
export async function consolePeople(search: string): Promise<ConsolePeople> {
  const personas = [...new Set(declaredScenarios().map(({ example }) => example.persona))];
  const part = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  // One connection for all of them: a page of many parts must not take the whole pool.
  const [known, staff, others] = await db.$transaction([
    db.$queryRaw<Row[]>`SELECT * FROM (${people}) p WHERE p.iin = ANY(${personas})`,
    db.$queryRaw<
      Row[]
    >`SELECT * FROM (${people}) p WHERE p.roles <> '{citizen}' ORDER BY p.created_at, p.roles LIMIT ${mostOthers}`,
    db.$queryRaw<Row[]>`SELECT * FROM (${people}) p
      WHERE (${search} <> '' OR (p.roles = '{citizen}' AND NOT p.iin = ANY(${personas})))
        AND concat_ws(' ', p.surname, p.given_name, p.patronymic, p.iin) ILIKE ${part}
      ORDER BY p.created_at DESC, p.iin LIMIT ${mostOthers}`,
  ]);
  const order = new Map(personas.map((iin, index) => [iin, index]));
  const inOrder = known.map(personOf).sort((a, b) => (order.get(a.iin) ?? 0) - (order.get(b.iin) ?? 0));
  return { personas: inOrder, staff: staff.map(personOf), others: others.map(personOf) };
}

function personOf(row: Row): ConsolePerson {
  const { iin, surname, given_name: givenName, patronymic, portrait, roles } = row;
  const name = [surname, givenName, patronymic].filter(Boolean).join(" ");
  return { iin: iinSchema.parse(iin), name, portrait, roles };
}

/** The person whom the console works with now. */
export interface Bench extends ConsolePerson {
  /** The number linked on the portal. */
  readonly phone: string | null;
  readonly now: Date;
  readonly hasOwnClock: boolean;
  readonly documents: readonly { readonly number: string; readonly expiresOn: LocalDate; readonly status: string }[];
  readonly applications: readonly {
    readonly id: string;
    readonly number: string;
    readonly service: string;
    readonly phase: Phase;
  }[];
}

const mostApplications = 5;

/** Everything about one person that a QA engineer wants at hand; null when there is no such account. */
export async function personOnBench(iin: string | undefined): Promise<Bench | null> {
  if (iin === undefined || !isIin(iin)) return null;
  const now = await clockOf(iin);
  const [rows, account, clock, documents, applications] = await db.$transaction([
    db.$queryRaw<Row[]>`SELECT * FROM (${people}) p WHERE p.iin = ${iin}`,
    db.account.findUnique({ where: { iin }, select: { phone: true } }),
    db.clock.findUnique({ where: { iin } }),
    db.mockDocument.findMany({ where: { iin, type: "id-card" }, orderBy: { expiresOn: "desc" }, take: 2 }),
    db.application.findMany({
      where: { applicant: iin },
      orderBy: { createdAt: "desc" },
      take: mostApplications,
      select: { id: true, state: true },
    }),
  ]);
  const [row] = rows;
  if (!row || !account) return null;
  return {
    ...personOf(row),
    phone: account.phone,
    now,
    hasOwnClock: clock !== null,
    documents: documents.map(({ number, expiresOn, status }) => ({ number, expiresOn: localDate(expiresOn), status })),
    applications: applications.map((application) => {
      const { id, service, state } = recordOf(application);
      return { id, number: state.number, service: service.id, phase: phaseOf(service, state, localDateOf(now)) };
    }),
  };
}

/** The instant on everyone's clock. */
export function everyonesNow(): Promise<Date> {
  return clockOf();
}

const portraitSize = { width: 144, height: 185 };

/** A registered picture by its SHA-256, small; null when nobody has it. A JPEG. */
export async function portraitOf(sha256: string): Promise<Uint8Array | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
  const [row] = await db.$queryRaw<{ photo: Uint8Array }[]>`
    SELECT photo FROM state_databases.person WHERE encode(sha256(photo), 'hex') = ${sha256} LIMIT 1`;
  if (!row) return null;
  const small = sharp(row.photo)
    .autoOrient()
    .resize({ ...portraitSize, fit: "cover", position: "top" });
  return new Uint8Array(await small.jpeg({ quality: 82 }).toBuffer());
}
