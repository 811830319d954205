import type { Reason } from "@/lib/process/define-service";

/** Every reason for which a removal can be refused, with its clause and what the person can do instead. */
export const reasons = {
  "access-denied": { clause: "ours", instead: "correct-and-retry" },
  "person-not-found": { clause: "S0-A4 §2", instead: "service-centre" },
  deceased: { clause: "S0-A4 §2", instead: "service-centre" },
  "not-citizen": { clause: "S0-A4 §2", instead: "service-centre" },
  refugee: { clause: "S0-A4 §2", instead: "service-centre" },
  "no-full-capacity": { clause: "ours", instead: "service-centre" },
  "left-the-country": { clause: "S0-A4 §4", instead: "service-centre" },
  "court-ruling": { clause: "S0-A4 §4", instead: "service-centre" },
  "owns-no-dwelling": { clause: "S0-A4 §2", instead: "none" },
  "owner-legal-entity": { clause: "ours", instead: "service-centre" },
  "owner-minor": { clause: "ours", instead: "service-centre" },
  "owner-incapable": { clause: "ours", instead: "service-centre" },
  "no-living-owner": { clause: "ours", instead: "service-centre" },
  "nobody-registered": { clause: "ours", instead: "none" },
  "not-registered-there": { clause: "ours", instead: "correct-and-retry" },
  "co-owner-picked": { clause: "ours", instead: "correct-and-retry" },
  "minor-with-parent": { clause: "ours", instead: "correct-and-retry" },
  "minor-without-residence": { clause: "ours", instead: "correct-and-retry" },
  "owners-changed": { clause: "S0-A4 §2", instead: "correct-and-retry" },
  "consent-declined": { clause: "ours", instead: "correct-and-retry" },
  "no-consent-in-time": { clause: "ours", instead: "correct-and-retry" },
  "departure-refused": { clause: "S0-A4 §4", instead: "service-centre" },
} as const satisfies Record<string, Reason>;

export type DeregistrationReason = keyof typeof reasons;
