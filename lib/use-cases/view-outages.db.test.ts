import { afterAll, expect, it } from "vitest";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { unansweredQuestions, viewOutages } from "./view-outages";

afterAll(() => db.$disconnect());

const subject = "900101300007";

function asked(database: string, answer: string, minutesAgo: number) {
  const at = new Date(realNow().getTime() - minutesAgo * 60_000);
  return { at, readerKind: "portal", subject, database, operation: "any", purpose: "id-card-renewal", answer };
}

it("is what has answered nobody for ten minutes, however much else was asked meanwhile", async () => {
  const busy = Array.from({ length: 1_000 }, (_, index) => asked("individuals", "found", 9 - index / 1_000));
  const silence = [
    asked("social-status", "unavailable", 30),
    asked("social-status", "not-found", 20),
    // What cannot be believed is no answer either.
    asked("social-status", "invalid-answer", 12),
    asked("social-status", "unavailable", 11),
  ];
  const hiccup = [asked("documents", "found", 30), asked("documents", "unavailable", 9)];
  const unheard = [asked("messages", "unavailable", 30)];
  await db.accessLog.createMany({
    data: [...silence, ...hiccup, ...unheard, ...busy, asked("social-status", "unavailable", 0)],
  });

  const unanswered = await unansweredQuestions();
  expect(unanswered.map(({ database }) => database).toSorted()).toEqual(["documents", "social-status"]);
  const [outage, ...more] = await viewOutages();
  expect(more).toEqual([]);
  expect(outage?.database).toBe("social-status");
  const minutes = (realNow().getTime() - (outage?.since.getTime() ?? 0)) / 60_000;
  expect(minutes).toBeGreaterThan(11.9);
  expect(minutes).toBeLessThan(13);
});
