import { beforeEach, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { idle } from "@/lib/main/action-state";
import type { ServerAction } from "@/lib/main/server-action";
import { giveOrganisationPassword, giveSignature } from "./actions";
import { organisationPage, signInPage, signUpPage } from "./addresses";

const answers = vi.hoisted(() => ({ start: {}, signed: {} }));

vi.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("kk") }));
vi.mock("@/lib/main/server-action", () => {
  type Definition = { input: z.ZodObject; run: (call: { input: unknown }) => Promise<unknown> };
  const serverAction =
    ({ input, run }: Definition) =>
    (_: unknown, form: FormData) =>
      run({ input: input.strict().parse(Object.fromEntries(form)) });
  return { serverAction };
});
vi.mock("@/lib/main/sign-in-ticket", () => ({
  requestOrigin: () => Promise.resolve({ address: "10.0.0.1", userAgent: null }),
  holdTicket: () => Promise.resolve(),
  completeSignIn: () => Promise.resolve(),
  heldTicket: () => Promise.resolve(),
}));
vi.mock("@/lib/use-cases/sign-in/start-sign-in", () => ({ startSignIn: () => Promise.resolve(answers.start) }));
vi.mock("@/lib/use-cases/sign-in/sign-in-with-eds", () => ({ signInWithEds: () => Promise.resolve(answers.signed) }));
vi.mock("@/lib/use-cases/sign-in/send-code", () => ({ sendCode: () => Promise.resolve({ kind: "sent" }) }));
vi.mock("@/lib/use-cases/sign-in/check-code", () => ({}));
vi.mock("@/lib/use-cases/sign-in/mobile-sign-in", () => ({}));
vi.mock("@/lib/use-cases/sign-in/set-password", () => ({}));

const there = "/kk/apply/00000000-0000-4000-8000-000000000000/contacts";
const elsewhere = ["//evil.kz", "https://evil.kz/", "/\\evil.kz", "javascript:alert(1)", "/\tevil", "kk/organisation"];

/** Where an action leads whoever fills its form in. */
async function leads(action: ServerAction, fields: Readonly<Record<string, string>>): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const outcome = await action(idle, form);
  return "redirect" in outcome ? outcome.redirect : outcome;
}

describe("the password of an organisation's account", () => {
  const give = (next: string) =>
    leads(giveOrganisationPassword, { bin: "160440007161", iin: "", password: "a password", next });
  const right = (needsCode: boolean) => {
    answers.start = { kind: "right", ticket: "a ticket", needsCode };
  };

  it("leads back to where the session ended, by way of the code where a number is linked", async () => {
    right(false);
    expect(await give(there)).toBe(there);
    right(true);
    expect(await give(there)).toBe(`/kk/sign-in/code?${new URLSearchParams({ next: there }).toString()}`);
  });

  it.each(elsewhere)("leads to no other place: %s", async (next) => {
    right(false);
    expect(await give(next)).toBe("/kk/organisation");
    right(true);
    expect(await give(next)).toBe("/kk/sign-in/code");
  });
});

describe("a key", () => {
  const give = (fields: Readonly<Record<string, string>>) =>
    leads(giveSignature, { challenge: "a text", cms: "a signature", for: "sign-in", ...fields });
  const signed = (isEntity: boolean, hasAccount = true) => {
    answers.signed = { ok: true, value: { ticket: "a ticket", isEntity, hasAccount } };
  };
  beforeEach(() => {
    signed(true);
  });

  it("of an organisation leads back from the organisations' page, and also whoever makes the account first", async () => {
    expect(await give({ door: "organisation", next: there })).toBe(there);
    expect(await give({ door: "organisation", for: "account", next: there })).toBe(there);
    signed(true, false);
    expect(await give({ door: "organisation", for: "account", next: there })).toBe(
      `/kk/sign-in/new-password?${new URLSearchParams({ next: there }).toString()}`,
    );
  });

  it("of a person leads back from one's own page", async () => {
    signed(false);
    expect(await give({ next: there })).toBe(there);
    expect(await give({ for: "account", next: there })).toBe("/kk/cabinet/profile?told=account");
  });

  it("of the other kind leads home: what is an organisation's opens to nobody as themselves, nor the other way round", async () => {
    expect(await give({ next: there })).toBe("/kk/organisation");
    signed(false);
    expect(await give({ door: "organisation", next: there })).toBe("/kk/cabinet");
    signed(false, false);
    expect(await give({ door: "organisation", for: "account", next: there })).toBe("/kk/sign-in/new-password");
  });

  it.each(elsewhere)("leads to no other place: %s", async (next) => {
    expect(await give({ door: "organisation", next })).toBe("/kk/organisation");
    signed(false);
    expect(await give({ next })).toBe("/kk/cabinet");
  });
});

describe("the doors", () => {
  it.each([
    [organisationPage, "/kk/sign-in/organisation"],
    [signInPage, "/kk/sign-in"],
    [signUpPage, "/kk/sign-up"],
  ])("carry the way back, and no other: %o", (door, path) => {
    expect(door("kk", there)).toBe(`${path}?${new URLSearchParams({ next: there }).toString()}`);
    for (const next of [...elsewhere, undefined, [there]]) expect(door("kk", next)).toBe(path);
  });
});
