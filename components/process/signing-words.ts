import type { SigningTexts } from "./signing-texts";

/** The words for a refusal by its key; what stands behind a bar is the name of the key's algorithm. */
export function wordsOfRefusal(texts: Pick<SigningTexts, "failures">, refusal: string): string {
  const [key = "", algorithm = ""] = refusal.split("|");
  const words = texts.failures[key] ?? texts.failures["signing.failures.not-a-signature"] ?? key;
  return words.replace("{algorithm}", algorithm);
}
