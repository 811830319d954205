import { getTranslations } from "next-intl/server";
import { InstructionCard } from "@/components/services/id-card-renewal/instruction-card";

const items = ["item1", "item2", "item3", "item4", "item5", "item6", "item7", "item8"] as const;

/** What a document photo must be. */
export async function PhotoGuide() {
  const t = await getTranslations("services.id-card-renewal.photoInstruction");
  return (
    <InstructionCard title={t("title")} items={items.map((item) => t(item))} viewBox="0 0 256 250">
      <path d="M10 10h162v208H10z" fill="#f1f6f8" className="stroke-line-control" strokeWidth="2" />
      <path d="M28 218c4-28 28-36 46-40h34c18 4 42 12 46 40z" fill="#2b7f96" />
      <path d="M77 150v24c8 12 20 12 28 0v-24z" fill="#f2d3b3" stroke="#a8795a" strokeWidth="2" />
      <path
        d="M47 96c0-46 20-66 44-66s44 20 44 66c0 40-22 72-44 72s-44-32-44-72z"
        fill="#f2d3b3"
        stroke="#a8795a"
        strokeWidth="2"
      />
      <path
        d="M47 96c-4-52 20-72 44-72s48 20 44 72c-4-24-14-38-24-42-16 10-44 8-52 4-6 8-10 22-12 38z"
        fill="#2a2220"
      />
      <path
        d="M64 100h14M104 100h14M91 104v18l-6 4M78 142c8 5 18 5 26 0"
        fill="none"
        stroke="#2a2220"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <g className="fill-none stroke-action" strokeWidth="2">
        <path d="M47 24h148M91 168h104" strokeDasharray="5 4" />
        <path d="M186 28v136M180 36l6-9 6 9M180 156l6 9 6-9" />
      </g>
      <path d="M91 10v208" className="stroke-action" strokeWidth="1.500" strokeDasharray="3 6" />
      <text x="91" y="240" textAnchor="middle" className="fill-ink" fontSize="16">
        35 × 45
      </text>
      <text x="196" y="102" className="fill-ink" fontSize="15">
        70–80 %
      </text>
    </InstructionCard>
  );
}
