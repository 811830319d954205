type Words = { readonly [key: string]: string | Words };

/**
 * The words that several services share, with those that are one's own: `steps.region` of the one stands beside `steps.period` of the
 * other. A word that both have is a mistake. Throws then.
 */
export function together<Shared extends Words, Own extends Words>(shared: Shared, own: Own): Shared & Own {
  return merged(shared, own, "") as Shared & Own;
}

function merged(shared: Words, own: Words, path: string): Words {
  const words: Record<string, string | Words> = { ...shared };
  for (const [key, value] of Object.entries(own)) {
    const there = words[key];
    if (there === undefined) words[key] = value;
    else if (typeof there === "string" || typeof value === "string") throw new Error(`Said twice: ${path}${key}`);
    else words[key] = merged(there, value, `${path}${key}.`);
  }
  return words;
}
