import { read } from "@/lib/process/facts";

/** The service's id: its folder, its messages, its address. */
export const id = "id-card-renewal";

/** The databases that the applicant lets the portal ask [S4 §3.1]. */
const databases = [
  "individuals",
  "mobile-citizens",
  "digital-id",
  "civil-status",
  "documents",
  "social-status",
] as const;

/** The facts that reach the rules; nothing else does. */
export const reads = {
  access: read("access-control", (kdp, { applicant }) => kdp.grant({ iin: applicant, databases, purpose: id })),
  person: read("individuals", (individuals, { applicant }) => individuals.person({ iin: applicant })),
  phone: read("mobile-citizens", (bmg, { applicant }) => bmg.phone({ iin: applicant })),
  identification: read("digital-id", (digitalId, { applicant }) => digitalId.identify({ iin: applicant })),
  changes: read("civil-status", (zags, { applicant }) => zags.dataChanges({ iin: applicant })),
  registrations: read("individuals", (individuals, { applicant, today }) =>
    individuals.registrations({ iin: applicant, on: today }),
  ),
  birth: read("civil-status", (zags, { applicant }) => zags.birth({ iin: applicant })),
  historicRecord: read("documents", (rpDrn, { applicant }) => rpDrn.historicRecord({ iin: applicant })),
  documents: read("documents", (rpDrn, { applicant }) => rpDrn.documents({ iin: applicant })),
  likeness: read("digital-id", async (digitalId, { applicant, picture }) => {
    const jpeg = await picture("photo", "photo");
    return jpeg === null ? { kind: "not-found" as const } : digitalId.compare({ iin: applicant, jpeg });
  }),
  photoMeasures: read("photo-examiner", async (examiner, { applicant, picture }) => {
    const given = await picture("photo", "photo");
    return given === null ? { kind: "not-found" as const } : examiner.photo({ iin: applicant, picture: given });
  }),
  sampleMeasures: read("photo-examiner", async (examiner, { applicant, picture }) => {
    const given = await picture("signature-sample", "sample");
    return given === null
      ? { kind: "not-found" as const }
      : examiner.signatureSample({ iin: applicant, picture: given });
  }),
  socialStatuses: read("social-status", (sic, { applicant, today }) => sic.statuses({ iin: applicant, on: today })),
};
