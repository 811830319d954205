import "server-only";
import { z } from "zod";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { localDate, type LocalDate } from "@/lib/kernel/local-date";
import { locales, type Locale } from "@/lib/i18n/locale";
import type { Example, Service } from "@/lib/process/define-service";
import { services } from "@/lib/services";
import { wordsOf } from "../words";
import { done, qaCall } from "./qa-call";

/** One row of the scenario matrix: an example of a service, as a QA engineer opens it. */
export interface Scenario {
  readonly id: string;
  readonly service: string;
  readonly persona: Iin;
  readonly day: LocalDate;
  /** "granted"; the reason of the refusal or of the annulment; "pending" where a state database stays silent. */
  readonly expect: string;
  readonly title: string;
}

/** A scenario with the declaration that it comes from. */
export interface DeclaredScenario {
  readonly service: Service;
  readonly example: Example;
}

/** All examples of all services that are offered now. */
export function declaredScenarios(): readonly DeclaredScenario[] {
  return newest(services).flatMap((service) => service.examples.map((example) => ({ service, example })));
}

function newest(all: readonly Service[]): readonly Service[] {
  return all.filter((service, index) => all.findIndex(({ id }) => id === service.id) === index);
}

/** The scenario of this id. */
export function findScenario(id: string): DeclaredScenario | undefined {
  return declaredScenarios().find(({ example }) => example.id === id);
}

/** The scenario matrix in one language. */
export function listScenarios(locale: Locale): readonly Scenario[] {
  return declaredScenarios().map(({ service, example }) => {
    const { id, persona, day, expect } = example;
    if (!isIin(persona)) throw new Error(`Example ${id} has a persona without a valid IIN`);
    const title = wordsOf(locale, `services.${service.id}`)(`examples.${id}`);
    return { id, service: service.id, persona, day: localDate(day), expect: expectation(expect), title };
  });
}

function expectation(expect: Example["expect"]): string {
  if (expect === "granted") return expect;
  if ("refused" in expect) return expect.refused;
  return "annulled" in expect ? expect.annulled : "pending";
}

/** `GET /api/qa/scenarios`: in the language of `locale`, else of Accept-Language. */
export const scenariosCall = qaCall(z.strictObject({ locale: z.enum(locales).optional() }), ({ locale }, request) =>
  Promise.resolve(done(listScenarios(locale ?? request.locale))),
);
