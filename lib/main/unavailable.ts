import "server-only";
import { ServerResponse } from "node:http";
import { isDatabaseAway } from "./failure";

/** Milliseconds for which a failed page counts as one whose database is away, once a page has failed for that reason. */
const remembered = 2_000;
const retryAfterSeconds = "5";

let awayUntil = 0;

/** Takes note of why a page has failed: the framework tells before it answers. */
export function noteFailure(error: unknown): void {
  if (isDatabaseAway(error)) awayUntil = performance.now() + remembered;
}

/** The status of a failed answer: 503 while PostgreSQL is away, so that whoever asks knows to come again. */
export function statusOf(status: number): number {
  return status === 500 && performance.now() < awayUntil ? 503 : status;
}

/** Lets every answer of this process pass through `statusOf`: the framework itself knows only 500. */
export function answerUnavailable(): void {
  const original: unknown = Reflect.get(ServerResponse.prototype, "writeHead");
  if (typeof original !== "function") return;
  Reflect.set(
    ServerResponse.prototype,
    "writeHead",
    function writeHead(this: ServerResponse, status: number, ...rest: unknown[]): unknown {
      const answered = statusOf(status);
      if (answered !== status) this.setHeader("Retry-After", retryAfterSeconds);
      const written: unknown = Reflect.apply(original, this, [answered, ...rest]);
      return written;
    },
  );
}
