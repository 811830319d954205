import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { localDate } from "@/lib/kernel/local-date";
import { dice } from "@/lib/process/testing/dice";
import { judgeKinship } from "@/lib/residence/kinship/judge";
import { readKinshipRecords } from "@/lib/residence/kinship/read";
import { capacityOf, hasRoom, normOn } from "@/lib/residence/norm";
import { makeCountry, type AskedKin, type Country } from "./bench/country";
import { asIin, occupancyIn, writeCountry, zagsIn, type Place } from "./bench/country-tables";
import { startPostgres } from "./postgres";
import { makeDataDir, readSecrets } from "./secrets";

// npm run bench:country [-- PEOPLE [DIRECTORY]]: kinship and occupancy in a country, against the same in a town, in turns.

const townsfolk = 20_000;
/** 40 GB for the country of 20 million: tables, indexes, and what sorting them takes. */
const bytesAPerson = 2_000;
const questions = 4_000;
const unmeasured = 400;
const goal = 1.5;
const today = localDate("2026-11-21");
const nothing = { kind: "not-found" } as const;

function sayLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Milliseconds that each of many questions took, in the town and in the country in turns. */
async function alternate(
  ask: (place: Place, turn: number) => Promise<void>,
): Promise<Readonly<Record<Place, readonly number[]>>> {
  const took: Record<Place, number[]> = { town: [], country: [] };
  for (let turn = 0; turn < unmeasured + questions; turn++) {
    for (const place of turn % 2 === 0 ? (["town", "country"] as const) : (["country", "town"] as const)) {
      const start = performance.now();
      await ask(place, turn);
      if (turn >= unmeasured) took[place].push(performance.now() - start);
    }
  }
  return took;
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

function sayMeasure(measure: string, took: Readonly<Record<Place, readonly number[]>>, more: object): void {
  for (const percent of [50, 99]) {
    const [town, country] = [percentile(took.town, percent), percentile(took.country, percent)];
    sayLine({
      measure: `${measure} p${String(percent)}`,
      townMs: Number(town.toFixed(3)),
      countryMs: Number(country.toFixed(3)),
      ratio: Number((country / town).toFixed(2)),
      ...(percent === 99 ? { goal } : {}),
      questions,
      ...more,
    });
  }
}

async function measure(client: pg.Client, countries: Readonly<Record<Place, Country>>): Promise<void> {
  const zags = { town: zagsIn(client, "town"), country: zagsIn(client, "country") };
  const next: Record<Place, () => AskedKin> = { town: countries.town.kin(1), country: countries.country.kin(1) };
  const confirmed = { town: 0, country: 0 };
  const kinship = await alternate(async (place) => {
    const { claim, applicant, owner } = next[place]();
    const claimed = { claim, applicant: asIin(applicant), owners: [asIin(owner)], today };
    const records = await readKinshipRecords(zags[place], claimed);
    if (records.kind !== "found") throw new Error("ZAGS did not answer");
    const finding = judgeKinship({ records, mart: nothing, colleges: nothing, universities: nothing }, claimed);
    if (finding.kind === "confirmed") confirmed[place] += 1;
  });
  sayMeasure("kinship", kinship, { confirmed });

  const norm = normOn("710000000", today);
  if (!norm) throw new Error("There is a norm in the capital");
  const chance = { town: dice(2), country: dice(2) };
  const withRoom = { town: 0, country: 0 };
  const occupancy = await alternate(async (place) => {
    const { people, dwellings } = countries[place];
    const dwelling = chance[place].roll(dwellings);
    const without = chance[place].roll(people);
    const registered = await occupancyIn(client, place, { dwelling, without, day: today });
    const area = 30 + chance[place].roll(60);
    const capacity = capacityOf({ totalAreaM2: area, usableAreaM2: area }, norm);
    if (hasRoom({ capacity, registered, needed: 1 })) withRoom[place] += 1;
  });
  sayMeasure("occupancy", occupancy, { withRoom });
}

async function main(): Promise<void> {
  const people = Number(process.argv[2] ?? 20_000_000);
  const place = process.argv[3] ?? tmpdir();
  if (!Number.isSafeInteger(people) || people < 800 || people % 8 !== 0) {
    throw new RangeError("The number of people is a multiple of eight, 800 at least");
  }
  const { bavail, bsize } = statfsSync(place);
  const [free, needed] = [bavail * bsize, people * bytesAPerson];
  if (free < needed) {
    const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
    throw new Error(`${place} has ${gigabytes(free)} GB free; so many people need ${gigabytes(needed)} GB`);
  }
  const dataDir = mkdtempSync(path.join(place, "portal-bench-"));
  makeDataDir(dataDir);
  const { superuserPassword } = readSecrets(dataDir);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const server = await startPostgres({ dataDir, superuserPassword, say, throwaway: true });
  const remove = async () => {
    await server.stop();
    rmSync(server.cluster, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void remove().finally(() => process.exit(130));
    });
  }
  try {
    const client = new pg.Client({ connectionString: server.superuserUrl("postgres") });
    await client.connect();
    const countries = { town: makeCountry(townsfolk), country: makeCountry(people) };
    for (const name of ["town", "country"] as const) {
      const start = performance.now();
      await writeCountry(client, name, countries[name]);
      const { rows } = await client.query<{ readonly bytes: string }>("SELECT pg_database_size('postgres') AS bytes");
      const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
      const { people: count, dwellings } = countries[name];
      sayLine({ made: name, people: count, dwellings, seconds, bytes: Number(rows[0]?.bytes) });
    }
    await measure(client, countries);
    await client.end();
  } finally {
    await remove();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
