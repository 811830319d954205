import { createServer } from "node:http";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { answerUnavailable, noteFailure, statusOf } from "./unavailable";

const away = Object.assign(new Error("no connection"), { code: "P1001" });

beforeAll(answerUnavailable);
afterEach(() => vi.restoreAllMocks());

async function answered(status: number): Promise<{ status: number; retryAfter: string | null }> {
  const server = createServer((_, response) => {
    response.statusCode = status;
    response.end();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const answer = await fetch(`http://127.0.0.1:${String(port)}/`);
  server.close();
  return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
}

it("a page that fails for another reason is an error", async () => {
  noteFailure(new Error("a mistake of ours"));
  expect(await answered(500)).toEqual({ status: 500, retryAfter: null });
});

it("a page that fails while the database is away says 503, and when to come again", async () => {
  noteFailure(away);
  expect(await answered(500)).toEqual({ status: 503, retryAfter: "5" });
  expect((await answered(200)).status).toBe(200);
  expect((await answered(404)).status).toBe(404);
});

it("is over two seconds after the last failure", () => {
  const now = performance.now();
  const clock = vi.spyOn(performance, "now").mockReturnValue(now);
  noteFailure(away);
  clock.mockReturnValue(now + 1_999);
  expect(statusOf(500)).toBe(503);
  clock.mockReturnValue(now + 2_000);
  expect(statusOf(500)).toBe(500);
});
