import type { z } from "zod";

/** One thing wrong with a dataset, and where: a JSON path such as `$.persons[3].iin`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What the values' own schemas mean by their issues, for the person who wrote the dataset. */
const meanings: Readonly<Record<string, string>> = {
  "iin-length": "an IIN has exactly 12 digits",
  "iin-check-digit": "the IIN's check digit is wrong",
  "bin-length": "a BIN has exactly 12 digits",
  "bin-check-digit": "the BIN's check digit is wrong",
  "rka-length": "an address code (РКА) has exactly 16 digits",
  "phone-form": "a phone number looks like +77010000001",
  "date-form": "a date looks like 2026-11-21",
  "date-not-in-calendar": "the calendar has no such day",
  "kato-form": "a KATO code starts with the two digits of one of the 20 regions and has 9 digits",
  "share-form": 'a share looks like "1/2"',
  "country-form": 'a country is two capital letters, such as "KZ"',
  nul: "holds a NUL character",
  "role-form": "there is no such role",
};

/** A place in a JSON document: names as they are written in code, numbers in brackets, `$` the whole. */
export function jsonPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${String(key)}]`;
    const name = String(key);
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
  }, "$");
}

/** Everything a schema found wrong, one problem a place; each unknown key is named by its own path. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: jsonPath([...issue.path, key]), message: "there is no such key" }))
      : [{ path: jsonPath(issue.path), message: meanings[issue.message] ?? issue.message }],
  );
}
