import "server-only";
import { tenge } from "@/lib/kernel/tenge";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Seal } from "@/lib/kernel/seal";
import type { Block, Fact, Paper, PaperSeal, PaperSide } from "@/lib/infra/documents/paper";
import { formatDate, formatDateTime, formatTenge } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import type { Service } from "@/lib/process/define-service";
import type { DuePaper } from "@/lib/process/papers";
import type { PaperHolder } from "@/lib/process/resulting-paper";
import type { Outcome } from "@/lib/process/state";
import { summary } from "@/lib/process/summary";
import { signedAt, termOf } from "@/lib/process/term";
import { reasonValues, wordsOf } from "../words";
import { inFours } from "./code";
import { holderFacts, resultBlocks } from "./compose-result";

/** What a paper is made of besides the application's own events. */
export interface PaperContent {
  readonly service: Service;
  readonly due: DuePaper;
  /** The name is empty where neither the register nor the signature has one. */
  readonly holder: PaperHolder;
  /** Whole tenge that go back to the applicant. */
  readonly refund: number;
  /** 16 digits by which the paper is checked. */
  readonly code: string;
  /** Where the portal is reached, without a slash at the end. */
  readonly portal: string;
  readonly madeAt: Date;
}

/** The words' key of what a paper is: the outcome's kind stands for a notice. */
export function titleKey({ kind, state }: DuePaper): string {
  return kind === "outcome" ? (state.outcome?.kind ?? "granted") : kind;
}

/** What a paper is called: the service's own words for what it ends with. */
function titleOf(service: string, title: string, language: Locale): string {
  return title === "result"
    ? wordsOf(language, `services.${service}.paper`)("title")
    : wordsOf(language, "sealed-documents.kinds")(title);
}

/** The paper in Kazakh and Russian. It names the person and the last four digits of the IIN: enough to be recognised by, too little to be used elsewhere. */
export function composePaper(content: PaperContent): Paper {
  const { due, madeAt } = content;
  const title = (language: Locale) => titleOf(content.service.id, titleKey(due), language);
  const kind = title("kk");
  return {
    title: `${kind} / ${title("ru")}, № ${due.state.number}`,
    sides: [sideOf(content, "kk"), sideOf(content, "ru")],
    madeAt,
    seals: sealsOf(content, kind),
  };
}

/** Whose seals a paper bears: those that the service has declared for what it ends with; for all else the portal's. */
export function sealKeysOf({ service, due }: Pick<PaperContent, "service" | "due">): readonly [Seal, ...Seal[]] {
  return (due.kind === "result" ? service.paper?.seals : undefined) ?? ["portal"];
}

function sealsOf(content: PaperContent, kind: string): readonly [PaperSeal, ...PaperSeal[]] {
  const words = wordsOf("kk", "sealed-documents.paper");
  const named = (seal: Seal): PaperSeal => ({
    field: seal === "portal" ? "seal" : seal,
    name: seal === "portal" ? wordsOf("kk", "common")("portal.name") : words(`seals.${seal}`),
    reason: words("seal", { kind }),
  });
  const [first, ...others] = sealKeysOf(content);
  return [named(first), ...others.map(named)];
}

