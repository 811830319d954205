import { readdirSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { messagesOf as wordsOfAll } from "@/lib/i18n/messages";
import { isIin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Service } from "@/lib/process/define-service";
import type { Field } from "@/lib/process/fields";
import type { Stage } from "@/lib/process/stages";
import { services } from "./index";

const here = import.meta.dirname;
const languages = ["kk", "ru", "en"] as const;

interface Messages {
  readonly [key: string]: string | Messages;
}

function messagesOf(service: Service, language: (typeof languages)[number]): Messages {
  const all: Readonly<Record<string, Messages>> = wordsOfAll(language).services;
  return all[service.id] ?? {};
}

/** Every message by its full key, such as "reasons.too-early.title". */
function flat(messages: Messages, prefix = ""): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === "string" ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const parts = ["title", "explanation", "next"] as const;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function wordsOfField(step: string, field: Field): string[] {
  const base = `steps.${step}.${field.name}`;
  const options = "options" in field && field.labels === undefined ? field.options : [];
  const notes = "notes" in field ? (field.notes ?? []) : [];
  return [
    `${base}.label`,
    ...options.map((option) => `${base}.options.${option}`),
    ...notes.map((note) => `${base}.notes.${note}`),
  ];
}

function wordsOfStage(stage: Stage): string[] {
  const own = [`stages.${stage.id}`];
  switch (stage.kind) {
    case "step":
      return [...own, `steps.${stage.id}.title`, ...stage.fields.flatMap((field) => wordsOfField(stage.id, field))];
    case "check":
      return [...own, `checks.${stage.id}.title`, `checks.${stage.id}.passed`];
    case "task": {
      const decisions = Object.entries(stage.decisions);
      const previews = decisions.filter(([, one]) => one.outcome !== "annulled");
      const annulments = decisions.flatMap(([, one]) => (one.outcome === "annulled" ? one.reasons : []));
      const made = decisions.flatMap(([, one]) => (one.outcome === "continue" ? [one] : []));
      const refusals = made.flatMap(({ enters, demands }) => [
        ...(enters?.refusals ?? []),
        ...(demands?.refusals ?? []),
      ]);
      const entries = made.flatMap(({ enters }) => enters?.name ?? []);
      return [
        ...own,
        `tasks.${stage.id}.title`,
        ...decisions.map(([decision]) => `tasks.${stage.id}.decisions.${decision}`),
        ...previews.map(([decision]) => `tasks.${stage.id}.preview.${decision}`),
        ...annulments.flatMap((code) => parts.map((part) => `annulments.${code}.${part}`)),
        ...entries.flatMap((entry) => ["label", "hint"].map((part) => `tasks.${stage.id}.entries.${entry}.${part}`)),
        ...refusals.map((refusal) => `tasks.${stage.id}.refusals.${refusal}`),
        ...(stage.compares?.names ?? []).map((name) => `tasks.${stage.id}.compares.${name}`),
      ];
    }
    case "signature":
      return [...own, "document.title", "document.statement"];
    case "payment":
      return [...own, ...["what", "law", "invoice"].map((part) => `payments.${stage.id}.${part}`)];
    case "consent":
    case "place":
    case "order":
      return own;
    case "handover":
      return [...own, `tasks.${stage.id}.title`, `tasks.${stage.id}.law`];
  }
}

/** What the page says with which a service begins. */
const startPage = ["who", "need", "steps", "time", "cost", "law", "centre", "act", "keywords"];

/** What the form says when nothing is filled in; of pictures the portal speaks itself, and boxes come as a list, ticked or not. */
function errorsOf({ form }: Service): string[] {
  const problems = Object.values(form).flatMap((schema) => schema.safeParse({}).error?.issues ?? []);
  return problems.flatMap(({ message }) =>
    kebabCase.test(message) && !message.startsWith("picture-") ? [`errors.${message}`] : [],
  );
}

/** What the paper says that the service ends with. */
function wordsOfPaper({ paper }: Service): string[] {
  if (!paper) return [];
  const facts = Object.keys(paper.facts).map((fact) => `paper.facts.${fact}`);
  return [...["title", "text", "download", "file"].map((part) => `paper.${part}`), ...facts];
}

/** Every word that pages, notices and documents look up for a service. */
function wordsOf(service: Service): string[] {
  return [
    "title",
    "summary",
    ...startPage.map((part) => `start.${part}`),
    ...errorsOf(service),
    ...wordsOfPaper(service),
    "done.title",
    "done.next",
    ...(service.isOnlineOnly ? ["onlineOnly"] : []),
    ...(service.outageByLaw ? ["outageLaw"] : []),
    ...service.stages.flatMap(wordsOfStage),
    ...Object.keys(service.reasons).flatMap((reason) => parts.map((part) => `reasons.${reason}.${part}`)),
    ...service.examples.map(({ id }) => `examples.${id}`),
    ...(service.concerned ?? []).flatMap(({ notice }) =>
      ["title", "body", "sms"].map((part) => `notices.${notice}.${part}`),
    ),
  ];
}

/** What stands in the outermost braces of a text. */
function braced(text: string): string[] {
  const inner: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index) === "{" && ++depth === 1) start = index + 1;
    if (text.charAt(index) === "}" && --depth === 0) inner.push(text.slice(start, index));
  }
  return inner;
}

