import { found, type Answer } from "@/lib/kernel/answer";
import { regionCodes, type RegionCode } from "@/lib/kernel/kato";
import { localDate } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { defineService, type Reason } from "@/lib/process/define-service";
import { read, type Evidence, type Subject } from "@/lib/process/facts";
import { passed, refused, stagesFor, type OrderAnswer } from "@/lib/process/stages";
import type { DocumentApplication } from "@/lib/state-databases/documents/port";
import { examples } from "./examples";
import { form, photoRules, signatureSampleRules } from "./form";
import {
  cardInQuestion,
  changesSince,
  exemptStatuses,
  hasPhotoShape,
  judgeWindow,
  photoRequirements,
  signatureSampleRequirements,
  stateDutyOn,
} from "./rules";

const id = "id-card-renewal";

const databases = [
  "individuals",
  "mobile-citizens",
  "digital-id",
  "civil-status",
  "documents",
  "social-status",
] as const;

const reads = {
  access: read("access-control", (kdp, { applicant }) => kdp.grant({ iin: applicant, databases, purpose: id })),
  person: read("individuals", (individuals, { applicant }) => individuals.person({ iin: applicant })),
  phone: read("mobile-citizens", (bmg, { applicant }) => bmg.phone({ iin: applicant })),
  identification: read("digital-id", (digitalId, { applicant }) => digitalId.identify({ iin: applicant })),
  changes: read("civil-status", (zags, { applicant }) => zags.dataChanges({ iin: applicant })),
  registrations: read("individuals", (individuals, { applicant, today }) =>
    individuals.registrations({ iin: applicant, on: today }),
  ),
  documents: read("documents", (rpDrn, { applicant }) => rpDrn.documents({ iin: applicant })),
  likeness: read("digital-id", async (digitalId, { applicant, picture }) => {
    const jpeg = await picture("photo", "photo");
    return jpeg === null ? { kind: "not-found" as const } : digitalId.compare({ iin: applicant, jpeg });
  }),
  socialStatuses: read("social-status", (sic, { applicant, today }) => sic.statuses({ iin: applicant, on: today })),
};

const reasons = {
  "access-denied": { clause: "S4 §3.1", instead: "correct-and-retry" },
  "person-not-found": { clause: "S4 §3.2", instead: "service-centre" },
  deceased: { clause: "S4 §3.2", instead: "service-centre" },
  "no-verified-phone": { clause: "S4 §3.2", instead: "correct-and-retry" },
  "not-identified": { clause: "S4 §3.3", instead: "service-centre" },
  "no-full-capacity": { clause: "S4 §3.4", instead: "service-centre" },
  "data-changed": { clause: "S4 §3.5", instead: "service-centre" },
  "no-permanent-registration": { clause: "S4 §3.6", instead: "service-centre" },
  "no-card": { clause: "S4 §7", instead: "service-centre" },
  "card-lost": { clause: "S4 §7", instead: "service-centre" },
  "card-invalid": { clause: "S4 §7", instead: "service-centre" },
  "too-early": { clause: "S4 §7", instead: "apply-later" },
  "too-late": { clause: "S4 §7", instead: "service-centre" },
  "data-reported-wrong": { clause: "S4 §8", instead: "service-centre" },
  "photo-too-few-pixels": { clause: "S4 §3.10", instead: "correct-and-retry" },
  "photo-wrong-shape": { clause: "S4 §3.10", instead: "correct-and-retry" },
  "photo-file-too-small": { clause: "S4 §3.10", instead: "correct-and-retry" },
  "sample-too-few-pixels": { clause: "S4 §3.9", instead: "correct-and-retry" },
  "photo-not-alike": { clause: "S4 §3.11", instead: "correct-and-retry" },
  "registration-refused": { clause: "S4 §3.13", instead: "service-centre" },
} as const satisfies Record<string, Reason>;

const { check, step, signature, order, payment, task, handover } = stagesFor({ reads, form, reasons });

/** A photo at or above this likeness is taken for the same person's [S4 §3.11]. */
const likenessThreshold = 0.8;

function chosenRegion(answers: { readonly region?: { readonly region: RegionCode } }): RegionCode {
  if (!answers.region) throw new Error("The region is chosen before anything needs it");
  return answers.region.region;
}

