import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { failureIn, signWithNcaLayer, type OfferedKeys } from "./sign-with-ncalayer-client";

const documentBase64 = Buffer.from("Өтініш").toString("base64");
const greeting = JSON.stringify({ result: { version: "1.4" } });
let server: WebSocketServer;
let url: string;
let asked: unknown[];

/** NCALayer that greets, knows no module but its own, and answers a request to sign with `answer`; null: it hangs up. */
function answering(answer: unknown): void {
  server.on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      const request = JSON.parse(data.toString("utf8")) as { module: string };
      if (request.module !== "kz.gov.pki.knca.basics") {
        socket.send(JSON.stringify({ status: false, code: "MODULE_NOT_FOUND", message: "" }));
        return;
      }
      asked.push(request);
      if (answer === null) socket.close();
      else socket.send(JSON.stringify(answer));
    });
    socket.send(greeting);
  });
}

const sign = (chain: readonly string[] = [], keys: OfferedKeys = "person") =>
  signWithNcaLayer({ url, chain, keys, documentBase64, locale: "kk" });

beforeEach(async () => {
  asked = [];
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  url = `ws://127.0.0.1:${String(address.port)}`;
});

afterEach(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

describe("signing through NCALayer", () => {
  it("asks for a person's key for signing, and for a detached signature of the very bytes", async () => {
    answering({ status: true, body: { result: ["-----BEGIN CMS-----\nAAAA\nBBBB\n-----END CMS-----\n"] } });
    expect(await sign()).toEqual({ ok: true, value: "AAAABBBB" });
    expect(asked).toEqual([
      {
        module: "kz.gov.pki.knca.basics",
        method: "sign",
        args: {
          allowedStorages: null,
          format: "cms",
          data: documentBase64,
          signingParams: { decode: true, encapsulate: false, digested: false },
          signerParams: { extKeyUsageOids: ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"] },
          locale: "kk",
        },
      },
    ]);
  });

  it.each([
    ["organisation", ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2"]],
    ["any", ["1.3.6.1.5.5.7.3.4"]],
  ] as const)("asks for keys for signing of another kind: %s", async (keys, extKeyUsageOids) => {
    answering({ status: true, body: { result: "AAAA" } });
    expect(await sign([], keys)).toEqual({ ok: true, value: "AAAA" });
    expect(asked).toMatchObject([{ args: { signerParams: { extKeyUsageOids } } }]);
  });

  it("takes a bare text as well as a list, and names another authority only when told to", async () => {
    answering({ status: true, body: { result: "AAAA" } });
    expect(await sign(["Q0E="])).toEqual({ ok: true, value: "AAAA" });
    expect(asked).toMatchObject([{ args: { signerParams: { chain: ["Q0E="] } } }]);
  });

  it.each([
    ["cancelled", { status: true, body: {} }, { kind: "cancelled" }],
    ["an error of its own", { status: false, code: "500", message: "x" }, { kind: "error", code: "500" }],
    ["an error without a code", { status: false }, { kind: "error", code: "—" }],
    ["an empty list", { status: true, body: { result: [] } }, { kind: "error", code: "—" }],
    ["hung up", null, { kind: "closed" }],
  ])("tells %s apart", async (_, answer, error) => {
    answering(answer);
    expect(await sign()).toEqual({ ok: false, error });
  });

  it("says that it is not running when nobody listens, and when somebody else does", async () => {
    server.on("connection", (socket) => {
      socket.send(JSON.stringify({ hello: "world" }));
    });
    expect(await sign()).toEqual({ ok: false, error: { kind: "not-running" } });
    server.close();
    for (const socket of server.clients) socket.terminate();
    expect(await sign()).toEqual({ ok: false, error: { kind: "not-running" } });
  });
});

describe("NCALayer's last words", () => {
  it("are never more than a short code", () => {
    expect(failureIn("no JSON")).toEqual({ kind: "error", code: "—" });
    expect(failureIn(JSON.stringify({ status: false, code: "x".repeat(500) }))).toEqual({
      kind: "error",
      code: "x".repeat(60),
    });
    expect(failureIn(JSON.stringify({ status: false, code: 404 }))).toEqual({ kind: "error", code: "404" });
  });
});
