import type { z } from "zod";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { IdentityDocument } from "@/lib/state-databases/documents/port";
import type { DatabaseName } from "@/lib/state-databases/ports";
import type { Concern } from "./concerned";
import type { Expiry } from "./expiry";
import type { AnyQuery, Evidence } from "./facts";
import type { RegistrationChange } from "./registration-change";
import type { ResultingPaper } from "./resulting-paper";
import type { Situation, Stage } from "./stages";

/** What a person can do instead when they are refused. */
export type Remedy = "service-centre" | "apply-later" | "correct-and-retry" | "none";

export interface Reason {
  readonly clause: string;
  readonly instead: Remedy;
  /** What its words name, as it is read where an outcome of earlier does not say it: what is stored is never changed. */
  readonly unsaid?: Evidence;
}

/** What becomes of a persona's application on a day: a test, a row of the demo dataset and of the QA scenarios at once. */
export interface Example<S extends string = string> {
  readonly id: string;
  /** The persona's IIN in the demo dataset. */
  readonly persona: string;
  /** The day on the person's clock. */
  readonly day: string;
  /**
   * `refused`: this reason is among those that stop the walk, for good or until another answer is given.
   * `waitsFor`: the state database that does not answer.
   */
  readonly expect:
    "granted" | { readonly refused: NoInfer<S> } | { readonly annulled: string } | { readonly waitsFor: DatabaseName };
  /** Answers that differ from the usual, by field; a picture by its name in the demo dataset. */
  readonly answers?: Readonly<Record<string, string>>;
  /** A state database that does not answer about this person, and for how long. */
  readonly outage?: { readonly database: DatabaseName; readonly minutes: number };
  /** The BIN of the legal entity for which the persona applies; left out where they apply for themselves. */
  readonly entity?: string;
  /** What an officer decides, and types where the decision asks for something; they let it go on where this is left out. */
  readonly decides?: { readonly decision: string; readonly entry?: string; readonly meanwhile?: Meanwhile };
  /** What the owners do who are asked for consent; they give it where this is left out. */
  readonly owners?: "consent" | "decline" | "silent" | "sell";
  /** Where its point shows, if not where the expectation says: whoever opens the example is taken there. */
  readonly interest?: PointOfInterest;
}

/** What happens behind an officer's decision, before it is carried out: GBD FL comes to hold the person at another address. */
export type Meanwhile = "moves";

/** A page on which an example can have its point; "relative": an officer of the family before the closed task. */
export type PointOfInterest = "checks" | "form" | "payment" | "consent" | "review" | "relative" | "ready" | "handover";

/** The engine's own reasons: a service with a stage of consent declares them. */
export const consentReasons = { declined: "consent-declined", silent: "no-consent-in-time" } as const;

