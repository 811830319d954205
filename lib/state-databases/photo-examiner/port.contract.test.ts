import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/infra/db/client";
import { examiner } from "@/lib/infra/faces/examiner";
import type { GatewaySettings } from "../ask";
import { openPorts } from "../gateway";
import { own } from "../own";
import { iin, noon, purpose } from "../world-for-tests";

const person = iin("900101300007");
const portraits = path.join(import.meta.dirname, "..", "..", "..", "prisma", "datasets", "portraits");
const picture = (name: string) => readFileSync(path.join(portraits, `${name}.jpg`)).toString("base64");

const ask = (settings: Partial<GatewaySettings> = {}) =>
  openPorts({ reader: { kind: "portal" }, purpose, now: noon }, { breakers: new Map(), ...settings })["photo-examiner"];

afterAll(async () => {
  examiner.stop();
  await db.$disconnect();
});

describe.each<[string, Partial<GatewaySettings>]>([
  ["with MOCKS=on", {}],
  ["with MOCKS=off", { source: () => Promise.resolve(own) }],
])("the examiner behind its port, %s", (_, settings) => {
  it("measures a photo", async () => {
    const answer = await ask(settings).photo({ iin: person, picture: picture("p1/new") });
    expect(answer).toMatchObject({ kind: "found", value: { faces: [{}], face: { head: {} } } });
  });

  it("measures a signature sample", async () => {
    const answer = await ask(settings).signatureSample({ iin: person, picture: picture("failing/blank-sample") });
    expect(answer).toMatchObject({ kind: "found", value: { covered: 0, touches: [] } });
  });

  it("does not find what is no picture", async () => {
    const nothing = Buffer.from("no picture").toString("base64");
    expect(await ask(settings).photo({ iin: person, picture: nothing })).toEqual({ kind: "not-found" });
    expect(await ask(settings).signatureSample({ iin: person, picture: nothing })).toEqual({ kind: "not-found" });
  });

  it("is silent when its process is killed in the middle, and answers the next time", async () => {
    const port = ask(settings);
    await port.photo({ iin: person, picture: picture("p1/new") });
    const { examine } = examiner;
    vi.spyOn(examiner, "examine").mockImplementationOnce((...request) => {
      const answer = examine(...request);
      process.kill(examiner.processId() ?? 0, "SIGKILL");
      return answer;
    });
    expect(await port.photo({ iin: person, picture: picture("p2/new") })).toEqual({ kind: "unavailable" });
    expect(await port.photo({ iin: person, picture: picture("p2/new") })).toMatchObject({ kind: "found" });
  });
});

describe("the examiner among the state databases", () => {
  it("leaves a row in the person's access log", async () => {
    const before = await db.accessLog.count({ where: { subject: person, database: "photo-examiner" } });
    await ask().photo({ iin: person, picture: picture("p1/new") });
    expect(await db.accessLog.count({ where: { subject: person, database: "photo-examiner" } })).toBe(before + 1);
  });

  it("meets the console's faults", async () => {
    await db.mockFault.create({ data: { database: "photo-examiner", kind: "error", iin: person } });
    expect(await ask().photo({ iin: person, picture: picture("p1/new") })).toEqual({ kind: "unavailable" });
    await db.mockFault.deleteMany({ where: { iin: person } });
  });

  it("answers fifty at once or says that it cannot, and then again", async () => {
    const port = ask({ timeLimitMs: 30_000 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => port.signatureSample({ iin: person, picture: picture("failing/blank-sample") })),
    );
    const kinds = answers.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["found", "unavailable"]));
    // One at work and sixteen waiting, whenever they come.
    expect(kinds.filter((kind) => kind === "found").length).toBeGreaterThanOrEqual(17);
    expect(await port.signatureSample({ iin: person, picture: picture("failing/blank-sample") })).toMatchObject({
      kind: "found",
    });
  });
});
