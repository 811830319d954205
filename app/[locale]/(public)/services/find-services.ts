export type SearchableService<Id extends string> = { id: Id; words: readonly string[] };

/**
 * Kazakh letters as people write them on a keyboard without Kazakh letters; and the consonants that soften before an
 * ending («куәлік», «куәлігім») as their hard twins.
 */
const plainLetters: Readonly<Record<string, string>> = {
  ә: "а",
  ғ: "к",
  г: "к",
  б: "п",
  қ: "к",
  ң: "н",
  ө: "о",
  ұ: "у",
  ү: "у",
  һ: "х",
  і: "и",
  ё: "е",
};

function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll(/[әғгбқңөұүһіё]/g, (letter) => plainLetters[letter] ?? letter);
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Endings differ in all three languages: two words are the same when they share their beginning, four letters at least. */
function sameWord(asked: string, known: string): boolean {
  if (asked === known) return true;
  const shorter = Math.min(asked.length, known.length);
  const stem = Math.max(4, Math.ceil(shorter * 0.7));
  return shorter >= 4 && asked.slice(0, stem) === known.slice(0, stem);
}

/** Ids of the services whose words answer the query, most words first; all ids, in order, for an empty query. */
export function findServices<Id extends string>(services: readonly SearchableService<Id>[], query: string): Id[] {
  const asked = wordsOf(query.slice(0, 200));
  if (asked.length === 0) return services.map(({ id }) => id);
  return services
    .map(({ id, words }) => {
      const known = words.flatMap(wordsOf);
      return { id, hits: asked.filter((word) => known.some((other) => sameWord(word, other))).length };
    })
    .filter(({ hits }) => hits > 0 && hits * 2 >= asked.length)
    .sort((a, b) => b.hits - a.hits)
    .map(({ id }) => id);
}
