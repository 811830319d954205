import "server-only";
import { getTranslations } from "next-intl/server";
import type { PictureTexts } from "@/components/process/image-field";
import { actionTexts } from "@/lib/main/action-texts";
import type { Service } from "@/lib/process/define-service";

/** What is wrong with a picture before anybody looks at what it shows. */
const pictureProblems = [
  "picture-required",
  "picture-empty",
  "picture-too-many-bytes",
  "picture-not-a-picture",
  "picture-too-many-pixels",
  "picture-damaged",
  "picture-busy",
] as const;

/** The key under which a form finds the words for an error of a step's field. */
export function errorKey(service: Service, code: string): string {
  return pictureProblems.some((problem) => problem === code)
    ? `apply.errors.${code}`
    : `services.${service.id}.errors.${code}`;
}

/** Every error that saving a step can bring, in words, by its key. `maxBytes`: the largest picture that the step takes. */
export async function errorTexts(
  service: Service,
  maxBytes: number | undefined,
): Promise<Readonly<Record<string, string>>> {
  const t = await getTranslations("apply.errors");
  const megabytes = String(Math.floor((maxBytes ?? 0) / (1024 * 1024)));
  const texts = await actionTexts(`services.${service.id}.errors`, "apply.errors");
  return { ...texts, "apply.errors.picture-too-many-bytes": t("picture-too-many-bytes", { megabytes }) };
}

/** The words around a picture that is chosen, and around a portrait in its frame. */
export async function pictureTexts(): Promise<Omit<PictureTexts, "tooLarge">> {
  const t = await getTranslations("apply.picture");
  const file = await getTranslations("ui.file");
  const portrait = await getTranslations("apply.portrait");
  return {
    current: t("current"),
    replace: t("replace"),
    chosen: t("chosen"),
    file: { choose: file("choose"), none: file("none") },
    portrait: {
      title: portrait("title"),
      hint: portrait("hint"),
      preview: portrait("preview"),
      zoom: portrait("zoom"),
      across: portrait("across"),
      down: portrait("down"),
      turn: portrait("turn"),
      reset: portrait("reset"),
      // The numbers come in the browser.
      held: portrait("held", { width: "{width}", height: "{height}" }),
      tooFew: portrait("tooFew"),
      working: portrait("working"),
    },
  };
}
