import "server-only";
import { addressLines } from "@/lib/kernel/address";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import type { Dwelling } from "@/lib/state-databases/real-estate/port";
import type { RegisteredPerson } from "@/lib/state-databases/individuals/port";
import { openPorts } from "@/lib/state-databases/gateway";
import type { Ports } from "@/lib/state-databases/ports";
import { reportsOf, tokenOf, type Report, type Reported } from "./report-stranger";

/** What an owner's dwellings are asked for: a purpose of its own before KDP and in the access log. */
const purpose = "own-dwellings";
const databases = ["individuals", "real-estate"] as const;

/** A dwelling of the reader's own. */
export interface OwnDwelling {
  /** By which the page names it, from 1: an address is nothing for an address bar. */
  readonly place: number;
  readonly rka: string;
  readonly address: { readonly kk: string; readonly ru: string };
  /** As in "1/2". */
  readonly share: string;
  readonly areaM2: number;
}

/** Why nothing can be shown. */
export type NotShown =
  | { readonly kind: "denied" }
  | { readonly kind: "silent"; readonly database: "access-control" | "real-estate" | "individuals" };

type Opened = NotShown | { readonly kind: "found"; readonly ports: Ports; readonly dwellings: readonly Dwelling[] };

/** The dwellings that a person owns today, asked of EGKN because they asked to see them. Nothing of it is kept. */
export async function viewDwellings(
  owner: Iin,
): Promise<NotShown | { readonly kind: "found"; readonly dwellings: readonly OwnDwelling[] }> {
  const opened = await open(owner, await clockOf(owner));
  return opened.kind === "found" ? { kind: "found", dwellings: shownOf(opened.dwellings, owner) } : opened;
}

/** Somebody registered at the reader's dwelling. */
export interface Resident extends Pick<
  RegisteredPerson,
  "surname" | "givenName" | "patronymic" | "kind" | "from" | "to"
> {
  /** Names them in a form of this owner alone. */
  readonly token: string;
  readonly isOwner: boolean;
  /** That the owner does not know them. */
  readonly report: Report | null;
}

/** Who is registered at a dwelling of the reader's own: told to its owners alone, with a row in each one's access log. Null: no such dwelling. */
export async function viewResidents(
  owner: Iin,
  place: number,
): Promise<
  NotShown | { readonly kind: "found"; readonly dwelling: OwnDwelling; readonly residents: readonly Resident[] } | null
> {
  const now = await clockOf(owner);
  const opened = await open(owner, now);
  if (opened.kind !== "found") return opened;
  const dwelling = shownOf(opened.dwellings, owner).find((one) => one.place === place);
  const rka = opened.dwellings.find((one) => one.rka === dwelling?.rka)?.rka;
  if (!dwelling || rka === undefined) return null;
  const answer = await opened.ports.individuals.registeredPeople({ rka, on: localDateOf(now), owner });
  switch (answer.kind) {
    case "found": {
      const reports = await reportsOf(owner, rka);
      const residents = answer.value.map(({ resident, surname, givenName, patronymic, kind, from, to }) => ({
        surname,
        givenName,
        patronymic,
        kind,
        from,
        to,
        token: tokenOf(owner, rka, resident),
        isOwner: resident === owner,
        report: reports.get(resident) ?? null,
      }));
      return { kind: "found", dwelling, residents };
    }
    case "denied":
      return { kind: "denied" };
    case "not-found":
      return { kind: "found", dwelling, residents: [] };
    case "unavailable":
    case "invalid-answer":
      return { kind: "silent", database: "individuals" };
  }
}

async function open(owner: Iin, now: Date): Promise<Opened> {
  const context = { reader: { kind: "citizen", iin: owner }, purpose, now } as const;
  const consent = await openPorts(context)["access-control"].grant({ iin: owner, databases, purpose });
  if (consent.kind === "denied") return { kind: "denied" };
  if (consent.kind !== "found") return { kind: "silent", database: "access-control" };
  const ports = openPorts({ ...context, accessToken: consent.value.token });
  const answer = await ports["real-estate"].dwellingsOf({ iin: owner });
  switch (answer.kind) {
    case "found":
      return { kind: "found", ports, dwellings: answer.value };
    case "not-found":
      return { kind: "found", ports, dwellings: [] };
    case "denied":
      return { kind: "denied" };
    case "unavailable":
    case "invalid-answer":
      return { kind: "silent", database: "real-estate" };
  }
}

function shownOf(dwellings: readonly Dwelling[], owner: Iin): readonly OwnDwelling[] {
  return dwellings
    .toSorted((a, b) => (a.rka < b.rka ? -1 : 1))
    .map(({ rka, address, owners, totalAreaM2 }, index) => ({
      place: index + 1,
      rka,
      address: addressLines(address),
      share: owners.find(({ iin }) => iin === owner)?.share ?? "",
      areaM2: totalAreaM2,
    }));
}

/** Finds the person of a form again, by what the owner's dwellings hold now; null when nobody there answers to it. */
export async function findResident(owner: Iin, place: number, token: string): Promise<Reported | null> {
  const now = await clockOf(owner);
  const opened = await open(owner, now);
  if (opened.kind !== "found") return null;
  const shown = shownOf(opened.dwellings, owner).find((one) => one.place === place);
  const dwelling = opened.dwellings.find((one) => one.rka === shown?.rka);
  if (!dwelling) return null;
  const { rka, kato, address } = dwelling;
  const [self, answer] = await Promise.all([
    opened.ports.individuals.person({ iin: owner }),
    opened.ports.individuals.registeredPeople({ rka, on: localDateOf(now), owner }),
  ]);
  const found =
    answer.kind === "found" ? answer.value.find((one) => tokenOf(owner, rka, one.resident) === token) : null;
  if (!found || found.resident === owner) return null;
  const { resident, kind, from, to = null } = found;
  const person = nameOf(found);
  const content = { owner: self.kind === "found" ? nameOf(self.value) : "", person, address: addressLines(address) };
  return { rka, person: resident, region: kato.slice(0, 2), content: { ...content, kind, from, to } };
}

function nameOf({
  surname,
  givenName,
  patronymic,
}: Pick<RegisteredPerson, "surname" | "givenName" | "patronymic">): string {
  return [surname, givenName, patronymic].filter(Boolean).join(" ");
}
