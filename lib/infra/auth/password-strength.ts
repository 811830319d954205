import "server-only";

/** [S0-A3 §5]: at least 15 characters, and none of those that are tried first. */
const shortest = 15;
const longest = 200;

export type Weakness = "too-short" | "too-long" | "common" | "own-iin";

// What lists of leaked passwords of this length are made of: one piece said again and again, a keyboard's rows, a famous word with a tail.
const famous =
  /password|qwerty|letmein|welcome|iloveyou|admin|kazakhstan|qazaqstan|қазақстан|казахстан|пароль|құпиясөз/g;
const rows = [
  "qwertyuiopasdfghjklzxcvbnm",
  "йцукенгшщзхъфывапролджэячсмитьбю",
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
];

function isPredictable(password: string): boolean {
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (new Set(plain).size < 5 || /^(.{1,7})\1+$/u.test(plain)) return true;
  const left = rows
    .flatMap((row) => [row, Array.from(row).reverse().join("")])
    .reduce(
      (rest, row) => {
        for (let length = row.length; length >= 4; length -= 1) {
          for (let from = 0; from + length <= row.length; from += 1)
            rest = rest.replaceAll(row.slice(from, from + length), "");
        }
        return rest;
      },
      plain.replace(famous, ""),
    );
  return left.length < 6;
}

/** Why a password is too easy to guess, or null. `bin`: of the entity whose account it opens; everybody knows it. */
export function weaknessOf(password: string, iin: string, bin?: string): Weakness | null {
  const length = Array.from(password).length;
  if (length < shortest) return "too-short";
  if (length > longest) return "too-long";
  if (password.includes(iin)) return "own-iin";
  return isPredictable(bin === undefined ? password : password.replaceAll(bin, "")) ? "common" : null;
}
