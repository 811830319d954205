import { passed, refused } from "@/lib/process/stages";
import { check } from "./stage-kinds";

/** The person has found no mistake in what GBD FL holds of them. */
export const dataIsConfirmed = check({
  id: "data-confirmed",
  clause: "S4 §8",
  uses: [],
  returnsTo: "personal-data",
  judge: (_, { answers }) => (answers["personal-data"]?.correct === "yes" ? passed() : refused("data-reported-wrong")),
});