/** The answers of the form as the state databases' requests find them. */
function contentOf({ answers, documentHash }: Subject) {
  const region = form.region.parse(answers["region"]).region;
  const { registrationPoint } = form["registration-point"].parse(answers["registration-point"]);
  return { region, registrationPoint, documentHash: documentHash ?? "" };
}

/** Puts RP DRN's word on an application into the form of an order's answer. */
function orderAnswer(
  answer: Answer<DocumentApplication>,
  confirmed: (application: DocumentApplication) => Evidence | undefined,
): Answer<OrderAnswer<"registration-refused">> {
  if (answer.kind !== "found") return answer;
  const params = { explanation: answer.value.reason ?? "" };
  switch (answer.value.status) {
    case "refused":
      return found({ kind: "refused", reason: "registration-refused", params });
    case "sent-back":
      return found({ kind: "sent-back", params });
    case "registered":
    case "coupon":
    case "in-production":
    case "ready":
    case "handed-over":
    case "cancelled": {
      const result = confirmed(answer.value);
      return found(result ? { kind: "confirmed", result } : { kind: "waiting" });
    }
  }
}

export const idCardRenewal = defineService({
  id,
  version: 1,
  audience: "citizen",
  legalBasis: { seed: "S4", from: localDate("2025-05-26"), to: localDate("2026-03-31") },
  reads,
  reasons,
  form,
  draftDays: 30,
  termWorkingDays: 15,
  withdrawableUntil: "review",
  stages: [
    step({ id: "data-access", clause: "S4 §3.1", fields: [{ kind: "confirm", name: "consent" }] }),
    check({
      id: "access",
      clause: "S4 §3.1",
      uses: ["access"],
      judge: ({ access }) => (access.kind === "found" ? passed() : refused("access-denied")),
    }),
    check({
      id: "person",
      clause: "S4 §3.2",
      uses: ["person"],
      judge: ({ person }) => {
        if (person.kind !== "found") return refused("person-not-found");
        const { surname, givenName, patronymic, birthDate, sex, citizenship, ethnicity, birthPlace, deathDate } =
          person.value;
        if (deathDate !== undefined) return refused("deceased");
        return passed({
          surname,
          givenName,
          ...(patronymic === undefined ? {} : { patronymic }),
          birthDate,
          sex,
          citizenship,
          ...(ethnicity === undefined ? {} : { ethnicity }),
          // Never mapped to today's administrative division: shown as written [S4 §5.4].
          ...(birthPlace ? { birthPlace: birthPlace.asWritten, birthCountry: birthPlace.country } : {}),
        });
      },
    }),
    check({
      id: "phone",
      clause: "S4 §3.2",
      uses: ["phone"],
      judge: ({ phone }) =>
        phone.kind === "found" ? passed({ phone: phone.value.number }) : refused("no-verified-phone"),
    }),
    check({
      id: "identification",
      clause: "S4 §3.3",
      uses: ["identification"],
      judge: ({ identification }) =>
        identification.kind === "found" && identification.value.outcome === "recognised"
          ? passed()
          : refused("not-identified"),
    }),
    check({
      id: "capacity",
      clause: "S4 §3.4",
      group: "eligibility",
      uses: ["person"],
      judge: ({ person }) =>
        person.kind === "found" && person.value.capacity === "full" ? passed() : refused("no-full-capacity"),
    }),
    check({
      id: "data-unchanged",
      clause: "S4 §3.5",
      group: "eligibility",
      uses: ["changes", "documents"],
      judge: ({ changes, documents }) => {
        const card = documents.kind === "found" ? cardInQuestion(documents.value) : undefined;
        if (!card) return passed();
        const [first] = changesSince(changes.kind === "found" ? changes.value : [], card.issuedOn);
        return first ? refused("data-changed", { field: first.field, date: first.date }) : passed();
      },
    }),
    check({
      id: "permanent-registration",
      clause: "S4 §3.6",
      group: "eligibility",
      uses: ["registrations"],
      judge: ({ registrations }) => {
        const all = registrations.kind === "found" ? registrations.value : [];
        const permanent = all.find((registration) => registration.kind === "permanent");
        if (!permanent) return refused("no-permanent-registration");
        const { kk, ru } = permanent.address;
        return passed({ addressKk: addressLine(kk), addressRu: addressLine(ru) });
      },
    }),
    check({
      id: "card",
      clause: "S4 §3.7, §7",
      group: "eligibility",
      uses: ["documents"],
      judge: ({ documents }, { today }) => {
        const card = documents.kind === "found" ? cardInQuestion(documents.value) : undefined;
        if (!card) return refused("no-card");
        if (card.status === "lost") return refused("card-lost", { number: card.number });
        if (card.status === "invalid") return refused("card-invalid", { number: card.number });
        const window = judgeWindow(card.expiresOn, today);
        const { expiresOn, number } = card;
        switch (window.kind) {
          case "too-early":
            return refused("too-early", { expiresOn, firstDay: window.firstDay });
          case "too-late":
            return refused("too-late", { expiresOn, lastDay: window.lastDay });
          case "inside":
            return passed({ number, expiresOn, lastDay: window.lastDay });
        }
      },
    }),
    step({
      id: "personal-data",
      clause: "S4 §3.8",
      shows: "person",
      fields: [{ kind: "radios", name: "correct", options: ["yes", "no"] }],
    }),
    check({
      id: "data-confirmed",
      clause: "S4 §8",
      uses: [],
      returnsTo: "personal-data",
      judge: (_, { answers }) =>
        answers["personal-data"]?.correct === "yes" ? passed() : refused("data-reported-wrong"),
    }),
    step({
      id: "region",
      clause: "S4 §10",
      fields: [{ kind: "select", name: "region", options: regionCodes, labels: "regions" }],
    }),
    step({
      id: "registration-point",
      clause: "S4 §3.19",
      follows: ["region"],
      fields: [
        {
          kind: "radios",
          name: "registrationPoint",
          optionsFrom: read("documents", async (rpDrn, subject) => {
            const region = form.region.parse(subject.answers["region"]).region;
            const points = await rpDrn.registrationPoints({ region });
            if (points.kind !== "found") return points;
            return found(
              points.value.map((point) => ({
                value: point.id,
                kk: `${point.nameKk}, ${point.address}`,
                ru: `${point.nameRu}, ${point.address}`,
              })),
            );
          }),
        },
      ],
    }),
    step({
      id: "contacts",
      clause: "S4 §3.8",
      shows: "phone",
      fields: [{ kind: "email", name: "email", optional: true, autocomplete: "email" }],
    }),
    step({
      id: "photo",
      clause: "S4 §3.9",
      fields: [
        { kind: "image", name: "photo", rules: photoRules },
        { kind: "confirm", name: "recent" },
      ],
    }),
    check({
      id: "photo-pixels",
      clause: "S4 §3.10",
      group: "photo",
      uses: [],
      returnsTo: "photo",
      judge: (_, { answers }) => {
        const { width = 0, height = 0 } = answers.photo?.photo ?? {};
        const { minWidth, minHeight } = photoRequirements;
        return width >= minWidth && height >= minHeight
          ? passed({ pixels: `${String(width)} × ${String(height)}` })
          : refused("photo-too-few-pixels", measured({ width, height, minWidth, minHeight }));
      },
    }),
    check({
      id: "photo-shape",
      clause: "S4 §3.10",
      group: "photo",
      uses: [],
      returnsTo: "photo",
      judge: (_, { answers }) => {
        const { width = 0, height = 1 } = answers.photo?.photo ?? {};
        return hasPhotoShape(width, height) ? passed() : refused("photo-wrong-shape", measured({ width, height }));
      },
    }),
    check({
      id: "photo-file-size",
      clause: "S4 §3.10",
      group: "photo",
      uses: [],
      returnsTo: "photo",
      judge: (_, { answers }) => {
        const kilobytes = Math.floor((answers.photo?.photo.bytes ?? 0) / 1024);
        const minKilobytes = photoRequirements.minBytes / 1024;
        return kilobytes >= minKilobytes
          ? passed()
          : refused("photo-file-too-small", measured({ kilobytes, minKilobytes }));
      },
    }),
    check({
      id: "photo-likeness",
      clause: "S4 §3.11",
      uses: ["likeness"],
      returnsTo: "photo",
      judge: ({ likeness }) =>
        likeness.kind === "found" && likeness.value.likeness >= likenessThreshold
          ? passed()
          : refused("photo-not-alike"),
    }),
    step({
      id: "signature-sample",
      clause: "S4 §3.9",
      fields: [{ kind: "image", name: "sample", rules: signatureSampleRules }],
    }),
    check({
      id: "signature-sample-pixels",
      clause: "S4 §3.9",
      uses: [],
      returnsTo: "signature-sample",
      judge: (_, { answers }) => {
        const { width = 0, height = 0 } = answers["signature-sample"]?.sample ?? {};
        const { minWidth, minHeight } = signatureSampleRequirements;
        return width >= minWidth && height >= minHeight
          ? passed()
          : refused("sample-too-few-pixels", measured({ width, height, minWidth, minHeight }));
      },
    }),
    // The text says EDS; the window is judged again, for days may lie between the first page and the signature.
    signature({
      id: "signature",
      clause: "S4 §3.12",
      methods: ["eds"],
      rechecks: ["person", "capacity", "data-unchanged", "permanent-registration", "card"],
    }),
    order({
      id: "registration",
      clause: "S4 §3.13",
      database: "documents",
      place: async (rpDrn, subject) =>
        orderAnswer(
          await rpDrn.register({ iin: subject.applicant, key: subject.applicationId, content: contentOf(subject) }),
          ({ number }) => ({ registrationNumber: number }),
        ),
      cancel: async (rpDrn, { applicant, applicationId }) =>
        orderAnswer(await rpDrn.move({ iin: applicant, key: applicationId, to: "cancelled" }), () => ({})),
    }),
    check({
      id: "social-status",
      clause: "S4 §3.14",
      uses: ["socialStatuses"],
      judge: ({ socialStatuses }) => {
        const held = socialStatuses.kind === "found" ? socialStatuses.value : [];
        const exempt = held.find((status) => exemptStatuses.has(status.code));
        return passed(exempt ? { exemption: exempt.code } : {});
      },
    }),
    payment({
      id: "state-duty",
      clause: "S4 §3.15",
      termDays: 3,
      amount: ({ evidence, today }) => {
        if (evidence["social-status"]?.["exemption"] !== undefined) return { tenge: tenge(0), ground: "exempt" };
        const due = stateDutyOn(today);
        return { tenge: due, ground: due === 0 ? "no-duty" : "due" };
      },
    }),
    order({
      id: "coupon",
      clause: "S4 §10",
      database: "documents",
      place: async (rpDrn, { applicant, applicationId }) =>
        orderAnswer(await rpDrn.move({ iin: applicant, key: applicationId, to: "coupon" }), ({ coupon }) =>
          coupon === undefined ? undefined : { coupon },
        ),
    }),
    task({
      id: "review",
      clause: "S4 §3.17, §11",
      roles: ({ answers }) => [`umd-officer:${chosenRegion(answers)}`],
      termWorkingDays: 2,
      decisions: {
        approve: { outcome: "continue" },
        annul: { outcome: "annulled", reasons: ["photo-quality", "signature-quality", "further-verification"] },
      },
    }),
    order({
      id: "production",
      clause: "S4 §3.18",
      database: "documents",
      produces: true,
      returnsTo: "review",
      place: async (rpDrn, { applicant, applicationId }) =>
        orderAnswer(await rpDrn.move({ iin: applicant, key: applicationId, to: "in-production" }), (application) =>
          application.status === "ready" && application.newDocumentNumber !== undefined
            ? { newDocumentNumber: application.newDocumentNumber }
            : undefined,
        ),
    }),
    // To the applicant in person only; no proxy [S4 §4.3].
    handover({
      id: "handover",
      clause: "S4 §3.19, §4.3",
      role: ({ answers }) => `town-unit:${chosenRegion(answers)}`,
      proof: ({ evidence }) => evidence["coupon"]?.["coupon"] ?? "",
      reminderDays: 30,
    }),
    order({
      id: "handover-record",
      clause: "S4 §3.19",
      database: "documents",
      place: async (rpDrn, { applicant, applicationId }) =>
        orderAnswer(await rpDrn.move({ iin: applicant, key: applicationId, to: "handed-over" }), ({ status }) =>
          status === "handed-over" ? {} : undefined,
        ),
    }),
  ],
  examples,
});

/** Measures as the values of a message. */
function measured(values: Readonly<Record<string, number>>): Evidence {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** An address on one line, the widest part first. */
function addressLine(address: {
  region: string;
  locality: string;
  street: string;
  house: string;
  flat?: string | undefined;
}): string {
  return [address.region, address.locality, address.street, address.house, address.flat].filter(Boolean).join(", ");
}
