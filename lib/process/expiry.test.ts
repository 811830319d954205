import { expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { reminderAt, reminderBefore } from "./expiry";

it("is nine in the morning by the clocks of Kazakhstan, whatever the server's zone", () => {
  expect(reminderAt(localDate("2026-12-10"))).toEqual(new Date("2026-12-10T04:00:00Z"));
});

it("comes so many days before the last one, over the ends of months and years", () => {
  expect(reminderBefore(localDate("2026-12-20"), 10)).toEqual(new Date("2026-12-10T09:00:00+05:00"));
  expect(reminderBefore(localDate("2027-01-05"), 10)).toEqual(new Date("2026-12-26T09:00:00+05:00"));
  expect(reminderBefore(localDate("2027-03-05"), 10)).toEqual(new Date("2027-02-23T09:00:00+05:00"));
  expect(reminderBefore(localDate("2026-12-20"), 0)).toEqual(new Date("2026-12-20T09:00:00+05:00"));
});
