import type { ComponentType } from "react";
import { PhotoGuide } from "@/components/services/id-card-renewal/photo-guide";
import { AddressSearch } from "@/components/services/residence/address-search";
import { SignatureGuide } from "@/components/services/id-card-renewal/signature-guide";

const components: Readonly<Record<string, Readonly<Record<string, ComponentType>>>> = {
  "id-card-renewal": { "photo-guide": PhotoGuide, "signature-guide": SignatureGuide },
  "residence-registration": { "address-search": AddressSearch },
  "temporary-registration": { "address-search": AddressSearch },
};

type StepComponentProps = { service: string; name: string | undefined };

/** What a service draws above the questions of a step, by the name in its declaration; nothing when it names none. */
export function StepComponent({ service, name }: StepComponentProps) {
  const Component = name === undefined ? undefined : components[service]?.[name];
  return Component ? <Component /> : null;
}
