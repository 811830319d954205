/** A place on the drawing pad, in its own units; outside of it when the pen has left it. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly Place[];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How far the pen has gone, in the pad's units. */
export function lengthOf(strokes: readonly Stroke[]): number {
  const steps = strokes.flatMap((stroke) =>
    stroke.slice(1).map((place, index) => {
      const before = stroke[index] ?? place;
      return Math.hypot(place.x - before.x, place.y - before.y);
    }),
  );
  return steps.reduce((sum, step) => sum + step, 0);
}

/**
 * The strokes inside a frame with a margin of `margin` units on each side: moved there, and made smaller where they do not fit. Those
 * that fit stay as they were drawn.
 */
export function fitted(strokes: readonly Stroke[], { width, height }: Size, margin: number): readonly Stroke[] {
  const places = strokes.flat();
  if (places.length === 0) return strokes;
  const [left, right] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
  const scale = Math.min(1, (width - 2 * margin) / (right - left || 1), (height - 2 * margin) / (bottom - top || 1));
  const moved = (least: number, size: number, extent: number) => {
    const most = size - margin - extent * scale;
    return Math.min(Math.max(least, margin), Math.max(most, margin));
  };
  const [newLeft, newTop] = [moved(left, width, right - left), moved(top, height, bottom - top)];
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: newLeft + (x - left) * scale, y: newTop + (y - top) * scale })),
  );
}
