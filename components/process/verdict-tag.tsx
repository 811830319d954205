import { getTranslations } from "next-intl/server";
import { Tag } from "@/components/ui/tag";
import type { ShownSignature } from "@/lib/use-cases/view-application";

const tones = { valid: "success", invalid: "error", unknown: "warning" } as const;

/** What has come of verifying a stored signature again. */
export async function VerdictTag({ verdict }: { verdict: ShownSignature["verdict"] }) {
  const t = await getTranslations("signing.stored");
  return <Tag tone={tones[verdict]} text={t(verdict)} />;
}
