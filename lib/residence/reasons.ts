import type { Reason } from "@/lib/process/define-service";

/** Every reason for which either registration can be refused, with its clause and what the person can do instead. */
export const reasons = {
  "access-denied": { clause: "ours", instead: "correct-and-retry" },
  "person-not-found": { clause: "S0-A3 §2", instead: "service-centre" },
  deceased: { clause: "S0-A3 §2", instead: "service-centre" },
  "not-citizen": { clause: "S0-A3 §2", instead: "service-centre" },
  refugee: { clause: "S0-A3 §2", instead: "service-centre" },
  "under-14": { clause: "pub", instead: "service-centre" },
  "under-16": { clause: "pub", instead: "service-centre" },
  "no-full-capacity": { clause: "ours", instead: "service-centre" },
  "owns-no-dwelling": { clause: "ours", instead: "correct-and-retry" },
  "no-dwelling-of-owner": { clause: "ours", instead: "correct-and-retry" },
  "owners-changed": { clause: "S0-A3 §5", instead: "correct-and-retry" },
  "owner-legal-entity": { clause: "S1 §3", instead: "service-centre" },
  "owner-minor": { clause: "S1 §4", instead: "service-centre" },
  "owner-incapable": { clause: "S1 §4", instead: "service-centre" },
  "no-living-owner": { clause: "ours", instead: "service-centre" },
  "already-registered": { clause: "ours", instead: "correct-and-retry" },
  "arrived-elsewhen": { clause: "ours", instead: "correct-and-retry" },
  "kinship-not-confirmed": { clause: "S1 §10.6", instead: "correct-and-retry" },
  "study-not-confirmed": { clause: "S1 §10.7", instead: "none" },
  "registration-refused": { clause: "S0-A3 §4", instead: "service-centre" },
  "consent-declined": { clause: "S0-A3 §5", instead: "correct-and-retry" },
  "no-consent-in-time": { clause: "ours", instead: "correct-and-retry" },
} as const satisfies Record<string, Reason>;

/** Those of a stay alone. */
export const stayReasons = {
  "stay-starts-elsewhen": { clause: "ours", instead: "correct-and-retry" },
  "stay-too-short": { clause: "pub", instead: "none" },
  "stay-too-long": { clause: "pub", instead: "correct-and-retry" },
} as const satisfies Record<string, Reason>;

export type RegistrationReason = keyof typeof reasons | keyof typeof stayReasons;
