import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { addressBehind, clientAddress, markPeers } from "./client-address";

describe("the address that limits go by", () => {
  it.each([
    ["no proxy: the header is the client's own words", "203.0.113.7", "1.1.1.1", 0, "203.0.113.7"],
    ["one proxy: what it wrote", "10.0.0.1", "1.1.1.1, 203.0.113.7", 1, "203.0.113.7"],
    ["two proxies: what the outer one wrote", "10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"],
    ["a proxy that wrote nothing", "10.0.0.1", null, 1, "10.0.0.1"],
    ["IPv4 in IPv6's clothes", "::ffff:203.0.113.7", null, 0, "203.0.113.7"],
    ["IPv6: the household's 64 bits", "2001:db8:0:1:aaaa:bbbb:cccc:dddd", null, 0, "2001:db8:0:1"],
    ["IPv6 written short", "2001:db8::1", null, 0, "2001:db8:0:0"],
    ["loopback", "::1", null, 0, "0:0:0:0"],
    ["nothing at all", null, null, 0, "unknown"],
    ["no address", "<script>", null, 0, "unknown"],
  ])("%s", (_, peer, forwardedFor, hops, expected) => {
    expect(addressBehind(peer, forwardedFor, hops)).toBe(expected);
  });

  it("comes from the socket, whatever the client claims", async () => {
    markPeers();
    const seen = await new Promise<string>((resolve) => {
      const server = http.createServer((request, response) => {
        const headers = new Headers();
        for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
        response.end();
        server.close();
        resolve(clientAddress(headers));
      });
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo;
        const headers = { "x-forwarded-for": "6.6.6.6", "x-portal-peer": "6.6.6.6" };
        void fetch(`http://127.0.0.1:${String(port)}/`, { headers });
      });
    });
    expect(seen).toBe("127.0.0.1");
  });
});
