import type { Reason } from "@/lib/process/define-service";

/** Every reason for which the portal or a state database can say no, with its clause and what the person can do instead. */
export const reasons = {
  "access-denied": { clause: "S4 §3.1", instead: "correct-and-retry" },
  "person-not-found": { clause: "S4 §3.2", instead: "service-centre" },
  deceased: { clause: "S4 §3.2", instead: "service-centre" },
  "no-verified-phone": { clause: "S4 §3.2", instead: "correct-and-retry" },
  "not-identified": { clause: "S4 §3.3", instead: "service-centre" },
  "no-full-capacity": { clause: "S4 §3.4", instead: "service-centre" },
  "data-changed": { clause: "S4 §3.5", instead: "service-centre" },
  "no-permanent-registration": { clause: "S4 §3.6", instead: "service-centre" },
  "no-card": { clause: "S4 §7", instead: "service-centre" },
  "card-lost": { clause: "S4 §7", instead: "service-centre" },
  "card-invalid": { clause: "S4 §7", instead: "service-centre" },
  "too-early": { clause: "S4 §7", instead: "apply-later" },
  "too-late": { clause: "S4 §7", instead: "service-centre" },
  "data-reported-wrong": { clause: "S4 §8", instead: "service-centre" },
  "photo-too-few-pixels": { clause: "S4 §3.10", instead: "correct-and-retry" },
  "photo-wrong-shape": { clause: "S4 §3.10", instead: "correct-and-retry" },
  "photo-file-too-small": { clause: "S4 §3.10", instead: "correct-and-retry" },
  "sample-too-few-pixels": { clause: "S4 §3.9", instead: "correct-and-retry" },
  "photo-not-alike": { clause: "S4 §3.11", instead: "correct-and-retry" },
  "registration-refused": { clause: "S4 §3.13", instead: "service-centre" },
} as const satisfies Record<string, Reason>;

export type IdCardReason = keyof typeof reasons;
