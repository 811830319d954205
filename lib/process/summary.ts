import type { LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import { evidenceTold } from "./evidence-told";
import type { Evidence } from "./facts";
import { stagesOf } from "./position";
import type { Field } from "./fields";
import type { State } from "./state";

/** The value of one answer, in a form that each language can put into words. */
export type SummaryValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "option"; readonly value: string; readonly labels: "regions" | null }
  | { readonly kind: "named"; readonly kk: string; readonly ru: string }
  | { readonly kind: "confirmed" }
  | { readonly kind: "picture"; readonly attachment: string; readonly sha256: string };

/** One row of "check your answers", of the officer's page and of the document that is signed. */
export interface SummaryRow {
  readonly step: string;
  readonly field: string;
  readonly value: SummaryValue;
}

/** What an image field holds. */
export interface Picture {
  readonly attachment: string;
  readonly sha256: string;
  readonly format: "jpeg" | "png";
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** The answers of an application, in the order of the form. */
export function summary(service: Service, state: State, today: LocalDate): readonly SummaryRow[] {
  return stagesOf(service, state, today).flatMap((stage) => {
    if (stage.kind !== "step") return [];
    const answers = state.answers[stage.id];
    if (!answers) return [];
    return stage.fields.flatMap((field): SummaryRow[] => {
      const named =
        field.kind === "checkboxes" && "choices" in field
          ? namesOf(field, answers[field.name], state)
          : state.labels[stage.id]?.[field.name];
      const value = valueOf(field, answers[field.name], named);
      return value ? [{ step: stage.id, field: field.name, value }] : [];
    });
  });
}

/** All that the document says which is signed. */
export function said(service: Service, state: State, today: LocalDate): unknown {
  return [shownEvidence(service, state), summary(service, state, today)];
}

/** What the portal knew before it asked: the evidence that steps show, by check; once, however many steps show it. */
export function shownEvidence(
  service: Service,
  state: State,
): readonly { readonly check: string; readonly evidence: Evidence }[] {
  const shown = service.stages.flatMap((stage) => (stage.kind === "step" ? (stage.shows ?? []) : []));
  return [...new Set(shown)].flatMap((check) =>
    state.evidence[check] ? [{ check, evidence: evidenceTold(service, state, check) }] : [],
  );
}

/** Those of the ticked that are still offered: a check that was judged again may have taken one away. */
function namesOf(
  field: Extract<Field, { readonly choices: unknown }>,
  answer: unknown,
  { evidence }: State,
): { readonly kk: string; readonly ru: string } | undefined {
  const ticked: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const standing = field.choices({ evidence }).filter(({ value }) => ticked.includes(value));
  if (standing.length === 0) return undefined;
  const words = (language: "kk" | "ru") => standing.map((choice) => choice[language]).join(", ");
  return { kk: words("kk"), ru: words("ru") };
}

function valueOf(
  field: Field,
  answer: unknown,
  named: { readonly kk: string; readonly ru: string } | undefined,
): SummaryValue | undefined {
  if (answer === undefined || answer === "") return undefined;
  switch (field.kind) {
    case "checkboxes":
      return named && { kind: "named", ...named };
    case "radios":
    case "select":
      if (named) return { kind: "named", ...named };
      return { kind: "option", value: textOf(answer), labels: ("labels" in field && field.labels) || null };
    case "text":
    case "tel":
    case "email":
    case "date":
      return { kind: "text", text: textOf(answer) };
    case "confirm":
      return answer === true ? { kind: "confirmed" } : undefined;
    case "image":
      return isPicture(answer) ? { kind: "picture", attachment: answer.attachment, sha256: answer.sha256 } : undefined;
  }
}

function textOf(answer: unknown): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

/** Whether an answer is a picture as `attach-picture` leaves it. */
export function isPicture(answer: unknown): answer is Picture {
  return typeof answer === "object" && answer !== null && "attachment" in answer && "sha256" in answer;
}
