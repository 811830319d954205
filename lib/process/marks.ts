import { z } from "zod";
import type { Evidence } from "./facts";

const percent = z.number();
const place = z.object({ x: percent, y: percent });

/**
 * Something to be drawn over a picture to show where a rule is not met, in percent of its width and height (a disc's radius: of its
 * width). `wrong` is what was found, `wanted` how it should be. Whatever a mark shows, the refusal's words say as well.
 */
const markSchema = z.discriminatedUnion("shape", [
  z.object({
    shape: z.literal("area"),
    is: z.enum(["wrong", "wanted"]),
    left: percent,
    top: percent,
    width: percent,
    height: percent,
  }),
  z.object({ shape: z.literal("line"), is: z.enum(["wrong", "wanted"]), from: place, to: place }),
  z.object({ shape: z.literal("disc"), is: z.enum(["wrong", "wanted"]), x: percent, y: percent, radius: percent }),
]);
export type Mark = z.infer<typeof markSchema>;

const marksSchema = z.array(markSchema);

/** Marks as a value among the others that a refusal leaves behind. */
export function marked(marks: readonly Mark[]): Evidence {
  return marks.length === 0 ? {} : { marks: JSON.stringify(marks) };
}

/** The marks that a refusal left behind; none when there are none, or they cannot be read. */
export function marksIn(params: Evidence): readonly Mark[] {
  try {
    return marksSchema.parse(JSON.parse(params["marks"] ?? "[]"));
  } catch {
    return [];
  }
}
