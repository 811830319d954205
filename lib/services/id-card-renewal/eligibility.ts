import type { Known } from "@/lib/process/facts";
import { passed, refused } from "@/lib/process/stages";
import type { Registration } from "@/lib/state-databases/individuals/port";
import { cardInQuestion, changesSince, judgeWindow, keptUntil } from "./rules";
import { check } from "./stage-kinds";

/** The person has let the portal ask for their data. */
export const accessIsGranted = check({
  id: "access",
  clause: "S4 §3.1",
  uses: ["access"],
  judge: ({ access }) => (access.kind === "found" ? passed() : refused("access-denied")),
});

/** GBD FL knows the person, and knows them alive. */
export const personIsAlive = check({
  id: "person",
  clause: "S4 §3.2",
  uses: ["person"],
  judge: ({ person }) => {
    if (person.kind === "denied") return refused("access-denied");
    if (person.kind === "not-found") return refused("person-not-found");
    const { surname, givenName, patronymic, birthDate, sex, citizenship, ethnicity, deathDate } = person.value;
    if (deathDate !== undefined) return refused("deceased");
    return passed({
      surname,
      givenName,
      ...(patronymic === undefined ? {} : { patronymic }),
      birthDate,
      sex,
      citizenship,
      ...(ethnicity === undefined ? {} : { ethnicity }),
    });
  },
});

/** BMG holds a verified phone of the person. */
export const phoneIsVerified = check({
  id: "phone",
  clause: "S4 §3.2",
  uses: ["phone"],
  judge: ({ phone }) => {
    if (phone.kind === "denied") return refused("access-denied");
    return phone.kind === "found" ? passed({ phone: phone.value.number }) : refused("no-verified-phone");
  },
});

/** Digital ID recognises the person in front of the screen. */
export const personIsRecognised = check({
  id: "identification",
  clause: "S4 §3.3",
  uses: ["identification"],
  judge: ({ identification }) => {
    if (identification.kind === "denied") return refused("access-denied");
    return identification.kind === "found" && identification.value.outcome === "recognised"
      ? passed()
      : refused("not-identified");
  },
});

/** Judged together, so that everything that stands against a person is named at once, before the form. */
const group = "eligibility";

/** The person is fully capable. */
export const capacityIsFull = check({
  id: "capacity",
  clause: "S4 §3.4",
  group,
  uses: ["person"],
  judge: ({ person }) => {
    if (person.kind === "denied") return refused("access-denied");
    return person.kind === "found" && person.value.capacity === "full" ? passed() : refused("no-full-capacity");
  },
});

/** ZAGS has registered no change of the person's data since the card was issued. */
export const dataIsUnchanged = check({
  id: "data-unchanged",
  clause: "S4 §3.5",
  group,
  uses: ["changes", "documents"],
  judge: ({ changes, documents }) => {
    if (changes.kind === "denied" || documents.kind === "denied") return refused("access-denied");
    const card = documents.kind === "found" ? cardInQuestion(documents.value) : undefined;
    // Without a card there is nothing to compare with; that there is none is for the check of the card to say.
    if (!card) return passed();
    const [first] = changesSince(changes.kind === "found" ? changes.value : [], card.issuedOn);
    return first ? refused("data-changed", { field: first.field, date: first.date }) : passed();
  },
});

/**
 * Where the person was born: by ZAGS, else by RP DRN's historic record, as it is written there and never mapped to today's
 * administrative division [S4 §5.4]. Refuses nobody for it: that neither knows is for the officer to see.
 */
export const birthPlaceIsKnown = check({
  id: "birth-place",
  clause: "S4 §5.4",
  group,
  uses: ["birth", "historicRecord"],
  judge: ({ birth, historicRecord }) => {
    if (birth.kind === "denied" || historicRecord.kind === "denied") return refused("access-denied");
    const recorded = birth.kind === "found" ? birth.value.place : undefined;
    const historic = historicRecord.kind === "found" ? historicRecord.value.birthPlace : undefined;
    const place = recorded ?? historic;
    if (!place) return passed();
    const birthPlaceSource = recorded ? "civil-status" : "documents";
    return passed({ birthPlace: place.asWritten, birthCountry: place.country, birthPlaceSource });
  },
});

/** The person is registered at a place of residence for good. */
export const residenceIsRegistered = check({
  id: "permanent-registration",
  clause: "S4 §3.6",
  group,
  uses: ["registrations"],
  judge: ({ registrations }) => {
    if (registrations.kind === "denied") return refused("access-denied");
    const permanent = permanentAmong(registrations);
    if (!permanent) return refused("no-permanent-registration");
    const { kk, ru } = permanent.address;
    return passed({ addressKk: addressLine(kk), addressRu: addressLine(ru) });
  },
});

/** The card is neither lost nor invalidated, and today lies inside the window of renewal. */
export const cardIsInsideTheWindow = check({
  id: "card",
  clause: "S4 §3.7, §7",
  group,
  uses: ["documents"],
  judge: ({ documents }, { today, follows }) => {
    if (documents.kind === "denied") return refused("access-denied");
    const card = documents.kind === "found" ? cardInQuestion(documents.value) : undefined;
    if (!card) return refused("no-card");
    if (card.status === "lost") return refused("card-lost", { number: card.number });
    if (card.status === "invalid") return refused("card-invalid", { number: card.number });
    const { expiresOn, number } = card;
    const window = judgeWindow(expiresOn, today);
    switch (window.kind) {
      case "too-early":
        return refused("too-early", { expiresOn, firstDay: window.firstDay });
      case "too-late": {
        const lastDay = keptUntil(follows, expiresOn, today);
        if (!follows || !lastDay) return refused("too-late", { expiresOn, lastDay: window.lastDay });
        const { number: first, annulledOn } = follows;
        return passed({ number, expiresOn, lastDay, ground: "kept", first, annulledOn });
      }
      case "inside":
        return passed({ number, expiresOn, lastDay: window.lastDay });
    }
  },
});

/** What is judged once more when the person signs: days may lie between the first page and the signature [ours]. */
export const judgedAgainAtSigning = [
  personIsAlive,
  capacityIsFull,
  dataIsUnchanged,
  residenceIsRegistered,
  cardIsInsideTheWindow,
].map(({ id }) => id);

function permanentAmong(registrations: Known<readonly Registration[]>): Registration | undefined {
  return registrations.kind === "found" ? registrations.value.find(({ kind }) => kind === "permanent") : undefined;
}

/** An address on one line, the widest part first. */
function addressLine({ region, locality, street, house, flat }: Registration["address"]["kk"]): string {
  return [region, locality, street, house, flat].filter(Boolean).join(", ");
}
