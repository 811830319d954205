import type { PhotoMeasures, SampleMeasures } from "@/lib/state-databases/photo-examiner/port";

type Face = NonNullable<PhotoMeasures["face"]>;

export const goodFace: Face = {
  yaw: 0,
  pitch: 2,
  roll: 0,
  head: { share: 75, chin: { x: 50, y: 85 }, crown: { x: 50, y: 10 } },
  light: { left: 70, right: 70 },
  cheeks: { left: { x: 35, y: 60 }, right: { x: 65, y: 60 } },
  openEyes: { left: 75, right: 75 },
  eyes: { left: { x: 40, y: 45, radius: 4 }, right: { x: 60, y: 45, radius: 4 } },
  sharpness: 140,
};

/** A photo that meets every requirement, with what a test changes about its face and its background. */
export function photoWith(
  face: Partial<Face> = {},
  background: Partial<PhotoMeasures["background"]> = {},
): PhotoMeasures {
  return {
    faces: [{ left: 20, top: 30, width: 60, height: 50 }],
    face: { ...goodFace, ...face },
    background: { plain: 100, light: 88, spots: [], ...background },
  };
}

/** A sample that meets every requirement, with what a test changes about it. */
export function sampleWith(changes: Partial<SampleMeasures> = {}): SampleMeasures {
  return {
    ground: 100,
    strokes: 15,
    covered: 300,
    extent: { left: 10, top: 20, width: 80, height: 60 },
    touches: [],
    ...changes,
  };
}
