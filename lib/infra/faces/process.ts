import "server-only";
import { decodeColour } from "./decode";
import { examinationRequestSchema, type ExaminationRequest, type ProcessMessage } from "./examination";
import { lookedAt, measurePhoto } from "./measure-photo";
import { measureSample } from "./measure-sample";
import { loadFaceModel, type FaceModel } from "./model";

async function examine(request: ExaminationRequest, model: FaceModel): Promise<unknown> {
  switch (request.operation) {
    case "photo":
      return measurePhoto(request.picture, model);
    case "signature-sample":
      return measureSample(request.picture);
    case "likeness":
      return likeness(request.picture, request.reference, model);
  }
}

/** How alike the largest faces of two pictures are, 0…1; 0 where one shows none, null where one is no picture. */
async function likeness(first: Uint8Array, second: Uint8Array, model: FaceModel): Promise<number | null> {
  const descriptors: (readonly number[])[] = [];
  for (const bytes of [first, second]) {
    const picture = await decodeColour(bytes, lookedAt);
    if (!picture) return null;
    const [largest] = (await model.findFaces(picture)).toSorted((a, b) => b.box.width - a.box.width);
    descriptors.push(largest?.descriptor ?? []);
  }
  const [a = [], b = []] = descriptors;
  return a.length === 0 || b.length === 0 ? 0 : model.likeness(a, b);
}

function say(message: ProcessMessage): void {
  process.send?.(message);
}

// It belongs to the process that started it, and goes with it however that one ends.
process.on("disconnect", () => process.exit());
const model = await loadFaceModel();
process.on("message", (message: unknown) => {
  const request = examinationRequestSchema.safeParse(message);
  if (!request.success) {
    say({ kind: "failed" });
    return;
  }
  examine(request.data, model).then(
    (value) => {
      say({ kind: "examined", value, megabytes: Math.round(process.memoryUsage().rss / 2 ** 20) });
    },
    () => {
      say({ kind: "failed" });
    },
  );
});
say({ kind: "ready" });
