import { addressLines } from "@/lib/kernel/address";
import { found, type Answer } from "@/lib/kernel/answer";
import { err, ok, type Result } from "@/lib/kernel/result";
import { rkaSchema } from "@/lib/kernel/rka";
import type { Evidence } from "@/lib/process/facts";
import type { DecisionDemand, DecisionEntry } from "@/lib/process/task-decision";
import type { AddressRegister } from "@/lib/state-databases/address-register/port";
import { kinds, rowNames, sideBySide, type Kind } from "./comparison";
import { canLend, canMend, heldBy, type Side } from "./records";
import { misplacedFor, unitsOf } from "./regions";
import { correctionMinutes } from "./rules";
import { holderOf, needsCorrection, stageIds } from "./situation";
import { task } from "./stage-kinds";

/** Why an address that an officer names cannot be taken: keys of the task's words. */
const refusals = ["unknown-code", "elsewhere", "not-there"] as const;
const refusal = (why: (typeof refusals)[number]) => why;

/** The address of a kind that the officer types by its code, as the address register writes it; in the region of their unit alone [ours]. */
function addressByCode(kind: Kind): DecisionEntry {
  return {
    name: "rka",
    schema: rkaSchema,
    database: "address-register",
    refusals,
    ask: async (register: AddressRegister, code, situation, roles): Promise<Answer<Result<Evidence, string>>> => {
      const told = await register.address({ rka: rkaSchema.parse(code) });
      if (told.kind !== "found") return told;
      const { rka, kato, address } = told.value;
      const why = misplacedFor(roles, kato, kind, situation);
      if (why !== null) return found(err(refusal(why)));
      const { kk: enteredAddressKk, ru: enteredAddressRu } = addressLines(address);
      return found(ok({ rka, enteredAddressKk, enteredAddressRu, kato }));
    },
  };
}

/** What one database lends the other: no code, among those that would stand then, that the address register does not know [ours]. */
function lentBy(side: Side): DecisionDemand {
  return {
    database: "address-register",
    refusals,
    ask: async (register: AddressRegister, situation): Promise<Answer<string | null>> => {
      for (const kind of kinds) {
        const held = heldBy(side, kind, situation);
        const told = held && (await register.address({ rka: held.rka }));
        if (told?.kind === "not-found") return found(refusal("unknown-code"));
        if (told !== undefined && told.kind !== "found") return told;
      }
      return found(null);
    },
  };
}

/** A town unit sets the databases side by side, and says which of them errs; or refuses, with a reason [S0-A5]. */
export const addressIsExamined = task({
  id: stageIds.correction,
  clause: "S0-A5 §6",
  when: needsCorrection,
  roles: unitsOf,
  anyOne: true,
  whose: (situation) => {
    const holder = holderOf(situation);
    return holder === undefined ? [] : [holder];
  },
  term: { receptionMinutes: correctionMinutes },
  compares: { databases: ["individuals", "documents"], names: rowNames, rows: sideBySide },
  decisions: {
    "gbd-fl-right": { outcome: "continue", demands: lentBy("gbdFl"), when: (one) => canLend("gbdFl", one) },
    "rp-drn-right": { outcome: "continue", demands: lentBy("rpDrn"), when: (one) => canLend("rpDrn", one) },
    "other-permanent": {
      outcome: "continue",
      enters: addressByCode("permanent"),
      when: (one) => canMend("permanent", one),
    },
    "other-temporary": {
      outcome: "continue",
      enters: addressByCode("temporary"),
      when: (one) => canMend("temporary", one),
    },
    annul: { outcome: "annulled", reasons: ["address-is-right", "not-registered-there", "papers-needed"] },
  },
  rechecks: [stageIds.registration],
});
