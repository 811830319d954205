import "server-only";
import { createTranslator } from "use-intl/core";
import { localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { formatDate, formatTenge } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { messagesOf } from "@/lib/i18n/messages";
import type { Service } from "@/lib/process/define-service";
import type { Evidence } from "@/lib/process/facts";
import type { State } from "@/lib/process/state";
import { shownEvidence, summary, type SummaryValue } from "@/lib/process/summary";

type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

type Namespace = Words & { readonly has: (key: string) => boolean; readonly raw: (key: string) => unknown };

/** The words of one namespace in one language, for programs that draw no page. */
export function wordsOf(locale: Locale, namespace: string): Namespace {
  const translator: unknown = createTranslator({
    locale,
    messages: { ...messagesOf(locale) },
    namespace: namespace as never,
  });
  return translator as Namespace;
}

/** The values of a message as a person reads them: days in words, `tenge` as an amount of money, everything else as it is. */
export function readable(locale: Locale, values: Evidence): Evidence {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (name === "tenge") return [name, formatTenge(locale, tenge(Number(value)))];
      const date = localDateSchema.safeParse(value);
      return [name, date.success ? formatDate(locale, date.data) : value];
    }),
  );
}

/** The values of a reason's words; of an officer's reason too, which has none of its own. */
export function reasonValues(locale: Locale, { reasons }: Service, reason: string, params: Evidence): Evidence {
  return readable(locale, { ...reasons[reason]?.unsaid, ...params });
}

/** One line of what an application says, in words. */
export interface Line {
  /** The step that changes it; null for what the portal knew. */
  readonly step: string | null;
  readonly name: string;
  readonly label: string;
  readonly text: string;
  /** The attachment's id where the line is a picture; `text` is its SHA-256 then. */
  readonly picture: string | null;
}

/** All that an application says: what the portal knew and what the applicant answered, in the order of the form. */
export function linesOf(service: Service, state: State, today: LocalDate, locale: Locale): readonly Line[] {
  const words = wordsOf(locale, `services.${service.id}`);
  const known = shownEvidence(service, state).flatMap(({ evidence }) => evidenceLines(evidence, words, locale));
  const answered = summary(service, state, today).map(({ step, field, value }) => ({
    step,
    name: field,
    label: nameOf(words, `steps.${step}.${field}`),
    text: valueInWords(value, words, `steps.${step}.${field}.options`, locale),
    picture: value.kind === "picture" ? value.attachment : null,
  }));
  return [...known, ...answered];
}

/** A field among the answers: its name where its label is a sentence to agree to. */
function nameOf(words: Namespace, field: string): string {
  return words(words.has(`${field}.name`) ? `${field}.name` : `${field}.label`);
}

/**
 * Evidence as labelled lines, in the order in which the service's messages name them: the database keeps none. An address stands
 * in Kazakh and in Russian; only the reader's own is shown.
 */
export function evidenceLines(evidence: Evidence, words: Namespace, locale: Locale): readonly Line[] {
  return linesInOrder(evidence, evidenceLabels(words), words, locale);
}

/** The same for an officer, who is shown everything that a check left behind: what the messages do not name stands under its own name. */
export function evidenceInWords(evidence: Evidence, words: Namespace, locale: Locale): readonly Line[] {
  const known = evidenceLabels(words);
  const unnamed = Object.keys(evidence).filter((name) => known[name] === undefined);
  return linesInOrder(
    evidence,
    { ...known, ...Object.fromEntries(unnamed.map((name) => [name, name])) },
    words,
    locale,
  );
}

function evidenceLabels(words: Namespace): Readonly<Record<string, string>> {
  return (words.has("evidence") ? words.raw("evidence") : {}) as Readonly<Record<string, string>>;
}

function linesInOrder(
  evidence: Evidence,
  labels: Readonly<Record<string, string>>,
  words: Namespace,
  locale: Locale,
): readonly Line[] {
  const other = locale === "ru" ? "Kk" : "Ru";
  const values = readable(locale, evidence);
  return Object.entries(labels).flatMap(([name, label]) => {
    const value = values[name];
    if (value === undefined || value === "" || name.endsWith(other)) return [];
    const code = `evidenceValues.${name}.${value}`;
    const text = words.has(code) ? words(code) : value;
    return [{ step: null, name, label, text, picture: null }];
  });
}

function valueInWords(value: SummaryValue, words: Words, options: string, locale: Locale): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "option":
      return value.labels === "regions"
        ? wordsOf(locale, "process")(`regions.${value.value}`)
        : words(`${options}.${value.value}`);
    case "named":
      return locale === "ru" ? value.ru : value.kk;
    case "confirmed":
      return wordsOf(locale, "document")("confirmed");
    case "picture":
      return value.sha256;
  }
}