export interface LegalBasis {
  readonly seed: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** Whether a document can be renewed on a day: the last day on which it can; the first from which it will; or since when no more. */
export type RenewalWindow =
  | { readonly kind: "inside"; readonly lastDay: LocalDate }
  | { readonly kind: "too-early"; readonly firstDay: LocalDate }
  | { readonly kind: "too-late"; readonly lastDay: LocalDate };

/** How a service renews a document of a person: what the cabinet shows beside it, and of what it reminds. */
export interface Renewal {
  readonly document: IdentityDocument["type"];
  /** Which of a person's documents it would renew. */
  readonly inQuestion: (documents: readonly IdentityDocument[]) => IdentityDocument | undefined;
  readonly window: (expiresOn: LocalDate, today: LocalDate) => RenewalWindow;
}

/** A person for themselves, or whoever acts for a legal entity. */
export type Audience = "citizen" | "entity";

export interface Service<S extends string = string> {
  readonly id: string;
  readonly version: number;
  /**
   * Who may ask for it. Of an entity's application `subject.bin` and `situation.bin` are the entity's BIN; of a person's own they are null and left
   * out. So a stage that is about the person alone says `when: ({ bin }) => bin === undefined`, one about the entity the contrary.
   */
  readonly audience: readonly [Audience, ...Audience[]];
  readonly legalBasis: LegalBasis;
  readonly reads: Readonly<Record<string, AnyQuery>>;
  readonly reasons: Readonly<Record<S, Reason>>;
  readonly form: Readonly<Record<string, z.ZodType>>;
  readonly stages: readonly Stage[];
  readonly examples: readonly Example<S>[];
  /** State databases whose long silence sends people to a service centre by law, which `outageLaw` among its messages names. */
  readonly outageByLaw?: readonly DatabaseName[];
  /**
   * Whether there is no other way than the portal as the application stands: then no silence, however long, sends anybody to a service centre.
   * `onlineOnly` among its messages says why. Left out where a service centre can always help.
   */
  readonly isOnlineOnly?: (situation: Situation) => boolean;
  /** Left out where it renews no document. */
  readonly renewal?: Renewal;
  /** What it leaves that ends by itself, and when the person is reminded; left out where nothing does. */
  readonly expiry?: Expiry;
  /** Days after which an unsigned application is removed. */
  readonly draftDays: number;
  /** Working days within which the whole service must be given. */
  readonly termWorkingDays: number;
  /** An application annulled for one of these reasons may be followed by a new one that keeps its term, within so many calendar days. */
  readonly anew?: { readonly reasons: readonly string[]; readonly days: number };
  /** Who else is told how an application ended, or what a database has taken; left out where it concerns the applicant alone. */
  readonly concerned?: readonly Concern[];
  /** The applicant may withdraw until this stage has passed. */
  readonly withdrawableUntil: string;
  /** The paper that it ends with; left out where there is none. */
  readonly paper?: ResultingPaper;
  /** What it ends or replaces in the register of residence; left out where it does nothing of the kind. */
  readonly changesRegistrations?: RegistrationChange;
}

/**
 * Declares a public service. Throws at load when the declaration contradicts itself: see the messages below, one for each way.
 */
export function defineService<S extends string>(service: Service<S>): Service<S> {
  const [problem] = problemsOf(service);
  if (problem !== undefined) throw new Error(`Service ${service.id}: ${problem}`);
  return service;
}

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function problemsOf(service: Service): readonly string[] {
  const { stages } = service;
  const ids = stages.map(({ id }) => id);
  const steps = new Set(stages.filter(({ kind }) => kind === "step").map(({ id }) => id));
  const lastSignature = stages.findLastIndex(({ kind }) => kind === "signature");
  return [
    ...ids.filter((id) => !kebabCase.test(id)).map((id) => `"${id}" is not kebab-case`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `stage "${id}" stands twice`),
    ...(service.concerned ?? [])
      .filter(({ notice }) => !kebabCase.test(notice))
      .map(({ notice }) => `the notice "${notice}" is not kebab-case`),
    ...(ids.includes(service.withdrawableUntil) ? [] : [`no stage "${service.withdrawableUntil}"`]),
    ...Object.keys(service.form)
      .filter((id) => !steps.has(id))
      .map((id) => `no step asks "${id}"`),
    ...stages
      .filter(({ kind }, index) => kind === "step" && index > lastSignature)
      .map(({ id }) => `the answers of "${id}" are never signed`),
    ...stages.flatMap((stage, index) => problemsOfStage(service, stage, index)),
    ...problemsOfPaper(service),
    ...(service.changesRegistrations?.by ?? [])
      .filter((id) => !stages.some((stage) => stage.id === id && stage.kind === "order"))
      .map((id) => `registrations are changed by "${id}", which is no order`),
    ...(service.concerned ?? [])
      .flatMap(({ on }) => (typeof on === "object" ? on.orders : []))
      .filter((id) => !stages.some((stage) => stage.id === id && stage.kind === "order"))
      .map((id) => `somebody is told of "${id}", which is no order`),
  ];
}

function problemsOfPaper({ paper, stages }: Service): readonly string[] {
  if (!paper) return [];
  const { stage, seals, validDays } = paper;
  const last = stages.findLast(({ kind }) => kind === "signature");
  return [
    ...(stage === undefined || stages.slice(last ? stages.indexOf(last) : 0).some(({ id }) => id === stage)
      ? []
      : [`the paper is made by "${stage}", which is no stage from the signature on`]),
    ...(new Set(seals).size === seals.length ? [] : ["the paper has a seal twice"]),
    ...(validDays === undefined || (Number.isInteger(validDays) && validDays > 0)
      ? []
      : ["the paper is good for no whole number of days"]),
  ];
}

function problemsOfStage(service: Service, stage: Stage, index: number): readonly string[] {
  const before = service.stages.slice(0, index);
  const earlier = (names: readonly (string | undefined)[]) =>
    names
      .filter((name) => name !== undefined && !before.some(({ id }) => id === name))
      .map((name) => `"${stage.id}" names "${String(name)}", which is no earlier stage`);
  const noStep = (names: readonly (string | undefined)[]) =>
    before
      .filter(({ id, kind }) => names.includes(id) && kind !== "step")
      .map(({ id }) => `"${stage.id}" returns to "${id}", which is no step`);
  const unread = (names: readonly string[]) =>
    names.filter((name) => !Object.hasOwn(service.reads, name)).map((name) => `"${stage.id}" uses unread "${name}"`);
  switch (stage.kind) {
    case "check": {
      const { group, returnsTo, uses, judgementsADay, voids = [] } = stage;
      const isSplit =
        group !== undefined &&
        before.some((one) => one.kind === "check" && one.group === group) &&
        !before.slice(-1).some((one) => one.kind === "check" && one.group === group);
      return [
        ...earlier([returnsTo, judgementsADay?.from, ...voids]),
        ...noStep([returnsTo]),
        ...before
          .filter(({ id, kind }) => voids.includes(id) && kind !== "consent")
          .map(({ id }) => `"${stage.id}" takes back "${id}", which is no consent`),
        ...unread(uses),
        ...(isSplit ? [`the checks of group "${group}" do not stand together`] : []),
      ];
    }
    case "step":
      return earlier([...(stage.follows ?? []), ...(stage.shows ?? [])]);
    case "signature":
      return earlier(stage.rechecks);
    case "order":
      return [
        ...earlier([stage.returnsTo, ...(stage.rechecks ?? [])]),
        ...(stage.rechecks && !stage.find ? [`"${stage.id}" is judged again without knowing whether it is made`] : []),
        ...(stage.lapses && !stage.cancel ? [`"${stage.id}" lapses, but is never taken back`] : []),
        // Where nobody stands, what was sent back would be placed again at once, and for ever.
        ...before
          .filter(({ id, when }) => id === stage.returnsTo && when !== undefined)
          .map(({ id }) => `"${stage.id}" goes back to "${id}", which is not always there`),
      ];
    case "consent": {
      const { entitlement, outlives } = stage;
      return [
        ...Object.values(consentReasons)
          .filter((reason) => !Object.hasOwn(service.reasons, reason))
          .map((reason) => `"${stage.id}" may end with the undeclared reason "${reason}"`),
        ...earlier([...(outlives ?? []), entitlement?.returnsTo]),
        ...noStep([entitlement?.returnsTo]),
        ...unread(entitlement?.uses ?? []),
      ];
    }
    case "place":
      return [
        ...earlier([stage.returnsTo, ...(stage.rechecks ?? [])]),
        ...noStep([stage.returnsTo]),
        ...unread(stage.uses),
        ...(before.some(({ kind }) => kind === "place") ? [`"${stage.id}" is a second place`] : []),
        ...(service.stages.slice(index).some(({ kind }) => kind === "signature")
          ? [`"${stage.id}" is taken before everything is signed`]
          : []),
      ];
    case "task":
      return [
        ...earlier(stage.rechecks ?? []),
        ...Object.values(stage.decisions).flatMap((one) =>
          one.outcome === "annulled"
            ? [...(one.refunds ?? []), ...(one.onlyIfPaid ?? [])]
                .filter((reason) => !one.reasons.includes(reason))
                .map((reason) => `"${stage.id}" speaks of "${reason}", which is none of its reasons`)
            : [],
        ),
      ];
    case "payment":
    case "handover":
      return [];
  }
}
