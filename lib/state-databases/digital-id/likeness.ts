import "server-only";
import { examiner } from "@/lib/infra/faces/examiner";
import { DatabaseFailure } from "../adapter";

/**
 * How alike the faces of two pictures are, 0…1: 1 is the same person, and a picture without a face is like nobody. Rejects with
 * DatabaseFailure when one of them is no picture, and when the faces cannot be compared now.
 */
export async function faceLikeness(reference: Uint8Array, picture: Uint8Array, signal?: AbortSignal): Promise<number> {
  try {
    const likeness = await examiner.examine({ operation: "likeness", picture, reference }, signal);
    if (typeof likeness === "number") return likeness;
  } catch (cause) {
    throw new DatabaseFailure("person", { cause });
  }
  throw new DatabaseFailure("person");
}
