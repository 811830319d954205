import { getTranslations } from "next-intl/server";
import { DatasetForm } from "./dataset-form";
import { Panel } from "./panel";

/** Where a world of one's own is brought in. */
export async function DatasetPanel() {
  const t = await getTranslations("qa.dataset");
  const action = await getTranslations("action");
  const file = await getTranslations("ui.file");
  return (
    <Panel id="dataset" title={t("title")} hint={t("hint")}>
      <DatasetForm
        texts={{
          file: t("file"),
          mode: t("mode"),
          merge: t("merge"),
          replace: t("replace"),
          load: t("load"),
          wrong: t("wrong"),
          required: action("field.required"),
        }}
        chooser={{ choose: file("choose"), none: file("none") }}
      />
    </Panel>
  );
}
