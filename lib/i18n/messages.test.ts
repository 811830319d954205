import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { locales, type Locale } from "./locale";
import { messagesOf } from "./messages";

interface Tree {
  readonly [key: string]: string | Tree;
}

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

/** Namespace → file, by language, as they lie on the disk. */
function filesOnDisk(locale: Locale): Map<string, string> {
  const areas = path.join(import.meta.dirname, "messages", locale);
  const files = new Map(readdirSync(areas).map((file) => [path.parse(file).name, path.join(areas, file)]));
  files.set("residence", path.join(import.meta.dirname, "../residence/messages", `${locale}.json`));
  const services = path.join(import.meta.dirname, "../services");
  for (const entry of readdirSync(services, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      files.set(`services.${entry.name}`, path.join(services, entry.name, "messages", `${locale}.json`));
    }
  }
  return files;
}

function flatten(node: Tree, prefix = ""): [string, string][] {
  return Object.entries(node).flatMap(([key, value]) => {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    return typeof value === "string" ? [[name, value] satisfies [string, string]] : flatten(value, name);
  });
}

function flattened(locale: Locale): Map<string, string> {
  const entries = [...filesOnDisk(locale)].flatMap(([namespace, file]) =>
    flatten(tree.parse(JSON.parse(readFileSync(file, "utf8"))), namespace),
  );
  return new Map(entries);
}

const flat: Record<Locale, Map<string, string>> = { kk: flattened("kk"), ru: flattened("ru"), en: flattened("en") };

/** The part of `text` from `start` up to the brace that closes it. */
function upToClosingBrace(text: string, start: number): string {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return text.slice(start, at);
  }
  throw new Error(`A brace is not closed: ${text}`);
}

/** What stands between the outermost braces of `text`. */
function inBraces(text: string): string[] {
  const open = text.indexOf("{");
  if (open === -1) return [];
  const inside = upToClosingBrace(text, open + 1);
  return [inside, ...inBraces(text.slice(open + inside.length + 2))];
}

/** Names of the arguments and of the rich-text tags that a message takes, those inside plurals and choices included. */
function argumentsOf(message: string): string[] {
  const found = inBraces(message).flatMap((inside) => {
    const [name = "", kind, ...choices] = inside.split(",");
    const branches = /plural|select/.test(kind ?? "") ? inBraces(choices.join(",")) : [];
    return [name.trim(), ...branches.flatMap(argumentsOf)];
  });
  const tags = [...message.matchAll(/<([a-zA-Z]\w*)>/g)].map((match) => `<${match[1] ?? ""}>`);
  return [...new Set([...found, ...tags])].sort();
}

/** An argument may be given in the reader's language: `addressKk` in Kazakh, `addressRu` elsewhere. */
function sharedArguments(message: string): string {
  return argumentsOf(message)
    .map((name) => name.replace(/(Kk|Ru|En)$/, ""))
    .join();
}

/** Words that are the same in Kazakh and in Russian. */
const sameInBoth = [
  /^common\.portal\.name$/,
  /^common\.languages\./,
  /^(Аудитор|Код|Портал|Профиль|Телефон|Файл|Фото)$/,
  /^(\{\w+\}|[^\p{L}])*$/u,
];

describe.each(locales)("messages in %s", (locale) => {
  it("lists every file on the disk, and no other", () => {
    const { services, ...areas } = messagesOf(locale);
    // What several services share is merged into each of them.
    const listed = ["residence", ...Object.keys(areas), ...Object.keys(services).map((id) => `services.${id}`)];
    expect(listed.sort()).toEqual([...filesOnDisk(locale).keys()].sort());
  });

  it("has the same keys as Kazakh", () => {
    expect([...flat[locale].keys()].sort()).toEqual([...flat.kk.keys()].sort());
  });

  it("takes the same arguments as Kazakh", () => {
    const differing = [...flat[locale]].filter(
      ([key, message]) => sharedArguments(message) !== sharedArguments(flat.kk.get(key) ?? ""),
    );
    expect(differing).toEqual([]);
  });

  it("can be read by the formatter, and is empty nowhere", () => {
    const broken: string[] = [];
    for (const [key, message] of flat[locale]) {
      const values: Record<string, number | ((chunks: string) => string)> = {};
      for (const name of argumentsOf(message)) {
        if (name.startsWith("<")) values[name.slice(1, -1)] = (chunks) => chunks;
        else values[name] = 1;
      }
      const translate = createTranslator({ locale, messages: { message }, onError: () => broken.push(key) });
      if (translate.markup("message", values).trim() === "") broken.push(key);
    }
    expect(broken).toEqual([]);
  });
});

describe.each(locales)("whoever is told in %s", (locale) => {
  const said = (...keys: readonly string[]) => keys.map((key) => flat[locale].get(key) ?? "");

  it("that a paper is revoked may have asked for a child's: whose registration it is stays open", () => {
    const theirs = { kk: /тіркеуіңіз/i, ru: /ваш\S* регистраци/i, en: /your registration/i }[locale];
    const texts = said(
      "process.notices.paper-revoked.body",
      "process.sms.paper-revoked",
      "sealed-documents.revoke.keeps",
    );
    for (const text of texts) expect(text).toMatch(/./);
    expect(texts.filter((text) => theirs.test(text))).toEqual([]);
  });

  it("that an organisation's application is withdrawn may not have done it", () => {
    const done = { kk: /сіздің|өзіңіз|алдыңыз/i, ru: /^вы |по вашему/i, en: /\byou\b|as you wished/i }[locale];
    const of = (kind: string) =>
      said(`process.notices.${kind}.title`, `process.notices.${kind}.body`, `process.sms.${kind}`);
    const texts = of("application-withdrawn-entity");
    for (const text of texts) expect(text).toMatch(/./);
    expect(texts.filter((text) => done.test(text))).toEqual([]);
    expect(of("application-withdrawn").some((text) => done.test(text))).toBe(true);
  });
});

describe("Russian", () => {
  it("ends no sentence with a day, which ends with a full stop of its own", () => {
    const doubled = [...flat.ru].filter(([, message]) => /\{(date|day|from|to|until|lastDay)\}\./.test(message));
    // A moment ends with its hour.
    expect(doubled.map(([key]) => key)).toEqual(["consents.deadline"]);
  });
});

describe("Kazakh", () => {
  it("is not Russian copied", () => {
    const copied = [...flat.kk].filter(
      ([key, message]) =>
        message === flat.ru.get(key) && !sameInBoth.some((allowed) => allowed.test(key) || allowed.test(message)),
    );
    expect(copied).toEqual([]);
  });
});
