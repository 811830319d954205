import "server-only";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Config, FaceResult, Point as MeshPoint } from "@vladmandic/human";
import type { Eye, FoundFace, Pixels, Point } from "./geometry";

export interface SeenFace extends FoundFace {
  /** What tells one face from another: 1024 numbers. */
  readonly descriptor: readonly number[];
}

export interface FaceModel {
  /** Every face in an upright colour picture, from left to right. */
  readonly findFaces: (picture: Pixels) => Promise<readonly SeenFace[]>;
  /** How alike two faces are, 0…1, by their descriptors. */
  readonly likeness: (first: readonly number[], second: readonly number[]) => number;
}

/** More faces than this are as wrong as this many. */
const mostFaces = 6;
const leastConfidence = 0.3;
/** Points of the face mesh. Left and right are those of the picture. */
const mesh = {
  forehead: 10,
  chin: 152,
  cheeks: { left: 50, right: 280 },
  eyes: { left: [33, 133], right: [362, 263] },
} as const;

/** A tensor is passed through and never looked at. */
interface Tensor {
  readonly shape: readonly number[];
}

/** What is used of the package's own build for Node.js and WASM, which comes without types. */
interface ModelProgram {
  readonly Human: new (config: Partial<Config>) => {
    readonly load: () => Promise<void>;
    readonly detect: (
      input: Tensor,
    ) => Promise<{ readonly face: readonly FaceResult[]; readonly error: string | null }>;
    readonly match: { readonly similarity: (first: readonly number[], second: readonly number[]) => number };
    readonly tf: {
      readonly tensor: (data: Uint8Array, shape: readonly number[], type: "int32") => Tensor;
      readonly dispose: (tensor: Tensor) => void;
    };
  };
}

const nodeRequire = createRequire(import.meta.url);

/** Loads the face model from the files of its packages; nothing is fetched from anywhere. Throws when one is missing. */
export async function loadFaceModel(): Promise<FaceModel> {
  readFilesByFetch();
  const humanDirectory = path.dirname(path.dirname(nodeRequire.resolve("@vladmandic/human")));
  const wasmDirectory = path.dirname(nodeRequire.resolve("@tensorflow/tfjs-backend-wasm/package.json"));
  // Not an export of the package: the builds that are exported want a native library, or a browser.
  const { Human } = nodeRequire(path.join(humanDirectory, "dist", "human.node-wasm.js")) as ModelProgram;
  const human = new Human({
    backend: "wasm",
    wasmPath: `${path.join(wasmDirectory, "dist")}${path.sep}`,
    modelBasePath: pathToFileURL(`${path.join(humanDirectory, "models")}${path.sep}`).href,
    debug: false,
    cacheSensitivity: 0,
    filter: { enabled: false },
    gesture: { enabled: false },
    body: { enabled: false },
    hand: { enabled: false },
    object: { enabled: false },
    segmentation: { enabled: false },
    face: {
      enabled: true,
      detector: { rotation: false, maxDetected: mostFaces, minConfidence: leastConfidence },
      mesh: { enabled: true },
      iris: { enabled: true },
      description: { enabled: true },
      emotion: { enabled: false },
      antispoof: { enabled: false },
      liveness: { enabled: false },
    },
  });
  await human.load();
  return {
    findFaces: async ({ data, width, height }) => {
      const tensor = human.tf.tensor(data, [1, height, width, 3], "int32");
      try {
        const { face, error } = await human.detect(tensor);
        if (error !== null) throw new Error("The face model failed");
        return face.map(seenFace).toSorted((a, b) => a.box.left - b.box.left);
      } finally {
        human.tf.dispose(tensor);
      }
    },
    likeness: (first, second) => human.match.similarity(first, second),
  };
}

function seenFace({ box: [left, top, width, height], mesh: points, rotation, embedding = [] }: FaceResult): SeenFace {
  const at = (index: number) => pointOf(points[index]);
  const eye = ([outer, inner]: readonly [number, number]): Eye => {
    const [a, b] = [at(outer), at(inner)];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, radius: Math.hypot(a.x - b.x, a.y - b.y) / 2 };
  };
  const degrees = (radians = 0) => (radians * 180) / Math.PI;
  return {
    box: { left, top, width, height },
    yaw: degrees(rotation?.angle.yaw),
    pitch: degrees(rotation?.angle.pitch),
    roll: degrees(rotation?.angle.roll),
    forehead: at(mesh.forehead),
    chin: at(mesh.chin),
    cheeks: { left: at(mesh.cheeks.left), right: at(mesh.cheeks.right) },
    eyes: { left: eye(mesh.eyes.left), right: eye(mesh.eyes.right) },
    descriptor: embedding,
  };
}

function pointOf(point: MeshPoint | undefined): Point {
  if (!point) throw new Error("The face model gave no mesh");
  return { x: point[0], y: point[1] };
}

/** The model's loader knows no way to its files but `fetch`, which in Node.js reads no files. Everything else it would fetch is refused. */
function readFilesByFetch(): void {
  globalThis.fetch = async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith("file:")) throw new Error("The examination of photos reaches nothing outside");
    return new Response(await readFile(fileURLToPath(url)));
  };
}
