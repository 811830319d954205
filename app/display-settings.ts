import { cookies } from "next/headers";

export const appearances = ["system", "light", "dark"] as const;
export const visions = ["normal", "low"] as const;

export const displayCookies = { appearance: "appearance", vision: "vision" } as const;

/** The first of the allowed values unless the given one is among them. */
export function oneOf<T extends string>(allowed: readonly [T, ...T[]], given: unknown): T {
  return allowed.find((value) => value === given) ?? allowed[0];
}

/** How this person wants the pages to look, from their cookies. */
export async function displaySettings() {
  const jar = await cookies();
  return {
    appearance: oneOf(appearances, jar.get(displayCookies.appearance)?.value),
    vision: oneOf(visions, jar.get(displayCookies.vision)?.value),
  };
}
