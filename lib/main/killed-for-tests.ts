import pg from "pg";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { runWaitingJobs } from "@/lib/infra/jobs";
import { mocks } from "@/lib/state-databases/mocks";
import { carryOutEffect } from "@/lib/use-cases/carry-out-effect";
import { signApplication } from "@/lib/use-cases/sign-application";

/** A process of the portal that is killed, as by `kill -9`, at a named point of its work: for the tests of what is left behind. */
const orderSchema = z.discriminatedUnion("deed", [
  z.object({
    deed: z.literal("sign"),
    point: z.enum(["before-commit", "after-commit"]),
    request: z.object({ id: z.uuid(), applicant: iinSchema, nonce: z.string(), cms: z.string() }),
  }),
  z.object({
    deed: z.literal("work"),
    point: z.enum(["before-commit", "after-commit", "before-send", "after-send", "before-ack"]),
    /** The operation of a state database that the points around sending are about. */
    operation: z.string(),
  }),
]);
type Order = z.infer<typeof orderSchema>;

function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
}

const textOf = (query: unknown): string =>
  typeof query === "string" ? query : z.object({ text: z.string() }).catch({ text: "" }).parse(query).text;

/** Dies at the commit of the first transaction that has stored events. */
function dieAtCommit(point: "before-commit" | "after-commit"): void {
  const storing = new WeakSet<object>();
  const original: (...args: unknown[]) => unknown = Reflect.get(pg.Client.prototype, "query");
  Reflect.set(pg.Client.prototype, "query", async function query(this: object, ...args: unknown[]): Promise<unknown> {
    const text = textOf(args[0]);
    if (/INSERT INTO "portal"\."application_event"/.test(text)) storing.add(this);
    const isCommit = /^\s*COMMIT/i.test(text) && storing.has(this);
    if (isCommit && point === "before-commit") await die();
    const result: unknown = await Reflect.apply(original, this, args);
    return isCommit ? die() : result;
  });
}

function dieAtSending(point: "before-send" | "after-send", operation: string): void {
  const { around } = mocks;
  const dying: typeof around = async (call, answer) => {
    if (call.operation !== operation) return around(call, answer);
    if (point === "before-send") return die();
    await around(call, answer);
    return die();
  };
  Reflect.set(mocks, "around", dying);
}

async function carryOut(order: Order): Promise<void> {
  const { point } = order;
  if (point === "before-commit" || point === "after-commit") dieAtCommit(point);
  if (order.deed === "sign") {
    await signApplication(order.request);
    return;
  }
  if (point === "before-send" || point === "after-send") dieAtSending(point, order.operation);
  for (let round = 0; round < 20; round += 1) {
    await runWaitingJobs(
      "effect",
      async (data) => {
        await carryOutEffect(data);
        const isOrder = "kind" in data && data.kind === "place-order";
        if (point === "before-ack" && isOrder) await die();
      },
      true,
    );
  }
}

await carryOut(orderSchema.parse(JSON.parse(process.argv[2] ?? "")));
// Whoever comes here was not killed: the test has to know.
process.exit(0);
