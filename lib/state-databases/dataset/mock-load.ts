import "server-only";
import { hash } from "@node-rs/argon2";
import { err, ok, type Result } from "@/lib/kernel/result";
import { daysBetween, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { contradictions, type Held } from "./check";
import { datasetSchema, type Dataset } from "./format";
import { rowsOf } from "./mock-rows";
import { addRows, emptyDatabases } from "./mock-write";
import { readPhotos } from "./photos";
import { problemsOf, type Problem } from "./problems";

/** How many entries of each list were taken. */
export type Counts = Readonly<Record<string, number>>;

const everyone = "*";
const dayMs = 24 * 3_600_000;
// An arbitrary number of this lock alone: two datasets loaded at once would undo each other's half.
const loadLock = 7_301_126;

/**
 * Makes a dataset (`state-databases/1`) the world of the mocks, in one transaction: "replace" empties them first (and the accounts without
 * applications), "merge" adds to them. `baseDir` is the directory that the dataset's picture files lie in. `asOf` sets the clock to
 * that day at the present hour: everyone's with "replace", only that of the dataset's own people with "merge", so that one test's
 * dataset does not move another test's clock. Errors: every problem of the dataset, with its JSON path; then nothing has changed.
 */
export async function loadDataset(
  dataset: unknown,
  mode: "replace" | "merge",
  { baseDir }: { readonly baseDir?: string | undefined } = {},
): Promise<Result<{ counts: Counts }, { errors: Problem[] }>> {
  const photos = await readPhotos(dataset, baseDir);
  const parsed = datasetSchema.safeParse(dataset);
  const held = mode === "merge" ? await heldNow(dataset) : nothingHeld;
  const errors = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...photos.problems,
    ...contradictions(dataset, { ...held, photos: new Set([...held.photos, ...photos.pictures.keys()]) }),
  ];
  if (!parsed.success || errors.length > 0) return err({ errors });

  const world = parsed.data;
  const pictures = new Map([...(await picturesHeld(world, held)), ...photos.pictures]);
  const rows = rowsOf(world, pictures);
  const accounts = await Promise.all(world.accounts.filter(({ bin }) => bin === undefined).map(accountRow));
  const entityAccounts = await Promise.all(world.accounts.flatMap((account) => entityAccountRow(account, world)));
  await inTransaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${loadLock})`;
      if (mode === "replace") await emptyDatabases(tx);
      await addRows(tx, rows);
      for (const { iin, ...account } of accounts)
        await tx.account.upsert({ where: { iin }, create: { iin, ...account }, update: account });
      for (const { bin, iin, ...account } of entityAccounts)
        await tx.entityAccount.upsert({
          where: { bin_iin: { bin, iin } },
          create: { bin, iin, ...account },
          update: account,
        });
      if (world.asOf !== undefined) await setDay(tx, world.asOf, mode === "merge" ? peopleOf(world) : [everyone]);
    },
    { timeoutMs: longestLoadMs },
  );
  return ok({ counts: countsOf(world) });
}

/** A whole world is written at once, and a portal starts with it: a busy machine may take its time. */
const longestLoadMs = 120_000;

const nothingHeld: Held = { people: new Set(), dwellings: new Set(), photos: new Set(), documentOwners: new Map() };

/** What the databases hold of that which a dataset to be merged may refer to. */
async function heldNow(dataset: unknown): Promise<Held> {
  const texts = [...new Set(textsIn(dataset))];
  const [people, dwellings, photos, documents] = await Promise.all([
    db.mockPerson.findMany({ where: { iin: { in: texts } }, select: { iin: true } }),
    db.mockDwelling.findMany({ where: { rka: { in: texts } }, select: { rka: true } }),
    db.mockPhoto.findMany({ where: { name: { in: texts } }, select: { name: true } }),
    db.mockDocument.findMany({ where: { number: { in: texts } }, select: { number: true, iin: true } }),
  ]);
  return {
    people: new Set(people.map(({ iin }) => iin)),
    dwellings: new Set(dwellings.map(({ rka }) => rka)),
    photos: new Set(photos.map(({ name }) => name)),
    documentOwners: new Map(documents.map(({ number, iin }) => [number, iin])),
  };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The short texts of the entries' own fields, where references stand; pictures are never short. */
function textsIn(dataset: unknown): string[] {
  const lists: unknown[] = isObject(dataset) ? Object.values(dataset) : [];
  return lists
    .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
    .flatMap((entry): unknown[] => (isObject(entry) ? Object.values(entry) : []))
    .filter((value) => typeof value === "string")
    .filter((text) => text.length <= 200);
}

async function picturesHeld(world: Dataset, held: Held): Promise<Map<string, Buffer<ArrayBuffer>>> {
  const names = world.persons.flatMap(({ photo }) => (photo !== undefined && held.photos.has(photo) ? [photo] : []));
  const rows = await db.mockPhoto.findMany({ where: { name: { in: names } } });
  return new Map(rows.map(({ name, bytes }) => [name, Buffer.from(bytes)]));
}

async function accountRow({ iin, roles, password, phone, email }: Dataset["accounts"][number]) {
  return { iin, roles, phone: phone ?? null, email: email ?? null, passwordHash: await hash(password) };
}

/** The account by which somebody acts for an entity of the same dataset; its head is taken to have shown the head's key. */
function entityAccountRow({ iin, bin, password, email }: Dataset["accounts"][number], world: Dataset) {
  const entity = world.legalEntities.find((one) => one.bin === bin);
  if (bin === undefined || entity === undefined) return [];
  const { nameKk, nameRu, head } = entity;
  const keyRight = head === iin ? "head" : "employee";
  return [
    hash(password).then((passwordHash) => ({ bin, iin, passwordHash, email: email ?? null, keyRight, nameKk, nameRu })),
  ];
}

/** Makes it `day`, at the present hour, on these clocks; a clock that shows that day anyway is left to run with its surroundings. */
async function setDay(tx: Tx, day: LocalDate, keys: readonly string[]): Promise<void> {
  const real = realNow();
  const around = keys.includes(everyone) ? null : await tx.clock.findUnique({ where: { iin: everyone } });
  const surroundings = new Date(real.getTime() + Number(around?.offsetMs ?? 0));
  await tx.clock.deleteMany({ where: { iin: { in: [...keys] } } });
  if (localDateOf(surroundings) === day) return;
  const offsetMs = BigInt(daysBetween(localDateOf(real), day) * dayMs);
  await tx.clock.createMany({ data: keys.map((iin) => ({ iin, offsetMs })) });
}

function peopleOf(world: Dataset): string[] {
  return [...new Set([...world.persons, ...world.accounts].map(({ iin }) => iin))];
}

function countsOf({ photos, ...world }: Dataset): Counts {
  const counts = new Map([["photos", Object.keys(photos).length]]);
  for (const [name, list] of Object.entries(world)) if (Array.isArray(list)) counts.set(name, list.length);
  return Object.fromEntries([...counts].filter(([, count]) => count > 0));
}
