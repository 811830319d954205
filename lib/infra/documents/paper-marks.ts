import "server-only";
import { ink, type Canvas } from "./paper-canvas";

/** The portal's mark: an open door with light behind it. */
export function drawDoor(canvas: Canvas, x: number, y: number): void {
  const { pen } = canvas;
  pen.save().translate(x, y).scale(0.76);
  pen.path("M6 4h28v36H6z").fill(ink.gold);
  pen.path("M6 4 23 9.5v34L6 40z").fill(ink.brand);
  pen.path("M3 40V1.5h34V40").lineWidth(3).stroke(ink.brand);
  pen.circle(18.7, 26, 1.7).fill(ink.gold);
  pen.restore();
}

/** A line with the pages' ornament in its middle. */
export function drawOrnament(canvas: Canvas, y: number): void {
  const { pen, left, width } = canvas;
  const scale = 0.62;
  const half = (96 * scale) / 2;
  const middle = left + width / 2;
  const level = y + 20.5 * scale;
  pen.lineWidth(1).strokeColor(ink.sky);
  pen.moveTo(left, level).lineTo(middle - half, level);
  pen.moveTo(middle + half, level).lineTo(left + width, level);
  pen.stroke();
  pen
    .save()
    .translate(middle - half, y)
    .scale(scale)
    .lineWidth(1 / scale)
    .path(ornament)
    .stroke(ink.sky)
    .restore();
}

const ornament =
  "M0 20.5H40.5C45 20.5 48 17.5 48 12.5C48 6 44 2.5 38.5 2.5C33 2.5 29.5 6 29.5 10.3C29.5 14.2 32.3 16.8 35.8 16.8C38.8 16.8 41 14.7 41 12.1C41 9.9 39.5 8.4 37.6 8.4C36 8.4 34.9 9.5 34.9 10.9M96 20.5H55.5C51 20.5 48 17.5 48 12.5C48 6 52 2.5 57.5 2.5C63 2.5 66.5 6 66.5 10.3C66.5 14.2 63.7 16.8 60.2 16.8C57.2 16.8 55 14.7 55 12.1C55 9.9 56.5 8.4 58.4 8.4C60 8.4 61.1 9.5 61.1 10.9M14 15.5l2.5-2.5 2.5 2.5-2.5 2.5zM77 15.5l2.5-2.5 2.5 2.5-2.5 2.5z";
