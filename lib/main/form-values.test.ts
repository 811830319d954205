import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { errorsOf, fieldsOf, keyOfIssue, typedValues } from "./form-values";

const schema = z.object({
  name: z.string(),
  tags: z.array(z.string()).optional(),
  cms: z.string().max(20_000).optional(),
  photo: z.instanceof(File).optional(),
});

function form(...entries: readonly (readonly [string, string | File])[]): FormData {
  const made = new FormData();
  for (const [name, value] of entries) made.append(name, value);
  return made;
}

function failures(...entries: readonly (readonly [string, string | File])[]) {
  const fields = fieldsOf(form(...entries), schema);
  return fields.ok ? "taken" : fields.error;
}

describe("a form's fields", () => {
  it("are taken by name, a list wherever the schema has one", () => {
    const fields = fieldsOf(form(["name", "A"], ["tags", "one"]), schema);
    expect(fields).toEqual({ ok: true, value: { name: "A", tags: ["one"] } });
    expect(fieldsOf(form(["tags", "one"], ["tags", "two"]), schema)).toEqual({
      ok: true,
      value: { tags: ["one", "two"] },
    });
  });

  it("leave the framework's own out, the idempotency key and an empty file control", () => {
    const fields = fieldsOf(
      form(
        ["$ACTION_REF_1", ""],
        ["$ACTION_1:0", "x"],
        ["idempotencyKey", "k"],
        ["photo", new File([], "")],
        ["name", "A"],
      ),
      schema,
    );
    expect(fields).toEqual({ ok: true, value: { name: "A" } });
  });

  it("keep a file", () => {
    const photo = new File(["x"], "a.jpg");
    expect(fieldsOf(form(["photo", photo]), schema)).toEqual({ ok: true, value: { photo } });
  });

  it.each([
    [
      "a field twice that is no list",
      [
        ["name", "A"],
        ["name", "B"],
      ],
      "name",
      "action.field.repeated",
    ],
    ["U+0000", [["name", "a\u0000b"]], "name", "action.field.characters"],
    ["10,001 letters", [["name", "a".repeat(10_001)]], "name", "action.field.tooLong"],
    ["20,001 letters where 20,000 may be", [["cms", "a".repeat(20_001)]], "cms", "action.field.tooLong"],
    ["__proto__", [["__proto__", "x"]], "", "action.field.form"],
    ["constructor", [["constructor", "x"]], "", "action.field.form"],
    ["an unknown field", [["role", "admin"]], "", "action.field.form"],
  ] as const)("are refused for %s", (_, entries, field, message) => {
    expect(failures(...entries)).toEqual([{ field, message }]);
  });

  it("are taken with 10,000 letters, and with 20,000 where the schema says so", () => {
    expect(failures(["name", "a".repeat(10_000)])).toBe("taken");
    expect(failures(["cms", "a".repeat(20_000)])).toBe("taken");
  });

  it("never reach the prototype and never throw, whatever is sent", () => {
    const name = fc.oneof(fc.constantFrom("__proto__", "constructor", "toString", "name", "tags", "cms"), fc.string());
    const open = z.object({}).catchall(z.union([z.string(), z.array(z.string())]));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ unit: "binary" }))), (entries) => {
        for (const kind of [schema, open]) {
          const fields = fieldsOf(form(...entries), kind);
          if (fields.ok) expect(Object.getPrototypeOf(fields.value)).toBeNull();
        }
        typedValues(form(...entries));
        expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe("what was typed", () => {
  it("comes back but for passwords, codes, files and what nobody would type", () => {
    const values = typedValues(
      form(
        ["name", "Әсел"],
        ["tags", "one"],
        ["tags", "two"],
        ["password", "secret"],
        ["newPassword", "secret"],
        ["code", "123456"],
        ["reasonCode", "photo"],
        ["photo", new File(["x"], "a.jpg")],
        ["cms", "a".repeat(10_001)],
        ["$ACTION_KEY", "x"],
      ),
    );
    expect(values).toEqual({ name: "Әсел", tags: "one\ntwo", reasonCode: "photo" });
  });
});

describe("an issue's message", () => {
  const keys = (input: unknown) => {
    const strict = z.object({
      name: z.string().min(2),
      age: z.coerce.number().max(9).optional(),
      own: z.string("own.key"),
    });
    const parsed = strict.safeParse(input, { error: keyOfIssue });
    return parsed.success ? [] : errorsOf(parsed.error).map(({ field, message }) => `${field}: ${message}`);
  };

  it("is a key: the schema's own, or one by the kind of issue", () => {
    expect(keys({})).toEqual(["name: action.field.required", "own: own.key"]);
    expect(keys({ name: "", own: "x" })).toEqual(["name: action.field.required"]);
    expect(keys({ name: "a", own: "x" })).toEqual(["name: action.field.tooShort"]);
    expect(keys({ name: "ab", own: "x", age: "10" })).toEqual(["age: action.field.tooLong"]);
    expect(keys({ name: ["ab"], own: "x" })).toEqual(["name: action.field.invalid"]);
  });
});
