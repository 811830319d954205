import type { Reason } from "@/lib/process/define-service";

/** Every reason for which a certificate can be refused by the portal itself, with its clause and what the person can do instead. */
export const reasons = {
  "access-denied": { clause: "ours", instead: "correct-and-retry" },
  "person-not-found": { clause: "S0-A5 §10", instead: "service-centre" },
  deceased: { clause: "ours", instead: "service-centre" },
  "under-16": { clause: "ours", instead: "none" },
  "no-full-capacity": { clause: "ours", instead: "service-centre" },
  "not-your-child": { clause: "ours", instead: "correct-and-retry" },
  "child-is-16": { clause: "ours", instead: "correct-and-retry" },
  "no-registration": { clause: "S0-A5 §4", instead: "none", unsaid: { holder: "unsaid" } },
  "residence-not-determined": { clause: "S0-A3 §4", instead: "none", unsaid: { holder: "unsaid" } },
  "data-still-differ": { clause: "S0-A5 §6", instead: "service-centre", unsaid: { entered: "unsaid" } },
  "entity-not-active": { clause: "S0-A5 §10", instead: "none" },
  "no-registered-address": { clause: "ours", instead: "none" },
  "entity-address-reported": { clause: "ours", instead: "none" },
} as const satisfies Record<string, Reason>;

export type CertificateReason = keyof typeof reasons;
