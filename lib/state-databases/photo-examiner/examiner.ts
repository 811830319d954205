import "server-only";
import { found, type Answer } from "@/lib/kernel/answer";
import { ExaminerFailed, type Examiner } from "@/lib/infra/faces/examiner";
import { DatabaseFailure, type Adapter, type Call } from "../adapter";
import { photoMeasuresSchema, sampleMeasuresSchema, type PhotoExaminer } from "./port";

/** The portal's own examiner behind its port. There is no mock of it: it is the same whether the state databases are played or not. */
export function photoExaminer(examiner: Pick<Examiner, "examine">): Adapter<PhotoExaminer> {
  const examine = async <T>(
    operation: "photo" | "signature-sample",
    picture: string,
    schema: { parse: (value: unknown) => T },
    { signal }: Call,
  ): Promise<Answer<T>> => {
    const measured = await asked(() =>
      examiner.examine({ operation, picture: Buffer.from(picture, "base64") }, signal),
    );
    return measured === null ? { kind: "not-found" } : found(schema.parse(measured));
  };
  return {
    photo: ({ picture }, call) => examine("photo", picture, photoMeasuresSchema, call),
    signatureSample: ({ picture }, call) => examine("signature-sample", picture, sampleMeasuresSchema, call),
  };
}

/** A full queue, and a picture that the process died over, say nothing about the next picture; a process that does not start does. */
async function asked<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (cause) {
    throw new DatabaseFailure(cause instanceof ExaminerFailed && cause.isDown ? "database" : "person", { cause });
  }
}
