import { getLocale } from "next-intl/server";
import type { FileKeyMessages } from "@/components/process/sign-with-file-key";
import { messagesOf } from "@/lib/i18n/messages";

/** The words of the form that signs with a key file, in the reader's language. */
export async function fileKeyMessages(): Promise<FileKeyMessages> {
  return messagesOf(await getLocale()).signing.fileKey;
}
