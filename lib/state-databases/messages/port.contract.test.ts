import { describe, expect, test } from "vitest";
import { db } from "@/lib/infra/db/client";
import { openPorts } from "../gateway";
import { iin, noon, purpose } from "../world-for-tests";
import type { Messages } from "./port";

const receiver = iin("900101300007");
const sms = { channel: "sms", to: "+77010000001", iin: receiver, text: "Код: 123456", code: "123456" } as const;

/** What every sender of messages does. */
export function describeContract(makePort: () => Messages): void {
  test("takes a message under its key, and the same again", async () => {
    const once = await makePort().send({ key: "code-1", ...sms });
    expect(once).toEqual({ kind: "found", value: { key: "code-1" } });
    expect(await makePort().send({ key: "code-1", ...sms, text: "something else" })).toEqual(once);
  });

  test("takes an e-mail without a code", async () => {
    const request = { key: "mail-1", channel: "email", to: "a@example.kz", iin: receiver, text: "Дайын" } as const;
    expect(await makePort().send(request)).toEqual({ kind: "found", value: { key: "mail-1" } });
  });
}

describe("the mock of SMS 1414 and e-mail", () => {
  describeContract(() => openPorts({ reader: { kind: "portal" }, purpose, now: noon }).messages);

  test("keeps each message once, as it was first sent, for the console", async () => {
    const kept = await db.mockMessage.findMany({ orderBy: { key: "asc" }, omit: { at: true } });
    expect(kept).toEqual([
      { key: "code-1", ...sms },
      { key: "mail-1", channel: "email", to: "a@example.kz", iin: receiver, text: "Дайын", code: null },
    ]);
  });
});
