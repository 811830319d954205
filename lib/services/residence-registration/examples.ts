import type { Example } from "@/lib/process/define-service";
import { own, sharedExamples } from "@/lib/residence/examples";
import { kinshipExamples } from "@/lib/residence/kinship-examples";
import type { RegistrationReason } from "@/lib/residence/reasons";

const day = "2026-11-21";

export const examples: readonly Example<RegistrationReason>[] = [
  ...sharedExamples("residence"),
  ...kinshipExamples("residence"),
  {
    id: "residence-already-there",
    persona: "840917443901",
    day,
    expect: { refused: "already-registered" },
    answers: own("0201110031702234"),
  },
];
