import { getLocale } from "next-intl/server";
import { locales } from "@/lib/i18n/locale";
import { messagesOf } from "@/lib/i18n/messages";
import { services } from "@/lib/services/index";
import { findServices, type SearchableService } from "./find-services";

export type CatalogueEntry = { id: ServiceId; title: string; summary: string; time: string; cost: string };

type ServiceId = keyof ReturnType<typeof messagesOf>["services"];

function isServiceId(id: string): id is ServiceId {
  return id in messagesOf("kk").services;
}

const ids = [...new Set(services.map(({ id }) => id))].filter(isServiceId);

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
  const all = messagesOf(await getLocale()).services;
  return findServices(searchable, query).map((id) => {
    const { title, summary, start } = all[id];
    return { id, title, summary, time: start.time, cost: start.cost };
  });
}
