import "server-only";
import { createTranslator } from "use-intl/core";
import { localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { messagesOf } from "@/lib/i18n/messages";
import type { Service } from "@/lib/process/define-service";
import type { Evidence } from "@/lib/process/facts";
import type { State } from "@/lib/process/state";
import { shownEvidence, summary, type SummaryValue } from "@/lib/process/summary";

type Words = (key: string, values?: Readonly<Record<string, string>>) => string;

/** The words of one namespace in one language, for programs that draw no page. */
export function wordsOf(locale: Locale, namespace: string): Words & { readonly has: (key: string) => boolean } {
  const translator: unknown = createTranslator({
    locale,
    messages: { ...messagesOf(locale) } as object,
    namespace: namespace as never,
  });
  return translator as Words & { readonly has: (key: string) => boolean };
}

/** The values of a message as a person reads them: days in words, everything else as it is. */
export function readable(locale: Locale, values: Evidence): Evidence {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const date = localDateSchema.safeParse(value);
      return [name, date.success ? formatDate(locale, date.data) : value];
    }),
  );
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
    label: words(`steps.${step}.${field}.label`),
    text: valueInWords(value, words, `steps.${step}.${field}.options`, locale),
    picture: value.kind === "picture" ? value.attachment : null,
  }));
  return [...known, ...answered];
}

/** Evidence as labelled lines. An address stands in Kazakh and in Russian; only the reader's own is shown. */
export function evidenceLines(evidence: Evidence, words: ReturnType<typeof wordsOf>, locale: Locale): readonly Line[] {
  const other = locale === "ru" ? "Kk" : "Ru";
  return Object.entries(readable(locale, evidence)).flatMap(([name, value]) => {
    if (name.endsWith(other) || !words.has(`evidence.${name}`)) return [];
    const code = `evidenceValues.${name}.${value}`;
    const text = words.has(code) ? words(code) : value;
    return [{ step: null, name, label: words(`evidence.${name}`), text, picture: null }];
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
