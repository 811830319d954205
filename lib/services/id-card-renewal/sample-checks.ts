import type { Evidence, Known } from "@/lib/process/facts";
import { marked } from "@/lib/process/marks";
import { passed, refused } from "@/lib/process/stages";
import type { SampleMeasures } from "@/lib/state-databases/photo-examiner/port";
import { areaMarks, edgeAreas, signatureSampleRequirements } from "./photo-rules";
import { check } from "./stage-kinds";

const sample = { clause: "S4 §3.9", group: "signature-sample", returnsTo: "signature-sample" } as const;
const examined = { ...sample, uses: ["sampleMeasures"] } as const;

/** The signature sample has enough pixels to be printed. */
export const sampleHasEnoughPixels = check({
  ...sample,
  id: "signature-sample-pixels",
  uses: [],
  judge: (_, { answers }) => {
    const { width = 0, height = 0 } = answers["signature-sample"]?.sample ?? {};
    const { minWidth, minHeight } = signatureSampleRequirements;
    return width >= minWidth && height >= minHeight
      ? passed()
      : refused("sample-too-few-pixels", values({ width, height, minWidth, minHeight }));
  },
});

/** Something is written, and it is writing. */
export const sampleIsWritten = check({
  ...examined,
  id: "signature-sample-strokes",
  judge: ({ sampleMeasures }) => {
    const measures = measuresIn(sampleMeasures);
    const { leastCovered, mostCovered } = signatureSampleRequirements;
    if (measures.covered < leastCovered) return refused("sample-blank");
    return measures.covered <= mostCovered
      ? passed()
      : refused("sample-no-writing", values({ covered: Math.round(measures.covered / 100), most: mostCovered / 100 }));
  },
});

/** The strokes are dark, what they stand on is light. */
export const sampleIsDarkOnLight = check({
  ...examined,
  id: "signature-sample-contrast",
  judge: ({ sampleMeasures }) => {
    const { ground, strokes, covered } = measuresIn(sampleMeasures);
    const { leastGround, leastContrast, leastCovered } = signatureSampleRequirements;
    if (ground >= leastGround && (covered < leastCovered || ground - strokes >= leastContrast)) return passed();
    return refused(
      "sample-not-dark-on-light",
      values({ ground, leastGround, contrast: ground - strokes, leastContrast }),
    );
  },
});

/** No stroke runs out of the picture. */
export const sampleIsInsideTheFrame = check({
  ...examined,
  id: "signature-sample-frame",
  judge: ({ sampleMeasures }) => {
    const { touches } = measuresIn(sampleMeasures);
    const [edge] = touches;
    return edge === undefined
      ? passed()
      : refused("sample-out-of-frame", { edge, ...marked(areaMarks(edgeAreas(touches))) });
  },
});

/** A picture that the examiner could not open, or would not speak of, is blank: it is never taken unexamined. */
const blank: SampleMeasures = { ground: 100, strokes: 100, covered: 0, extent: null, touches: [] };

function measuresIn(fact: Known<SampleMeasures>): SampleMeasures {
  return fact.kind === "found" ? fact.value : blank;
}

/** Measures as the values of a message. */
function values(numbers: Readonly<Record<string, number>>): Evidence {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
}
