import { setTimeout as wait } from "node:timers/promises";
import { kill, processesOf } from "../fixtures/processes";
import { expect, test } from "../fixtures/test";

const persona = "940416412502";
const together = 3;

test("kill -9 of PostgreSQL while people submit: acknowledged is kept, the rest is whole or not there, 503 meanwhile", async ({
  cabinet,
  citizen,
  qa,
}) => {
  test.setTimeout(180_000);
  const others = await Promise.all(
    Array.from({ length: together }, () => qa.personLike("expires-in-20-days", persona)),
  );
  for (const iin of [citizen, ...others]) await qa.walk(iin, "draft");
  const [portal] = processesOf(/next/);

  const acknowledged = [await qa.walk(citizen, "signed")];
  const submitting = others.map((iin) => qa.walk(iin, "signed").catch(() => null));
  await wait(300);
  kill(/postgres.* -D/);

  const statuses = new Set<number>();
  await expect
    .poll(
      async () => {
        const started = performance.now();
        const answer = await cabinet.request.get("/kk/cabinet");
        expect(performance.now() - started, "an answer within seconds").toBeLessThan(8_000);
        statuses.add(answer.status());
        return statuses.has(503) && answer.status() === 200;
      },
      { timeout: 60_000, intervals: [50] },
    )
    .toBe(true);
  expect([...statuses].toSorted()).toEqual([200, 503]);
  expect(processesOf(/next/)).toEqual([portal]);

  acknowledged.push(...(await Promise.all(submitting)).filter((one) => one !== null));
  for (const { id, number } of acknowledged) {
    const kept = await qa.application(id);
    expect(kept.number).toBe(number);
    expect(kept.events.filter(({ type }) => type === "document-signed")).toHaveLength(1);
  }
  // Whoever saw no answer does it again, and it becomes one application.
  for (const iin of [citizen, ...others]) {
    const { id } = await qa.walk(iin, "in-review");
    const { events } = await qa.application(id);
    expect(events.filter(({ type }) => type === "document-signed")).toHaveLength(1);
    expect(events.filter(({ type }) => type === "order-confirmed")).toHaveLength(2);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  }
});
