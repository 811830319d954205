import "server-only";
import type * as Services from "@/lib/services";
import type { Service } from "@/lib/process/define-service";
import type { Stage } from "@/lib/process/stages";
import { everyKind } from "@/lib/process/testing/synthetic-services";

/** Who must consent to an ID card, and by what it is signed; a test changes it. */
export const asked = { owners: new Array<string>(), methods: new Array<"eds" | "otp">("eds", "otp") };

/** The services, the ID card's declaration being as if its regulation took one-time codes and asked owners. */
export function withDeclaredCodes(original: typeof Services): typeof Services {
  const withCodes = (stage: Stage): Stage[] => {
    if (stage.kind !== "signature") return [stage];
    const { methods } = asked;
    const consent = everyKind.stages.find((other) => other.kind === "consent");
    if (!consent) throw new Error("no consent among all kinds");
    return [
      { ...stage, methods },
      { ...consent, from: () => asked.owners, methods },
    ];
  };
  const services = original.services.map((one): Service => ({ ...one, stages: one.stages.flatMap(withCodes) }));
  const serviceToday = (id: string) => services.find((service) => service.id === id);
  return {
    ...original,
    services,
    serviceToday,
    serviceOf: ({ service }) => serviceToday(service) ?? original.serviceOf({ service, version: 0 }),
  };
}
