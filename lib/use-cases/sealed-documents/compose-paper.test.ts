import { describe, expect, it } from "vitest";
import { drawPaper } from "@/lib/infra/documents/draw-paper";
import type { Block, Paper } from "@/lib/infra/documents/paper";
import { poppler } from "@/lib/infra/documents/pdf-for-tests";
import { messagesOf } from "@/lib/i18n/messages";
import type { Service } from "@/lib/process/define-service";
import type { DuePaper, PaperKind } from "@/lib/process/papers";
import { nothing, type Outcome, type State } from "@/lib/process/state";
import { services } from "@/lib/services";
import { wordsOf } from "../words";
import { composePaper } from "./compose-paper";

const at = "2026-03-02T05:00:00.000Z";
const number = "900101400013";
const holder = { kind: "person", number, name: { kk: "ҚАСЫМОВА ӘЛИЯ", ru: "ҚАСЫМОВА ӘЛИЯ" } } as const;
const comment = "Бірінші жол.\nЕкінші жол: {number} =cmd|";

function stateOf(service: Service, outcome: Partial<Outcome> | null): State {
  const signature = service.stages.find(({ kind }) => kind === "signature");
  return {
    ...nothing,
    number: "2026-0000001",
    documentHash: "0f".repeat(32),
    stages: signature ? { [signature.id]: { status: "done", at, note: "eds" } } : {},
    outcome: outcome && { kind: "granted", at, stage: null, reason: null, params: {}, comment: "", ...outcome },
  };
}

function paperOf(service: Service, kind: PaperKind, outcome: Partial<Outcome> | null = null, refund = 0): Paper {
  const due: DuePaper = { kind, seq: 1, at, state: stateOf(service, outcome), coupon: "KZ-1" };
  const more = { holder, refund, code: "1234567812345678" };
  return composePaper({ service, due, ...more, portal: "https://portal.example", madeAt: new Date(at) });
}

function wordsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "heading":
      case "paragraph":
        return [block.text];
      case "list":
        return block.items;
      case "number":
        return [block.label, block.number];
      case "facts":
        return block.facts.flatMap(({ label, value }) => [label, value]);
    }
  });
}

/** All that a paper says, by language. */
function textOf(paper: Paper): { readonly kk: string; readonly ru: string } {
  const [kk = "", ru = ""] = paper.sides.map(({ title, subtitle, blocks, check, footer }) =>
    [paper.title, title, subtitle, ...wordsIn(blocks), check.title, ...check.lines, footer(1, 2)].join("\n"),
  );
  return { kk, ru };
}

/** Values for everything that a reason's words may name. */
function paramsOf(service: Service, of: "reasons" | "annulments", reason: string): Record<string, string> {
  const tree = JSON.stringify(wordsOf("kk", `services.${service.id}`).raw(`${of}.${reason}`));
  return Object.fromEntries(Array.from(tree.matchAll(/\{(\w+)/g), ([, name = ""]) => [name, "7"]));
}

/** Every paper that a service can give. */
function papersOf(service: Service): readonly Paper[] {
  const annulments = service.stages.flatMap((stage) =>
    stage.kind === "task"
      ? Object.values(stage.decisions).flatMap((decision) => (decision.outcome === "annulled" ? decision.reasons : []))
      : [],
  );
  const ended = (kind: "refused" | "annulled", reason: string) =>
    paperOf(service, "outcome", {
      kind,
      reason,
      params: paramsOf(service, kind === "refused" ? "reasons" : "annulments", reason),
      comment,
    });
  return [
    paperOf(service, "receipt"),
    paperOf(service, "coupon"),
    ...(service.paper ? [paperOf(service, "result", { kind: "granted" })] : []),
    paperOf(service, "outcome", { kind: "granted" }),
    paperOf(service, "outcome", { kind: "withdrawn" }),
    ...Object.keys(messagesOf("kk").process.lapsed).map((reason) =>
      paperOf(service, "outcome", { kind: "lapsed", reason }),
    ),
    ...Object.keys(service.reasons).map((reason) => ended("refused", reason)),
    ...annulments.map((reason) => ended("annulled", reason)),
  ];
}

/** A message that is missing, or lacks a value, is answered with its key. */
const key = /\b(services|process|cabinet|apply|document|sealed-documents|common)\.[a-z]/;

it("a paper of a refusal of earlier has words, though its outcome holds less than they name today", () => {
  const certificate = services.find(({ id }) => id === "address-certificate");
  if (!certificate) throw new Error("no certificate");
  for (const [reason, params] of [
    ["no-registration", {}],
    ["data-still-differ", { why: "changed" }],
  ] as const) {
    const { kk, ru } = textOf(paperOf(certificate, "outcome", { kind: "refused", reason, params }));
    expect(kk).not.toMatch(key);
    expect(ru).not.toMatch(key);
  }
});

describe.each(services.map((service) => [service.id, service] as const))("the papers of %s", (_, service) => {
  it("have words for every end and every reason, in both languages", () => {
    for (const paper of papersOf(service)) {
      const text = textOf(paper);
      for (const language of ["kk", "ru"] as const) {
        // A message that is missing, or lacks a value, is answered with its key.
        expect(text[language]).not.toMatch(
          /\b(services|process|cabinet|apply|document|sealed-documents|common)\.[a-z]/,
        );
        expect(text[language]).toContain("2026-0000001");
      }
      expect(text.kk).not.toEqual(text.ru);
    }
  });

  it("show no more of the IIN than its last four digits", () => {
    for (const paper of papersOf(service)) {
      const { kk, ru } = textOf(paper);
      expect(kk).toContain("0013");
      expect(`${kk}${ru}`.replaceAll(/\s/g, "")).not.toContain(number.slice(0, 8));
    }
  });
});

const [service] = services;
if (!service) throw new Error("no service");

describe("a notice", () => {
  it("would show a message that is missing as its key", () => {
    expect(textOf(paperOf(service, "outcome", { kind: "refused", reason: "no-such-reason" })).kk).toMatch(key);
  });

  it("has the officer's words line by line, as they were written", () => {
    const { kk } = textOf(paperOf(service, "outcome", { kind: "annulled", reason: "photo-quality", comment }));
    expect(kk).toContain("Бірінші жол.\nЕкінші жол: {number} =cmd|");
  });

  it("says what goes back, in tenge", () => {
    const paper = paperOf(service, "outcome", { kind: "annulled", reason: "photo-quality" }, 786);
    expect(textOf(paper).ru).toContain("786\u00a0₸");
    expect(textOf(paperOf(service, "outcome", { kind: "withdrawn" })).ru).not.toContain("₸");
  });
});

describe("a paper of usual length", () => {
  it("leads to the page that checks it, in the language of its side", () => {
    const [kk, ru] = paperOf(service, "receipt").sides;
    expect(kk?.check.address).toBe("https://portal.example/kk/verify?document=1234567812345678");
    expect(ru?.check.address).toBe("https://portal.example/ru/verify?document=1234567812345678");
    expect(kk?.check.lines.join("\n")).toContain("1234 5678 1234 5678");
  });

  it("takes one sheet: a page for each language", async () => {
    for (const one of services) {
      for (const paper of [paperOf(one, "receipt"), paperOf(one, "coupon"), paperOf(one, "outcome", {})]) {
        expect(poppler("pdfinfo", await drawPaper(paper))).toMatch(/^Pages: +2$/m);
      }
    }
  });
});
