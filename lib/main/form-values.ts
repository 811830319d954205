import { z } from "zod";
import { err, ok, type Result } from "@/lib/kernel/result";
import { idempotencyField, type FieldError } from "./action-state";

/** Unless the schema itself allows a text to be longer. */
const mostCharacters = 10_000;
const mostFields = 200;
const neverEchoed = /password|^(code|pin)$/i;

type Fields = Readonly<Record<string, string | File | (string | File)[]>>;

/** How often a field may stand in a form, as its schema says. */
function arity(schema: z.core.$ZodType | undefined): "one" | "list" | "either" {
  if (schema instanceof z.ZodArray) return "list";
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return arity(schema.def.innerType);
  }
  if (schema instanceof z.ZodPipe) return arity(schema.def.in);
  if (schema instanceof z.ZodUnion) {
    return schema.def.options.some((option) => arity(option) !== "one") ? "either" : "one";
  }
  return "one";
}

/** A file control without a choice. The framework reads its missing name as the word "undefined". */
function isLeftEmpty(file: File): boolean {
  return file.size === 0 && (file.name === "" || file.name === "undefined");
}

function isFramework(name: string): boolean {
  return name.startsWith("$ACTION_");
}

function longest(schema: z.core.$ZodType | undefined): number {
  if (schema instanceof z.ZodString) return Math.max(mostCharacters, schema.maxLength ?? 0);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return longest(schema.def.innerType);
  }
  return schema instanceof z.ZodPipe ? longest(schema.def.in) : mostCharacters;
}

function problemOf(value: string | File, schema: z.core.$ZodType): string | undefined {
  if (typeof value !== "string") return undefined;
  if (value.length > longest(schema)) return "action.field.tooLong";
  return value.includes("\u0000") ? "action.field.characters" : undefined;
}

/**
 * A form's fields as an object with no prototype, or what is wrong with the form as such. A field that the schema does not name is
 * refused, unless the schema has a catchall; one stands in it once unless its schema is a list. A file control left empty is no field at all. The framework's own fields and the idempotency key are left out.
 */
export function fieldsOf(form: FormData, schema: z.ZodObject): Result<Fields, readonly FieldError[]> {
  const fields: Record<string, string | File | (string | File)[]> = Object.create(null) as Record<string, never>;
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  const errors: FieldError[] = [];
  const names = new Set(form.keys());
  if (names.size > mostFields) return err([{ field: "", message: "action.field.form" }]);
  for (const name of names) {
    if (isFramework(name) || name === idempotencyField) continue;
    if (name === "__proto__" || name.length > 200) return err([{ field: "", message: "action.field.form" }]);
    const values = form.getAll(name).filter((value) => typeof value === "string" || !isLeftEmpty(value));
    const known = Object.hasOwn(shape, name) ? shape[name] : schema.def.catchall;
    if (known === undefined) return err([{ field: "", message: "action.field.form" }]);
    const problem = values.map((value) => problemOf(value, known)).find((found) => found !== undefined);
    if (problem !== undefined) errors.push({ field: name, message: problem });
    const kind = arity(known);
    const [first] = values;
    if (kind === "list" || (kind === "either" && values.length > 1)) fields[name] = values;
    else if (values.length > 1) errors.push({ field: name, message: "action.field.repeated" });
    else if (first !== undefined) fields[name] = first;
  }
  return errors.length > 0 ? err(errors) : ok(fields);
}

/** What was typed, to be given back: no password, no code, no file, nothing that no person would type. */
export function typedValues(form: FormData): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  for (const [name, value] of [...form.entries()].slice(0, mostFields)) {
    if (typeof value !== "string" || isFramework(name) || name === "__proto__" || name === idempotencyField) continue;
    const before = values.get(name);
    const together = before === undefined ? value : `${before}\n${value}`;
    if (!neverEchoed.test(name) && together.length <= mostCharacters) values.set(name, together);
  }
  return Object.fromEntries(values);
}

/** zod's words are for programmers: what a schema gives no message of its own gets a key of the messages. */
export function keyOfIssue(issue: z.core.$ZodRawIssue): string {
  const empty = issue.input === undefined || issue.input === "";
  switch (issue.code) {
    case "invalid_type":
      return empty ? "action.field.required" : "action.field.invalid";
    case "too_small":
      return empty ? "action.field.required" : "action.field.tooShort";
    case "too_big":
      return "action.field.tooLong";
    case "unrecognized_keys":
      return "action.field.form";
    case "invalid_format":
    case "not_multiple_of":
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "invalid_value":
    case "custom":
      return empty ? "action.field.required" : "action.field.invalid";
  }
}

/** One error a field: the first, for the rest often follows from it. */
export function errorsOf(error: z.ZodError): readonly FieldError[] {
  const first = new Map<string, FieldError>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "");
    if (!first.has(field)) first.set(field, { field, message: issue.message });
  }
  return [...first.values()];
}
