import "server-only";
import { examiner } from "@/lib/infra/faces/examiner";
import type { AdapterSource } from "./ask";
import { photoExaminer } from "./photo-examiner/examiner";

/** What is asked like a state database but is the portal's own: there with MOCKS=off too, and never played. */
export const own: AdapterSource = {
  around: async (call, answer) => ({ ...(await answer()), about: call.subject }),
  adapters: { "photo-examiner": () => Promise.resolve(photoExaminer(examiner)) },
};
