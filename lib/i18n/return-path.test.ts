import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./return-path";

describe("safeReturnPath", () => {
  it.each(["/kk", "/ru/services?q=%D1%81", "/", "/en/apply/1/review?from=2"])("keeps %s", (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    ["/kk/cabinet/applications/1/documents/receipt", "/kk/cabinet/applications/1"],
    ["/ru/cabinet/applications/1/documents/receipt?x=1", "/ru/cabinet/applications/1"],
    ["/en/cabinet/applications/1/signatures/2/cms", "/en/cabinet/applications/1/signatures"],
    ["/kk/cabinet/consents/1/signature/2/cms", "/kk/cabinet/consents/1/signature"],
    ["/kk/staff/tasks/1/signatures/2/cms", "/kk/staff/tasks/1/signatures"],
    ["/kk/apply/1/sign/document", "/kk/apply/1/sign"],
    ["/kk/cabinet/documents", "/kk/cabinet/documents"],
    ["/kk/cabinet/consents/1/signature", "/kk/cabinet/consents/1/signature"],
  ])("leads from the file %s to its page", (path, page) => {
    expect(safeReturnPath(path)).toBe(page);
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/kk",
    "javascript:alert(1)",
    "kk",
    "",
    "/\t/evil.example",
    "/kk\r\nSet-Cookie: a=b",
    "/.//evil.example",
    "/kk/..//evil.example",
    `/${"a".repeat(2000)}`,
    undefined,
    null,
    7,
    ["/kk"],
  ])("refuses %j", (path) => {
    expect(safeReturnPath(path)).toBeUndefined();
  });

  it("never leaves the site, whatever is given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (text) => {
        const path = safeReturnPath(text);
        if (path !== undefined) expect(new URL(path, "https://portal.example").origin).toBe("https://portal.example");
      }),
    );
  });
});
