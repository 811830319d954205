import { expect, it } from "vitest";
import { messagesOf } from "@/lib/i18n/messages";

interface Messages {
  readonly [key: string]: string | Messages;
}

function flat(messages: Messages, prefix = ""): readonly (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${prefix}${key}`, value] as const] : flat(value, `${prefix}${key}.`),
  );
}

/** What a request for a removal shows of the words that all services share; the rest is of lists, of the norm and of a registration's term. */
const notShown = /^(list|norm|block|signatures|term|people|withChildren|document\.people|reasons)\b/;

it.each([
  ["kk", /тіркел|тіркеу(?!.*код)/i],
  ["ru", /регистр(?!ационный код)/i],
  ["en", /registered|registration(?! code)/i],
] as const)("in %s a co-owner reads nothing of a registration to come", (locale, ofRegistration) => {
  const shared = flat(messagesOf(locale).consents).filter(([key]) => !notShown.test(key));
  const own = new Map(flat(messagesOf(locale).services.deregistration.consents));
  const left = shared.filter(([key, text]) => ofRegistration.test(text) && !own.has(key)).map(([key]) => key);
  expect(left).toEqual([]);
});
