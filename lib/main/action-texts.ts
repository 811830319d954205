import { getLocale } from "next-intl/server";
import { z } from "zod";
import { messagesOf } from "@/lib/i18n/messages";

interface Tree {
  readonly [key: string]: string | Tree;
}

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

function flatten(node: string | Tree | undefined, key: string): [string, string][] {
  if (node === undefined) return [];
  if (typeof node === "string") return [[key, node]];
  return Object.entries(node).flatMap(([name, inner]) => flatten(inner, `${key}.${name}`));
}

/**
 * The words for what a server action may answer, by full key, for a form in the browser: those that every action can give, and
 * those under the given keys ("sign-in.errors").
 */
export async function actionTexts(...keys: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const messages = tree.parse(messagesOf(await getLocale()));
  const entries = ["action", ...keys].flatMap((key) => {
    const node = key
      .split(".")
      .reduce<string | Tree | undefined>((at, name) => (typeof at === "object" ? at[name] : undefined), messages);
    return flatten(node, key);
  });
  return Object.fromEntries(entries);
}
