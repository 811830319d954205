import "server-only";

/** Whether a font can draw a character. */
type HasGlyph = (codePoint: number) => boolean;

/** What has no picture of its own, or changes how its neighbours are shown: controls, marks of direction, private and unassigned ones. */
const unseen = /^[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]$/u;

/**
 * A text of somebody else's as it can safely be printed: what cannot be seen, and what the font has no letter for, stands as its number in
 * brackets, so that nothing vanishes, nothing turns its neighbours around, and two different names never look the same.
 */
export function printable(text: string, hasGlyph: HasGlyph = () => true): string {
  return Array.from(text.normalize("NFC"), (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (!unseen.test(character) && hasGlyph(code)) return character;
    return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  }).join("");
}
