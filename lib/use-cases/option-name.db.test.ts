import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/infra/db/client";
import { optionName } from "./option-name";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { removal } from "./removals-for-tests";
import { saveStep } from "./save-step";

vi.setConfig({ testTimeout: 60_000 });
beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

describe("the name of an option in a form", () => {
  it("is an opaque one for a person, another in each application and field, and the value for all else", () => {
    const person = "740312376011";
    const names = [
      optionName("a", "people", person),
      optionName("b", "people", person),
      optionName("a", "for", person),
    ];
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[\w-]{22}$/);
    expect(optionName("a", "people", person)).toBe(names[0]);
    expect(optionName("a", "rka", "0201350001704513")).toBe("0201350001704513");
    expect(optionName("a", "ground", "owner")).toBe("owner");
  });

  it("is all by which an owner can pick somebody: an IIN that they have guessed is answered as one of nobody there", async () => {
    const { id, iin, picked, copyOf, state } = await removal("one-person", "draft");
    const [wife] = picked;
    const tenant = copyOf("950217376037");
    const pick = async (people: string) => {
      const saved = await saveStep({ id, applicant: iin, stage: "people", input: { people } });
      return saved.ok ? "saved" : saved.error;
    };
    const refused = { kind: "invalid", errors: [{ field: "people", message: "choose-one" }] };
    const nobody = "880412341009";
    const elsewhere = optionName("another application", "people", tenant);
    for (const person of [tenant, nobody, elsewhere, `${optionName(id, "people", tenant)} ${wife ?? ""}`])
      expect(await pick(person)).toMatchObject({
        ...refused,
        errors: expect.arrayContaining(refused.errors) as unknown,
      });
    expect((await state()).answers["people"]).toEqual({ people: [wife] });
    expect(await pick(optionName(id, "people", tenant))).toBe("saved");
    expect((await state()).answers["people"]).toEqual({ people: [tenant] });
  });
});
