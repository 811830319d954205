import type { z } from "zod";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { DatabaseName } from "@/lib/state-databases/ports";
import type { AnyQuery } from "./facts";
import type { Stage } from "./stages";

/** What a person can do instead when they are refused. */
export type Remedy = "service-centre" | "apply-later" | "correct-and-retry" | "none";

export interface Reason {
  readonly clause: string;
  readonly instead: Remedy;
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
}

export interface LegalBasis {
  readonly seed: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

export interface Service<S extends string = string> {
  readonly id: string;
  readonly version: number;
  readonly audience: "citizen";
  readonly legalBasis: LegalBasis;
  readonly reads: Readonly<Record<string, AnyQuery>>;
  readonly reasons: Readonly<Record<S, Reason>>;
  readonly form: Readonly<Record<string, z.ZodType>>;
  readonly stages: readonly Stage[];
  readonly examples: readonly Example<S>[];
  /** Days after which an unsigned application is removed. */
  readonly draftDays: number;
  /** Working days within which the whole service must be given. */
  readonly termWorkingDays: number;
  /** The applicant may withdraw until this stage has passed. */
  readonly withdrawableUntil: string;
}

/**
 * Declares a public service; see docs and `design` in the README.
 * Throws at load when the declaration contradicts itself: the same id twice, a reference to a stage that is not there or
 * comes later, a check that uses an undeclared question.
 */
export function defineService<S extends string>(service: Service<S>): Service<S> {
  const ids = service.stages.map((stage) => stage.id);
  const complain = (what: string): never => {
    throw new Error(`Service ${service.id}: ${what}`);
  };
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index) complain(`stage "${id}" stands twice`);
  });
  if (!ids.includes(service.withdrawableUntil)) complain(`no stage "${service.withdrawableUntil}"`);
  service.stages.forEach((stage, index) => {
    const earlier = (id: string) => {
      if (!ids.slice(0, index).includes(id)) complain(`"${stage.id}" names "${id}", which is no earlier stage`);
    };
    if ((stage.kind === "check" || stage.kind === "order") && stage.returnsTo !== undefined) earlier(stage.returnsTo);
    if (stage.kind === "signature") stage.rechecks.forEach(earlier);
    if (stage.kind === "step") (stage.follows ?? []).forEach(earlier);
    if (stage.kind === "step" && stage.shows !== undefined) earlier(stage.shows);
    if (stage.kind === "check") {
      for (const name of stage.uses) if (!(name in service.reads)) complain(`"${stage.id}" uses unread "${name}"`);
    }
  });
  return service;
}
