import { getTranslations } from "next-intl/server";
import { InstructionCard } from "@/components/services/id-card-renewal/instruction-card";
import { SignaturePad } from "@/components/services/id-card-renewal/signature-pad";

const items = ["item1", "item2", "item3", "item4"] as const;

/** What a sample of the signature must be; and a place to draw it. */
export async function SignatureGuide() {
  const t = await getTranslations("services.id-card-renewal.signatureInstruction");
  const drawing = await getTranslations("apply.drawing");
  return (
    <>
      <InstructionCard title={t("title")} items={items.map((item) => t(item))} viewBox="0 0 200 110">
        <path d="M8 8h184v94H8z" className="fill-surface stroke-line-control" strokeWidth="2" />
        <path d="M28 26h144v58H28z" className="fill-none stroke-action" strokeWidth="2" strokeDasharray="5 4" />
        <path
          d="M42 70c6-26 16-36 22-32s-4 34 2 34 12-22 18-22-4 20 4 20 12-18 18-18 0 16 8 16 22-12 44-26"
          className="fill-none stroke-ink"
          strokeWidth="3.500"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </InstructionCard>
      <SignaturePad
        target="sample"
        texts={{
          title: drawing("title"),
          hint: drawing("hint"),
          label: drawing("label"),
          undo: drawing("undo"),
          clear: drawing("clear"),
          use: drawing("use"),
          used: drawing("used"),
          empty: drawing("empty"),
        }}
      />
    </>
  );
}
