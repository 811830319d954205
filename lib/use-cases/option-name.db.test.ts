import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { load } from "./officers-for-tests";
import { optionName } from "./option-name";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { walkApplication } from "./qa/walk";
import { removal } from "./removals-for-tests";
import { saveStep } from "./save-step";

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

  it("is all by which a parent can choose a child: a right guess of an IIN is answered as a wrong one, and nothing is saved", async () => {
    const copied = await copyPerson(iinSchema.parse("840330441141"));
    if (!copied.ok) throw new Error(copied.error);
    const { iin, iins } = copied.value;
    const walked = await walkApplication("address-certificate", iin, "draft", {
      form: {},
      pausesAt: (_state, _kind, stage) => stage === "holder",
    });
    if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
    const { id } = walked;
    const choose = async (person: string) => {
      const saved = await saveStep({ id, applicant: iin, stage: "holder", input: { for: person } });
      return saved.ok ? "saved" : saved.error;
    };
    const child = iinSchema.parse(iins["160512641285"]);
    const [grown, stranger] = [iins["101121541214"] ?? "", "190627648604"];
    const elsewhere = optionName("another application", "for", child);
    for (const person of [child, iin, grown, stranger, elsewhere, "160512641286"])
      expect(await choose(person), person).toEqual({
        kind: "invalid",
        errors: [{ field: "for", message: "choose-one" }],
        kept: {},
      });
    expect((await load(id)).state.answers).not.toHaveProperty("holder");
    expect(await choose(optionName(id, "for", child))).toBe("saved");
    expect((await load(id)).state.answers["holder"]).toEqual({ for: child });
  });
});
