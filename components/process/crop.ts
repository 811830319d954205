/** Width and height, in any one unit. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture lies in a frame that it always fills. */
export interface Crop {
  /** 1 is as small as fills the frame. */
  readonly zoom: number;
  /** Where in the picture the frame lies, from one end of what is possible (-1) to the other (1). */
  readonly x: number;
  readonly y: number;
  /** Degrees clockwise. */
  readonly turn: number;
}

export const wholePicture: Crop = { zoom: 1, x: 0, y: 0, turn: 0 };

/** Where a picture is drawn: its middle, from the frame's middle and along its own axes, in the frame's unit; its scale; its angle in radians. */
interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

/** How far the picture can be moved to either side before the frame is empty somewhere, and its scale and angle. */
function room(picture: Size, frame: Size, { zoom, turn }: Pick<Crop, "zoom" | "turn">) {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  // The frame as wide and as high as it is along the picture's axes.
  const across = frame.width * cos + frame.height * sin;
  const down = frame.width * sin + frame.height * cos;
  const scale = zoom * Math.max(across / picture.width, down / picture.height);
  return { angle, scale, x: (picture.width * scale - across) / 2, y: (picture.height * scale - down) / 2 };
}

/** Where a picture is drawn for a crop. The frame is filled, whatever the crop. */
export function placementOf(picture: Size, frame: Size, crop: Crop): Placement {
  const { angle, scale, x, y } = room(picture, frame, crop);
  return { angle, scale, x: -crop.x * x, y: -crop.y * y };
}

/** The crop after the picture was pulled by so much, in the frame's unit; it goes no further than it can. */
export function pulled(picture: Size, frame: Size, crop: Crop, dx: number, dy: number): Crop {
  const { angle, x, y } = room(picture, frame, crop);
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  const down = -dx * Math.sin(angle) + dy * Math.cos(angle);
  const moved = (from: number, by: number, most: number) =>
    most < 1e-9 ? from : Math.min(1, Math.max(-1, from - by / most));
  return { ...crop, x: moved(crop.x, along, x), y: moved(crop.y, down, y) };
}

/** The size of what the frame holds, in the picture's own pixels, but no higher than `most`. */
export function croppedSize(picture: Size, frame: Size, crop: Crop, most: number): Size {
  const { scale } = room(picture, frame, crop);
  const height = Math.min(most, Math.round(frame.height / scale));
  return { width: Math.round((height * frame.width) / frame.height), height };
}

/** Whether a picture has the frame's shape, at most so many percent off. */
export function hasShape(picture: Size, frame: Size, tolerancePercent: number): boolean {
  const [actual, exact] = [picture.width * frame.height, picture.height * frame.width];
  return Math.abs(actual - exact) * 100 <= exact * tolerancePercent;
}