/** The values that a message names: `{name}`, and `{name, select, one {…} other {…}}` with those in its branches. */
function valuesIn(message: string): string[] {
  const names = braced(message).flatMap((inner) => {
    const [name = "", ...branches] = inner.split(",");
    return [name.trim(), ...braced(branches.join(",")).flatMap(valuesIn)];
  });
  return [...new Set(names)].toSorted();
}

/** Those of them that are shown whatever their values: `{name, select, …}` chooses words and is none of them. */
function shownIn(message: string): string[] {
  return braced(message).filter((inner) => !inner.includes(","));
}

it("every folder of a service is declared in the index, and every declaration has its folder", () => {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect([...new Set(services.map(({ id }) => id))].toSorted()).toEqual(folders.toSorted());
});

it("no version of a service is declared twice", () => {
  const names = services.map(({ id, version }) => `${id}@${String(version)}`);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(services.map((service) => [service.id, service] as const))("%s", (_, service) => {
  it("names its stages in kebab-case, each with its clause", () => {
    for (const { id, clause } of service.stages) {
      expect(id).toMatch(kebabCase);
      expect(clause, id).toMatch(/^(S[0-4](-A\d)?|pub|ours)/);
    }
  });

  it("has no field that the form of a step needs for itself", () => {
    const names = service.stages.flatMap((stage) =>
      stage.kind === "step" ? stage.fields.map(({ name }) => name) : [],
    );
    for (const own of ["applicationId", "stepId", "goesBack"]) expect(names).not.toContain(own);
  });

  it("names its reasons in kebab-case, each with its clause", () => {
    for (const [reason, { clause }] of Object.entries(service.reasons)) {
      expect(reason).toMatch(kebabCase);
      expect(clause, reason).toMatch(/^(S[0-4](-A\d)?|pub|ours)/);
    }
  });

  it("has a legal basis with a period", () => {
    const { seed, from, to } = service.legalBasis;
    expect(seed).toMatch(/^S[0-4]$/);
    if (to !== null) expect(from < to).toBe(true);
  });

  it("shows every one of its reasons by an example, and grants at least one", () => {
    const shown = service.examples.flatMap(({ expect: end }) =>
      typeof end === "object" && "refused" in end ? [end.refused] : [],
    );
    expect([...new Set(shown)].toSorted()).toEqual(Object.keys(service.reasons).toSorted());
    expect(service.examples.some(({ expect: end }) => end === "granted")).toBe(true);
  });

  it("annuls in its examples only for reasons that an officer has", () => {
    const codes = service.stages.flatMap((stage) =>
      stage.kind === "task"
        ? Object.values(stage.decisions).flatMap((one) => (one.outcome === "annulled" ? one.reasons : []))
        : [],
    );
    for (const { expect: end } of service.examples) {
      if (typeof end === "object" && "annulled" in end) expect(codes).toContain(end.annulled);
    }
  });

  it("has examples of people with an IIN, on a day, under one id each, with answers that the form asks for", () => {
    const ids = service.examples.map(({ id }) => id);
    const fields = service.stages.flatMap((stage) =>
      stage.kind === "step" ? stage.fields.map(({ name }) => name) : [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, persona, day, answers = {} } of service.examples) {
      expect(id).toMatch(kebabCase);
      expect(isIin(persona), id).toBe(true);
      expect(localDateSchema.safeParse(day).success, id).toBe(true);
      for (const field of Object.keys(answers)) expect(fields, id).toContain(field);
    }
  });

  it.each(languages)("says everything in %s", (language) => {
    const messages = flat(messagesOf(service, language));
    expect(wordsOf(service).filter((key) => !messages.get(key)?.trim())).toEqual([]);
  });

  it("says the same things in all three languages, with the same values", () => {
    const [kk, ...others] = languages.map((language) => flat(messagesOf(service, language)));
    const address = (name: string) => name.replace(/([aA]ddress)(Kk|Ru)$/, "$1");
    for (const other of others) {
      expect([...other.keys()].toSorted()).toEqual([...(kk?.keys() ?? [])].toSorted());
      for (const [key, message] of other) {
        expect(valuesIn(message).map(address), key).toEqual(valuesIn(kk?.get(key) ?? "").map(address));
      }
    }
  });

  it.each(languages)("has messages in %s that can be put together", (language) => {
    const messages = messagesOf(service, language);
    const translator = createTranslator({
      locale: language,
      messages: messages as Record<string, string>,
      onError: (error) => {
        throw error;
      },
    });
    for (const [key, message] of flat(messages)) {
      const values = Object.fromEntries(valuesIn(message).map((name) => [name, `‹${name}›`]));
      const text = translator(key, values);
      expect(text, key).not.toMatch(/[{}]/);
      for (const name of shownIn(message)) expect(text, key).toContain(`‹${name}›`);
    }
  });

  it("speaks to people without the marks of code", () => {
    for (const language of languages) {
      for (const [key, message] of flat(messagesOf(service, language))) {
        expect(message, key).not.toMatch(/\[ours\]|\[pub\]|\bS[0-4] §|TODO/);
        expect(message, key).toBe(message.trim());
      }
    }
  });
});
