import { describe, expect, it } from "vitest";
import { documentAnswer } from "./document-answer";

const request = { kind: "receipt", locale: "kk", page: "/kk/cabinet/applications/1" };

describe("a sealed document's address", () => {
  it("gives the file, by its name in whatever letters", async () => {
    const bytes = new TextEncoder().encode("%PDF-");
    const answer = await documentAnswer(request, () => Promise.resolve({ bytes, name: "Қолхат 1.pdf" }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain("UTF-8''%D2%9A%D0%BE");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(await answer.text()).toBe("%PDF-");
  });

  it("leads on to a page where there is no such document", async () => {
    const answer = await documentAnswer(request, () => Promise.resolve(null));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/kk/not-found"]);
  });

  it("leads back with an error number where it could not be made", async () => {
    const answer = await documentAnswer(request, () => Promise.reject(new Error("no key")));
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(
      /^\/kk\/cabinet\/applications\/1\?failed=[0-9A-Z]{4}-[0-9A-Z]{4}#documents$/,
    );
  });
});
