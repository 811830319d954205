"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction, type ActionOutcome } from "@/lib/main/server-action";
import { requestOrigin } from "@/lib/main/sign-in-ticket";
import { checkDocument } from "@/lib/use-cases/sealed-documents/check-document";
import { checkFile } from "@/lib/use-cases/sealed-documents/check-file";
import { inFours } from "@/lib/use-cases/sealed-documents/code";

/** People copy spaces and dashes along. */
const digits = (text: string) => text.replaceAll(/[\s\u2010-\u2015-]/g, "");
const errors = "sealed-documents.verify.errors";

/**
 * Whether the portal has given a document: by its number and the last digits of its holder's IIN or BIN, or by the file. The digits travel in the
 * form alone, never in an address; nothing of the file is kept.
 */
export const checkDocumentAction = serverAction({
  name: "check-document",
  who: "public",
  input: z.object({
    by: z.enum(["number", "file"]),
    code: z.string().max(60, `${errors}.codeForm`).transform(digits).default(""),
    digits: z.string().max(20, `${errors}.digitsForm`).transform(digits).default(""),
    file: z.file().optional(),
  }),
  // Whole offices check from one address; wrong digits are counted document by document.
  limit: { points: 300, seconds: 3_600 },
  run: ({ input }) => (input.by === "file" ? byFile(input.file) : byNumber(input.code, input.digits)),
});

async function byFile(file: File | undefined): Promise<ActionOutcome> {
  if (!file) return wrong([["file", "fileMissing"]]);
  const check = await checkFile(file);
  return check.kind === "genuine" ? result(check.code, check.pass) : wrong([["file", check.kind]]);
}

async function byNumber(code: string, lastDigits: string): Promise<ActionOutcome> {
  const problems = [
    ...(/^[0-9]{16}$/.test(code) ? [] : [["code", "codeForm"] as const]),
    ...(/^[0-9]{4}$/.test(lastDigits) ? [] : [["digits", "digitsForm"] as const]),
  ];
  if (problems.length > 0) return wrong(problems, code);
  const { address } = await requestOrigin();
  const check = await checkDocument(code, lastDigits, address);
  switch (check.kind) {
    case "genuine":
      return result(code, check.pass);
    case "unknown":
      return wrong([["code", "unknown"]], code);
    case "too-many":
      return wrong([["code", "tooMany"]], code);
  }
}

async function result(code: string, pass: string): Promise<ActionOutcome> {
  return { redirect: `/${await getLocale()}/verify?document=${code}&pass=${pass}` };
}

/** `code`: the number of a document is no secret, and is not typed twice. */
function wrong(problems: readonly (readonly [field: string, message: string])[], code = ""): ActionOutcome {
  return {
    status: "invalid",
    ...(code === "" ? {} : { kept: { code: inFours(code) } }),
    errors: problems.map(([field, message]) => ({ field, message: `${errors}.${message}` })),
  };
}
