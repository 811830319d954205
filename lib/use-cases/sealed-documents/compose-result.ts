import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Block, Fact, PaperSide } from "@/lib/infra/documents/paper";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { Service } from "@/lib/process/define-service";
import { lastDayOf, type DuePaper } from "@/lib/process/papers";
import { situationOf } from "@/lib/process/position";
import type { PaperHolder, Printed } from "@/lib/process/resulting-paper";
import { readable, wordsOf } from "../words";
import { inFours } from "./code";

/** The paper that a service ends with: its own number, of whom it speaks, what it says, until when, and by whom it is sealed. */
export function resultBlocks(
  {
    service,
    due,
    holder,
    code,
  }: {
    readonly service: Service;
    readonly due: DuePaper;
    readonly holder: PaperHolder;
    readonly code: string;
  },
  language: PaperSide["language"],
): readonly Block[] {
  const words = wordsOf(language, "sealed-documents.paper");
  const own = wordsOf(language, `services.${service.id}.paper`);
  const until = lastDayOf(service, due);
  const sealed = (service.paper?.seals ?? []).filter((seal) => seal !== "portal");
  return [
    { kind: "number", label: words("documentNumber"), number: inFours(code) },
    { kind: "paragraph", text: own("text") },
    {
      kind: "facts",
      facts: [
        ...holderFacts(holder, "holder", language),
        ...printedFacts(service, due).map(({ name, ...value }) => ({
          label: own(`facts.${name}`),
          value: printedValue(value, language),
        })),
        { label: words("issuedAt"), value: formatDateTime(language, new Date(due.at)) },
        ...(until
          ? [{ label: words("validUntil"), value: words("lastDay", { date: formatDate(language, until) }) }]
          : []),
        ...(sealed.length > 0
          ? [{ label: words("sealedBy"), value: sealed.map((seal) => words(`seals.${seal}`)).join("; ") }]
          : []),
        { label: wordsOf(language, "document")("number"), value: due.state.number },
      ],
    },
  ];
}

/** What the declaration has to print of an application as it stood when the paper was made. */
export function printedFacts(
  service: Service,
  { state, at }: DuePaper,
): readonly (Printed & { readonly name: string })[] {
  const situation = situationOf(state, localDateOf(new Date(at)));
  return Object.entries(service.paper?.facts ?? {}).flatMap(([name, fact]) => {
    const printed = fact(situation);
    return printed ? [{ name, kk: printed.kk, ru: printed.ru }] : [];
  });
}

/** A printed value in words: a day as it is read. English readers are shown the Kazakh side. */
export function printedValue({ kk, ru }: Printed, language: "kk" | "ru" | "en"): string {
  const { value = "" } = readable(language, { value: language === "ru" ? ru : kk });
  return value;
}

/** Of whom a paper speaks, under the label that it has there; and the last four digits of their number. */
export function holderFacts(
  { kind, number, name }: PaperHolder,
  label: "applicant" | "holder",
  language: PaperSide["language"],
): readonly Fact[] {
  const words = wordsOf(language, "sealed-documents.paper");
  const shown = name[language];
  return [
    ...(shown === "" ? [] : [{ label: words(label), value: shown }]),
    { label: words(kind === "entity" ? "bin" : "iin"), value: number.slice(-4) },
  ];
}
