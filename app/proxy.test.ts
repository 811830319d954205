import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { localeHeader } from "@/lib/i18n/locale";
import { proxy } from "@/proxy";

const origin = "https://portal.example";

function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  return proxy(new NextRequest(new URL(path, origin), { headers, method }));
}

/** A header of the request as the pages will see it. */
function passedOn(response: Response, name: string): string | null {
  return response.headers.get(`x-middleware-request-${name}`);
}

function nonceOf(policy: string | null): string {
  const nonce = /'nonce-([^']+)'/.exec(policy ?? "")?.[1];
  if (nonce === undefined) throw new Error("no nonce");
  return nonce;
}

describe("the language", () => {
  it.each([
    ["/", {}, "/kk"],
    ["/", { "accept-language": "ru-RU,ru;q=0.9" }, "/ru"],
    ["/", { "accept-language": "ru", cookie: "locale=en" }, "/en"],
    ["/", { "accept-language": "ru", cookie: "locale=xx" }, "/ru"],
    ["/services?q=1", {}, "/kk/services?q=1"],
    ["/kkk/help", {}, "/kk/kkk/help"],
    ["/KK", {}, "/kk/KK"],
  ])("%s with %j leads to %s, on this site", (path, headers, expected) => {
    const response = ask(path, headers);
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe(origin + expected);
  });

  it.each(["/kk", "/ru/services", "/api/qa/scenarios", "/api", "/icon.svg"])("%s stays where it is", (path) => {
    expect(ask(path).headers.get("location")).toBeNull();
  });

  it("leaves what is posted alone: a redirect would lose it", () => {
    expect(ask("/services", {}, "POST").headers.get("location")).toBeNull();
  });

  it("reads the page to which another page has sent a form on", () => {
    const sentOn = ask("/kk/session-ended?next=%2Fkk", { referer: `${origin}/kk/apply/x/region` }, "POST");
    expect(sentOn.status).toBe(303);
    expect(sentOn.headers.get("location")).toBe(`${origin}/kk/session-ended?next=%2Fkk`);
  });

  it.each([
    ["/kk/apply/x/region", { referer: `${origin}/kk/apply/x/region?from=review` }],
    ["/kk/apply/x/region", { referer: `${origin}/kk/help`, "next-action": "x" }],
    ["/kk/appearance", { referer: `${origin}/kk/help` }],
    ["/kk/apply/x/region", {}],
    ["/kk/apply/x/region", { referer: "no address" }],
    ["/api/qa/people", { referer: `${origin}/kk/qa` }],
  ])("lets a form reach %s with %j", (path, headers) => {
    expect(ask(path, headers, "POST").headers.get("location")).toBeNull();
  });

  it("tells the pages the language of the address, whatever the client claims", () => {
    const response = ask("/ru/help", { [localeHeader]: "en", cookie: "locale=kk" });
    expect(passedOn(response, localeHeader)).toBe("ru");
  });

  it("remembers a new language once, out of reach of scripts", () => {
    expect(ask("/ru/help").headers.get("set-cookie")).toMatch(/^locale=ru;.*Secure; HttpOnly; SameSite=lax/);
    expect(ask("/ru/help", { cookie: "locale=ru" }).headers.get("set-cookie")).toBeNull();
  });
});

describe("the headers", () => {
  it.each(["/kk", "/", "/api/qa/scenarios"])("protect %s", (path) => {
    const { headers } = ask(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("'strict-dynamic'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
  });

  it.each(["/kk/apply/1/sign", "/ru/staff/tasks/1/confirm"])("let %s call NCALayer", (path) => {
    const policy = ask(path).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("connect-src 'self' wss://127.0.0.1:13579 https://127.0.0.1:24680;");
  });

  it.each(["/kk/apply/1/sign/document", "/kk/apply/1/review", "/kk/cabinet/sign", "/api/apply/1/sign", "/kk/staff"])(
    "let %s call nobody but the portal",
    (path) => {
      expect(ask(path).headers.get("content-security-policy")).toContain("connect-src 'self';");
    },
  );

  it("give every answer its own nonce, the same to the page as to the browser", () => {
    const [one, two] = [ask("/kk"), ask("/kk")];
    const nonce = nonceOf(one.headers.get("content-security-policy"));
    expect(nonce).not.toBe(nonceOf(two.headers.get("content-security-policy")));
    expect(nonceOf(passedOn(one, "content-security-policy"))).toBe(nonce);
  });

  it("do not let a client choose the nonce", () => {
    const response = ask("/kk", { "content-security-policy": "script-src 'nonce-mine'" });
    expect(passedOn(response, "content-security-policy")).not.toContain("mine");
  });
});
