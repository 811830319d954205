import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { services } from "@/lib/services";

const owners = "800101300016 850101400011";

function told(id: string, registered: Readonly<Record<string, string>>) {
  const [concern, ...more] = services.find((one) => one.id === id)?.concerned ?? [];
  expect(more).toEqual([]);
  expect(concern).toMatchObject({ notice: "registered-at-yours", on: "granted" });
  const evidence = { owners: { asked: owners }, registration: registered };
  return concern?.who({ answers: {}, evidence, today: localDate("2026-11-21") });
}

describe("the owners who have agreed", () => {
  it("learn since when the person lives there for good", () => {
    const values = { from: "2026-11-21" };
    expect(told("residence-registration", { registeredFrom: "2026-11-21" })).toEqual(
      owners.split(" ").map((iin) => ({ iin, values })),
    );
  });

  it("learn from when until when the person stays", () => {
    const values = { from: "2026-11-21", until: "2027-02-20" };
    const registered = { registeredFrom: "2026-11-21", registeredTo: "2027-02-20" };
    expect(told("temporary-registration", registered)).toEqual(owners.split(" ").map((iin) => ({ iin, values })));
  });
});
