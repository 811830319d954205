import type { Service } from "@/lib/process/define-service";
import { addressCertificate } from "./address-certificate/service";
import { deregistration } from "./deregistration/service";
import { idCardRenewal } from "./id-card-renewal/service";
import { residenceRegistration } from "./residence-registration/service";
import { temporaryRegistration } from "./temporary-registration/service";

/** Every version of every service that an application may have started with, newest first. */
export const services: readonly Service[] = [
  idCardRenewal,
  residenceRegistration,
  temporaryRegistration,
  deregistration,
  addressCertificate,
];

/** The declaration that an application started with. Throws when that version is no longer kept. */
export function serviceOf(application: { readonly service: string; readonly version: number }): Service {
  const found = services.find(({ id, version }) => id === application.service && version === application.version);
  if (!found) throw new Error(`No declaration of ${application.service} version ${String(application.version)}`);
  return found;
}

/** The declaration under which a new application starts; undefined for an unknown id. */
export function serviceToday(id: string): Service | undefined {
  return services.find((service) => service.id === id);
}
