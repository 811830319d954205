import type { Client } from "pg";
import { found } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import type { ZagsRecords } from "@/lib/residence/kinship/read";
import { copyIn } from "./copy-in";
import type { Country } from "./country";

/** The two countries of a run, each a schema of its own. */
export type Place = "town" | "country";

const columns = {
  parentage: "child int4 NOT NULL, adoption bool NOT NULL, mother int4, father int4, day date NOT NULL",
  marriage: "a int4 NOT NULL, b int4 NOT NULL, day date NOT NULL, dissolved date",
  registration: "rka int4 NOT NULL, iin int4 NOT NULL, since date NOT NULL, until date",
} as const;

/** Each holds what its question asks for, so that the answer lies in one place, however large the country. */
const indexes = {
  parentage: [
    "(child) INCLUDE (adoption, mother, father, day)",
    "(mother) INCLUDE (child)",
    "(father) INCLUDE (child)",
  ],
  marriage: ["(a) INCLUDE (b, day, dissolved)", "(b) INCLUDE (a, day, dissolved)"],
  registration: ["(rka) INCLUDE (iin, since, until)"],
} as const;

/** Writes a country into tables of its own and indexes them. */
export async function writeCountry(client: Client, place: Place, country: Country): Promise<void> {
  const rows = { parentage: country.parentages, marriage: country.marriages, registration: country.registrations };
  await client.query(`CREATE SCHEMA ${place}; SET maintenance_work_mem = '512MB'`);
  for (const table of ["parentage", "marriage", "registration"] as const) {
    await client.query(`CREATE UNLOGGED TABLE ${place}.${table} (${columns[table]})`);
    await copyIn(client, `COPY ${place}.${table} FROM STDIN`, rows[table]());
    for (const index of indexes[table]) await client.query(`CREATE INDEX ON ${place}.${table} ${index}`);
    await client.query(`VACUUM ANALYZE ${place}.${table}`);
  }
}

/** A person's number as an IIN: here nobody looks at check digits. */
export function asIin(person: number): Iin {
  return String(person).padStart(12, "0") as Iin;
}

interface ParentageRow {
  readonly child: number;
  readonly adoption: boolean;
  readonly mother: number | null;
  readonly father: number | null;
  readonly day: string;
}

interface MarriageRow {
  readonly spouse: number;
  readonly day: string;
  readonly dissolved: string | null;
}

/** ZAGS over the tables of a country. */
export function zagsIn(client: Client, place: Place): ZagsRecords {
  const told = "child, adoption, mother, father, day::text";
  const parentages = async (name: string, where: string, iin: Iin) => {
    const { rows } = await client.query<ParentageRow>({
      name: `${place}-${name}`,
      text: `SELECT ${told} FROM ${place}.parentage WHERE ${where} ORDER BY day`,
      values: [Number(iin)],
    });
    return found(
      rows.map(({ child, adoption, mother, father, day }) => ({
        iin,
        type: adoption ? ("adoption" as const) : ("birth" as const),
        child: asIin(child),
        ...(mother === null ? {} : { mother: asIin(mother) }),
        ...(father === null ? {} : { father: asIin(father) }),
        date: localDate(day),
      })),
    );
  };
  return {
    parentages: ({ iin }) => parentages("parentages", "child = $1", iin),
    children: ({ iin }) =>
      parentages(
        "children",
        `child IN (SELECT child FROM ${place}.parentage WHERE mother = $1
                   UNION SELECT child FROM ${place}.parentage WHERE father = $1)`,
        iin,
      ),
    marriages: async ({ iin }) => {
      const { rows } = await client.query<MarriageRow>({
        name: `${place}-marriages`,
        text: `SELECT b AS spouse, day::text, dissolved::text FROM ${place}.marriage WHERE a = $1
               UNION ALL SELECT a, day::text, dissolved::text FROM ${place}.marriage WHERE b = $1`,
        values: [Number(iin)],
      });
      return found(
        rows.map(({ spouse, day, dissolved }) => ({
          iin,
          spouse: asIin(spouse),
          date: localDate(day),
          ...(dissolved === null ? {} : { dissolvedOn: localDate(dissolved) }),
        })),
      );
    },
  };
}

/** How many different people are registered in a dwelling on a day, the applicant not counted. */
export async function occupancyIn(
  client: Client,
  place: Place,
  { dwelling, without, day }: { readonly dwelling: number; readonly without: number; readonly day: string },
): Promise<number> {
  const { rows } = await client.query<{ readonly people: number }>({
    name: `${place}-occupancy`,
    text: `SELECT count(DISTINCT iin)::int4 AS people FROM ${place}.registration
           WHERE rka = $1 AND iin <> $2 AND since <= $3::date AND (until IS NULL OR until >= $3::date)`,
    values: [dwelling, without, day],
  });
  return rows[0]?.people ?? 0;
}
