import type { Example } from "@/lib/process/define-service";
import { own, sharedExamples } from "@/lib/residence/examples";
import type { RegistrationReason } from "@/lib/residence/reasons";

const day = "2026-11-21";

export const examples: readonly Example<RegistrationReason>[] = [
  ...sharedExamples("stay"),
  {
    id: "stay-already-there",
    persona: "840917443901",
    day,
    expect: { refused: "already-registered" },
    answers: own("0201610031702247"),
  },
  {
    id: "stay-one-month",
    persona: "880412341009",
    day,
    expect: "granted",
    answers: own("0201110031702013", { from: "2026-11-21", to: "2026-12-20" }),
  },
  {
    id: "stay-twelve-months",
    persona: "880412341009",
    day,
    expect: "granted",
    answers: own("0201110031702013", { from: "2026-11-21", to: "2027-11-20" }),
  },
  {
    id: "stay-thirteen-months",
    persona: "880412341009",
    day,
    expect: { refused: "stay-too-long" },
    answers: own("0201110031702013", { from: "2026-11-21", to: "2027-12-21" }),
  },
  {
    id: "stay-three-weeks",
    persona: "880412341009",
    day,
    expect: { refused: "stay-too-short" },
    answers: own("0201110031702013", { from: "2026-11-21", to: "2026-12-11" }),
  },
  {
    id: "stay-begins-in-the-past",
    persona: "880412341009",
    day,
    expect: { refused: "stay-starts-elsewhen" },
    answers: own("0201110031702013", { from: "2026-11-01", to: "2027-05-01" }),
  },
];
