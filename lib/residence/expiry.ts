import { localDateSchema } from "@/lib/kernel/local-date";
import type { Expiry } from "@/lib/process/expiry";
import { registrationStage } from "./orders";
import { knownDwelling } from "./situation";

/** How many days before its end a person is reminded of a stay: enough to ask the owner and to register anew [ours]. */
const daysBefore = 10;

/** A temporary registration ends with the last day that GBD FL has begun it for. */
export const stayExpires: Expiry = {
  kind: "stay",
  daysBefore,
  of: (situation) => {
    const lastDay = localDateSchema.safeParse(situation.evidence[registrationStage]?.["registeredTo"]);
    const dwelling = knownDwelling(situation);
    return lastDay.success && dwelling ? { subject: dwelling.rka, lastDay: lastDay.data } : null;
  },
};
