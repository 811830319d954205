import type { Iin } from "@/lib/kernel/iin";
import { addYears, isBefore, type LocalDate } from "@/lib/kernel/local-date";
import type { RegistrationKind } from "@/lib/state-databases/individuals/port";

/** Whoever is younger is protected: they have nowhere to go by themselves. */
const ageOfMajority = 18;

/** Somebody registered at the dwelling, with all that they have there. */
export interface Resident {
  readonly iin: Iin;
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly registrations: readonly {
    readonly kind: RegistrationKind;
    readonly from: LocalDate;
    readonly to?: LocalDate | undefined;
  }[];
}

/** A removal as it stands: who is to go, of whom, and what is known of them. */
export interface Removal {
  /** The owner who asks: they may remove themselves. */
  readonly applicant: Iin;
  readonly picked: readonly Iin[];
  readonly owners: readonly Iin[];
  /** Everybody registered there on the day. */
  readonly residents: readonly Resident[];
  readonly today: LocalDate;
  /** The parents of minors on the day, by the child; whoever is missing was not asked about. */
  readonly parents: ReadonlyMap<Iin, readonly Iin[]>;
  /** Those who keep a place of residence elsewhere. */
  readonly housed: ReadonlySet<Iin>;
}

/** Why somebody cannot be removed, or that they are not there to be. */
export type Obstacle = "not-registered-there" | "co-owner-picked" | "minor-with-parent" | "minor-without-residence";

/** Whether somebody born on that day is a minor: until the day before the birthday. */
export function isMinor(birthDate: LocalDate, today: LocalDate): boolean {
  return isBefore(today, addYears(birthDate, ageOfMajority));
}

/**
 * What stands in the way of removing one person; undefined where nothing does. A co-owner stays an owner whatever the others wish; a minor
 * stays where a parent stays, and stays where they would be left without residence. What was not asked about a minor protects them
 * [S0-A4] [ours].
 */
export function obstacleTo(person: Iin, removal: Removal): Obstacle | undefined {
  const { applicant, picked, owners, residents, today, parents, housed } = removal;
  const resident = residents.find(({ iin }) => iin === person);
  if (!resident) return "not-registered-there";
  if (owners.includes(person) && person !== applicant) return "co-owner-picked";
  if (!isMinor(resident.birthDate, today)) return undefined;
  const staying = residents.map(({ iin }) => iin).filter((iin) => !picked.includes(iin));
  if (parents.get(person)?.some((parent) => staying.includes(parent)) === true) return "minor-with-parent";
  return housed.has(person) && parents.has(person) ? undefined : "minor-without-residence";
}

/** Whom an obstacle keeps from being removed, among those picked. */
export function keptBy(obstacle: Obstacle, removal: Removal): readonly Iin[] {
  return [...new Set(removal.picked)].filter((person) => obstacleTo(person, removal) === obstacle);
}

/** Whether the registration of residence that the person has there goes with the removal. */
export function losesResidence({ registrations }: Pick<Resident, "registrations">): boolean {
  return registrations.some(({ kind }) => kind === "permanent");
}

/** Whether each of these people is still registered there in the same ways: permanently, temporarily, or both. */
export function haveTheSame(people: readonly Resident[], now: readonly Resident[]): boolean {
  return people.every(({ iin, registrations }) => {
    const today = now.find((one) => one.iin === iin)?.registrations ?? [];
    return kindsOf(registrations) === kindsOf(today);
  });
}

function kindsOf(registrations: Resident["registrations"]): string {
  return [...new Set(registrations.map(({ kind }) => kind))].toSorted().join();
}
