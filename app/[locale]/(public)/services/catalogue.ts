import { getLocale } from "next-intl/server";
import { formatDate } from "@/lib/i18n/format";
import { locales } from "@/lib/i18n/locale";
import { messagesOf } from "@/lib/i18n/messages";
import { isBefore } from "@/lib/kernel/local-date";
import type { Audience } from "@/lib/process/define-service";
import { services } from "@/lib/services/index";
import { today } from "@/lib/use-cases/today";
import { findServices, type SearchableService } from "./find-services";

export type CatalogueEntry = {
  id: ServiceId;
  title: string;
  summary: string;
  time: string;
  cost: string;
  /** The act in short, the days of its period in words (`to` empty: no end is set), and whether it has ended. */
  legalBasis: { act: string; from: string; to: string; ended: boolean };
  /** The state databases that it asks. */
  databases: readonly string[];
  /** Who may ask for it. */
  audience: readonly Audience[];
  /** Whether it renews a document, of which the cabinet can remind. */
  renews: boolean;
};

type ServiceId = keyof ReturnType<typeof messagesOf>["services"];

function isServiceId(id: string): id is ServiceId {
  return id in messagesOf("kk").services;
}

// Several versions of a service may be kept; the first is today's.
const newest = services.filter(({ id }, index) => services.findIndex((other) => other.id === id) === index);
const ids = newest.map(({ id }) => id).filter(isServiceId);

// People search in whichever language comes to mind, so the words of all three are searched.
const searchable: readonly SearchableService<ServiceId>[] = ids.map((id) => ({
  id,
  words: locales.flatMap((locale) => {
    const { title, summary, start } = messagesOf(locale).services[id];
    return [title, summary, start.keywords];
  }),
}));

/** The services that a search in any of the three languages means, best first; all of them when it is empty. */
export async function catalogue(query = ""): Promise<CatalogueEntry[]> {
  const locale = await getLocale();
  const day = await today();
  return findServices(searchable, query).flatMap((id) => {
    const service = newest.find((candidate) => candidate.id === id);
    if (service === undefined) return [];
    const { title, summary, start } = messagesOf(locale).services[id];
    const { from, to } = service.legalBasis;
    const legalBasis = {
      act: start.act,
      from: formatDate(locale, from),
      to: to === null ? "" : formatDate(locale, to),
      ended: to !== null && isBefore(to, day),
    };
    const databases = Object.values(service.reads).map(({ database }) => database);
    return [
      {
        id,
        title,
        summary,
        time: start.time,
        cost: start.cost,
        legalBasis,
        databases,
        audience: service.audience,
        renews: service.renewal !== undefined,
      },
    ];
  });
}

/** The services that such people may ask for. */
export async function servicesFor(audience: Audience): Promise<CatalogueEntry[]> {
  return (await catalogue()).filter((entry) => entry.audience.includes(audience));
}
