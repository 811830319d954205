import { addressLines } from "@/lib/kernel/address";
import { addYears, isBefore, type LocalDate } from "@/lib/kernel/local-date";
import { passed, refused } from "@/lib/process/stages";
import type { RegistrationKind } from "@/lib/state-databases/individuals/port";
import { chosenRka, whoseDwelling } from "./situation";
import { check } from "./stage-kinds";

/** The codes with which GBD FL marks people of no country and refugees [ours]: ISO 3166 leaves both letters to its users. */
const refugeeCode = "XB";

/** Whoever is younger is registered with their parents; up to the second age a parent applies for them [pub]. */
const agesOfChildren = { withParents: 14, throughParent: 16 } as const;

/** Whether somebody born on that day has that age: from the birthday on. */
export function hasAge(birthDate: LocalDate, years: number, today: LocalDate): boolean {
  return !isBefore(today, addYears(birthDate, years));
}

/** The person has let the portal ask for their data. */
export const accessIsGranted = check({
  id: "access",
  clause: "ours",
  uses: ["access"],
  judge: ({ access }) => (access.kind === "found" ? passed() : refused("access-denied")),
});

/** GBD FL knows the person, alive, and a citizen: others are served elsewhere [S0-A3 §2]. */
export const personIsCitizen = check({
  id: "person",
  clause: "S0-A3 §2",
  uses: ["person"],
  judge: ({ person }) => {
    if (person.kind === "denied") return refused("access-denied");
    if (person.kind === "not-found") return refused("person-not-found");
    const { iin, surname, givenName, patronymic, birthDate, citizenship, deathDate, residenceStatus } = person.value;
    if (deathDate !== undefined) return refused("deceased");
    if (citizenship === refugeeCode) return refused("refugee");
    if (citizenship !== "KZ") return refused("not-citizen");
    return passed({
      iin,
      surname,
      givenName,
      ...(patronymic === undefined ? {} : { patronymic }),
      birthDate,
      ...(residenceStatus === "not-determined" ? { residenceStatus } : {}),
    });
  },
});

/** Judged together, so that everything that stands against a person is named at once, before the form. */
const group = "eligibility";

/** The person is old enough to apply for themselves. */
export const personIsOfAge = check({
  id: "age",
  clause: "pub",
  group,
  uses: ["person"],
  judge: ({ person }, { today }) => {
    if (person.kind === "denied") return refused("access-denied");
    if (person.kind === "not-found") return refused("person-not-found");
    const { birthDate } = person.value;
    if (!hasAge(birthDate, agesOfChildren.withParents, today)) return refused("under-14");
    return hasAge(birthDate, agesOfChildren.throughParent, today) ? passed() : refused("under-16");
  },
});

/** The person is fully capable. */
export const personIsCapable = check({
  id: "capacity",
  clause: "ours",
  group,
  uses: ["person"],
  judge: ({ person }) => {
    if (person.kind === "denied") return refused("access-denied");
    return person.kind === "found" && person.value.capacity === "full" ? passed() : refused("no-full-capacity");
  },
});

/** Where the person is registered for good until now: nobody is refused for it. */
export const residenceUntilNow = check({
  id: "residence-until-now",
  clause: "S0-A3 §4",
  group,
  uses: ["registrations"],
  judge: ({ registrations }) => {
    if (registrations.kind === "denied") return refused("access-denied");
    const permanent = registrations.kind === "found" && registrations.value.find(({ kind }) => kind === "permanent");
    if (!permanent) return passed({ ground: "nowhere" });
    const { kk, ru } = addressLines(permanent.address);
    return passed({ currentAddressKk: kk, currentAddressRu: ru });
  },
});

/**
 * The person is not registered already, with this kind and on one of the days, in the dwelling that they have chosen among their own, or
 * named as another's.
 */
export function notYetRegisteredThere(kind: RegistrationKind, whose: "own" | "another") {
  const dwellingStep = whose === "own" ? "own-dwelling" : "owner";
  return check({
    id: whose === "own" ? "not-registered-there" : "not-registered-at-theirs",
    clause: "ours",
    when: (situation) => whoseDwelling(situation) === whose,
    uses: ["registrationsThen"],
    returnsTo: kind === "temporary" ? "period" : dwellingStep,
    judge: ({ registrationsThen: registrations }, situation) => {
      if (registrations.kind === "denied") return refused("access-denied");
      const rka = chosenRka(situation);
      const known = registrations.kind === "found" ? registrations.value : [];
      const there = known.find((one) => one.kind === kind && one.rka === rka);
      if (!there) return passed();
      const { from, to } = there;
      return refused("already-registered", { from, ...(to === undefined ? {} : { to }) });
    },
  });
}
