"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { requestOrigin } from "@/lib/main/sign-in-ticket";
import { checkDocument } from "@/lib/use-cases/sealed-documents/check-document";

/** People copy spaces and dashes along. */
const digits = (text: string) => text.replaceAll(/[\s\u2010-\u2015-]/g, "");
const code = z
  .string()
  .max(60, "sealed-documents.verify.errors.codeForm")
  .transform(digits)
  .pipe(z.string().regex(/^[0-9]{16}$/, "sealed-documents.verify.errors.codeForm"));
const lastDigits = z
  .string()
  .max(20, "sealed-documents.verify.errors.digitsForm")
  .transform(digits)
  .pipe(z.string().regex(/^[0-9]{4}$/, "sealed-documents.verify.errors.digitsForm"));

/** Whether the portal has given a document. The digits of the IIN travel in the form alone, never in an address. */
export const checkDocumentAction = serverAction({
  name: "check-document",
  who: "public",
  input: z.object({ code, digits: lastDigits }),
  // Whole offices check from one address; wrong digits are counted document by document.
  limit: { points: 300, seconds: 3_600 },
  run: async ({ input }) => {
    const { address } = await requestOrigin();
    const check = await checkDocument(input.code, input.digits, address);
    switch (check.kind) {
      case "genuine":
        return { redirect: `/${await getLocale()}/verify?document=${input.code}&pass=${check.pass}` };
      case "unknown":
      case "too-many": {
        const message = `sealed-documents.verify.errors.${check.kind === "unknown" ? "unknown" : "tooMany"}`;
        return { status: "invalid", errors: [{ field: "code", message }] };
      }
    }
  },
});