function sideOf(content: PaperContent, language: PaperSide["language"]): PaperSide {
  const { service, due, code, portal } = content;
  const common = wordsOf(language, "common.portal");
  const words = wordsOf(language, "sealed-documents");
  const address = `${portal}/${language}/verify`;
  return {
    language,
    issuer: { name: common("name"), about: common("about") },
    title: titleOf(service.id, titleKey(due), language),
    subtitle: wordsOf(language, `services.${service.id}`)("title"),
    blocks: [...blocksOf(content, language), help(language)],
    check: {
      title: words("check.title"),
      lines: [
        words("check.number", { code: inFours(code) }),
        words("check.how", { kind: content.holder.kind, address: address.replace(/^https?:\/\//, "") }),
        words(service.paper && due.kind === "result" && service.paper.seals.length > 1 ? "check.seals" : "check.seal"),
      ],
      address: `${address}?document=${code}`,
      picture: words("check.picture"),
    },
    footer: (page, pages) =>
      words("paper.footer", { number: due.state.number, page: String(page), pages: String(pages) }),
  };
}

function blocksOf(content: PaperContent, language: PaperSide["language"]): readonly Block[] {
  switch (content.due.kind) {
    case "receipt":
      return receiptBlocks(content, language);
    case "outcome":
      return outcomeBlocks(content, language);
    case "coupon":
      return couponBlocks(content, language);
    case "result":
      return resultBlocks(content, language);
  }
}

function receiptBlocks(content: PaperContent, language: PaperSide["language"]): readonly Block[] {
  const { service, due } = content;
  const { state } = due;
  const paper = wordsOf(language, "sealed-documents.paper");
  const term = termOf(service, state);
  return [
    applicationNumber(due, language),
    {
      kind: "facts",
      facts: [
        ...whose(content, language),
        ...submitted(content, language),
        signedBy(content, language),
        ...(state.documentHash === null ? [] : [{ label: paper("hash"), value: state.documentHash }]),
        ...(term ? [{ label: paper("term"), value: formatDate(language, term) }] : []),
      ],
    },
    { kind: "heading", text: wordsOf(language, "apply.done")("next") },
    { kind: "paragraph", text: wordsOf(language, `services.${service.id}`)("done.next") },
  ];
}

function couponBlocks(content: PaperContent, language: PaperSide["language"]): readonly Block[] {
  const { service, due } = content;
  const paper = wordsOf(language, "sealed-documents.paper");
  const collect = wordsOf(language, "cabinet.collect");
  const steps = wordsOf(language, `services.${service.id}.steps`);
  // What a state database offered to choose from is where to go.
  const places = summary(service, due.state, localDateOf(new Date(due.at))).flatMap(({ step, field, value }) =>
    value.kind === "named" ? [{ label: steps(`${step}.${field}.label`), value: value[language] }] : [],
  );
  return [
    { kind: "number", label: paper("coupon"), number: due.coupon },
    {
      kind: "facts",
      facts: [
        ...whose(content, language),
        { label: wordsOf(language, "document")("number"), value: due.state.number },
        ...places,
      ],
    },
    { kind: "heading", text: paper("collect") },
    { kind: "list", items: [paper("couponText"), collect("bring"), collect("inPerson")] },
  ];
}

function outcomeBlocks(content: PaperContent, language: PaperSide["language"]): readonly Block[] {
  const { due, refund } = content;
  const { outcome } = due.state;
  if (!outcome) return [];
  const paper = wordsOf(language, "sealed-documents.paper");
  return [
    applicationNumber(due, language),
    {
      kind: "facts",
      facts: [
        ...whose(content, language),
        ...submitted(content, language),
        { label: paper(`endedAt.${outcome.kind}`), value: formatDateTime(language, new Date(outcome.at)) },
        ...(refund > 0 ? [{ label: paper("refund"), value: formatTenge(language, tenge(refund)) }] : []),
      ],
    },
    ...explained(content, outcome, language),
  ];
}

/** How it ended and what can be done now, in the words that the application's page has for it. */
function explained(
  { service, due }: PaperContent,
  outcome: Outcome,
  language: PaperSide["language"],
): readonly Block[] {
  const ending = wordsOf(language, "cabinet.ending");
  switch (outcome.kind) {
    case "granted": {
      const own = wordsOf(language, `services.${service.id}`);
      const notice = "notices.application-granted.body";
      const text = own.has(notice)
        ? own(notice, { number: due.state.number })
        : wordsOf(language, "sealed-documents.paper")("grantedText");
      return [{ kind: "paragraph", text }];
    }
    case "withdrawn":
      return [{ kind: "paragraph", text: ending("withdrawnSigned", { by: "citizen" }) }];
    case "lapsed":
      return [{ kind: "paragraph", text: wordsOf(language, "process.lapsed")(outcome.reason ?? "draft-lapses") }];
    case "refused":
    case "annulled": {
      const of = outcome.kind === "refused" ? "reasons" : "annulments";
      const reasons = wordsOf(language, `services.${service.id}.${of}`);
      const values = reasonValues(language, service, outcome.reason ?? "", outcome.params);
      const refused = wordsOf(language, "apply.refused");
      const reason = (part: string) => reasons(`${outcome.reason ?? ""}.${part}`, values);
      return [
        { kind: "heading", text: ending(outcome.kind) },
        { kind: "paragraph", text: reason("title"), strong: true },
        { kind: "paragraph", text: reason("explanation") },
        ...commentOf(outcome, language),
        { kind: "heading", text: refused("instead") },
        { kind: "paragraph", text: reason("next") },
        { kind: "heading", text: refused("disagree") },
        { kind: "paragraph", text: refused("appeal") },
      ];
    }
  }
}

/** What the officer wrote, each line a paragraph. */
function commentOf({ comment }: Outcome, language: PaperSide["language"]): readonly Block[] {
  if (comment === "") return [];
  return wordsOf(language, "cabinet.ending")("comment", { comment })
    .split(/\r?\n/)
    .filter((text) => text.trim() !== "")
    .map((text) => ({ kind: "paragraph", text }));
}

function help(language: PaperSide["language"]): Block {
  return { kind: "paragraph", text: wordsOf(language, "sealed-documents.paper")("help") };
}

function applicationNumber({ state }: DuePaper, language: PaperSide["language"]): Block {
  return { kind: "number", label: wordsOf(language, "document")("number"), number: state.number };
}

function whose({ holder }: PaperContent, language: PaperSide["language"]): readonly Fact[] {
  return holderFacts(holder, "applicant", language);
}

function submitted({ service, due: { state } }: PaperContent, language: PaperSide["language"]): readonly Fact[] {
  const at = signedAt(service, state);
  const paper = wordsOf(language, "sealed-documents.paper");
  return at ? [{ label: paper("submittedAt"), value: formatDateTime(language, at) }] : [];
}

function signedBy({ service, due: { state } }: PaperContent, language: PaperSide["language"]): Fact {
  const paper = wordsOf(language, "sealed-documents.paper");
  const signature = service.stages.find(({ kind }) => kind === "signature");
  const done = signature && state.stages[signature.id];
  const method = done?.status === "done" && done.note === "otp" ? "otp" : "eds";
  return { label: paper("signedBy"), value: paper(`methods.${method}`) };
}
