import "server-only";
import { now } from "../signing/signature-for-tests";
import type { Block, Paper, PaperSide } from "./paper";

/** What Kazakh has and Russian has not, and signs that fonts lack. */
export const letters = "Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і 786 ₸ № «»";

const portalSeal = { field: "seal", name: "Ашық есік", reason: "Қолхат" } as const;

/** A short paper. */
export const usual: readonly Block[] = [
  { kind: "number", label: "Өтініш нөмірі", number: "2026-0000001" },
  { kind: "facts", facts: [{ label: "Өтініш беруші", value: "ҚАСЫМОВА ӘЛИЯ" }] },
  { kind: "heading", text: "Енді не болады" },
  { kind: "paragraph", text: letters },
  { kind: "list", items: ["Бірінші", "Екінші"] },
];

function side(language: PaperSide["language"], blocks: readonly Block[]): PaperSide {
  return {
    language,
    issuer: { name: "Ашық есік", about: "Мемлекеттік қызметтер порталы" },
    title: language === "kk" ? "Қолхат" : "Расписка",
    subtitle: "Қызмет",
    blocks,
    check: {
      title: "Тексеру",
      lines: ["Құжат нөмірі"],
      address: "https://portal.example/kk/verify",
      picture: "QR-код",
    },
    footer: (page, pages) => `${String(page)} / ${String(pages)}`,
  };
}

/** A paper of these blocks on both its sides, with a field for each of the seals. */
export function paperOf(blocks: readonly Block[] = usual, seals: Paper["seals"] = [portalSeal]): Paper {
  return {
    title: "Қолхат / Расписка",
    sides: [side("kk", blocks), side("ru", blocks)],
    madeAt: now,
    seals,
  };
}
