import { WebSocketServer } from "ws";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { log } from "@/lib/infra/log";
import { answerOfNcaLayer, greeting } from "@/lib/use-cases/qa/played-ncalayer";

/** The largest message taken, in bytes: a document in base64 with an authority's chain. */
const mostBytes = 4 * 1024 * 1024;

/**
 * NCALayer, played: a process of its own, as the real one is a program of its own on the person's computer. The supervisor starts it
 * where mocks are on and NCALAYER_URL is a `ws:` address; it listens on this machine alone.
 */
function play(url: URL): void {
  const server = new WebSocketServer({ host: "127.0.0.1", port: Number(url.port), maxPayload: mostBytes });
  server.on("error", (error) => {
    log.error("ncalayer-failed", { error });
    process.exitCode = 1;
    server.close();
  });
  server.on("connection", (socket, { url: address }) => {
    // Where many computers are played at once, the address says at whose this one stands, and whose key is on their token: `?iin=…&bin=…`.
    const asked = address !== undefined && URL.canParse(address, url) ? new URL(address, url).searchParams : null;
    const desk = asked && { iin: asked.get("iin"), bin: asked.get("bin") };
    socket.on("error", (error) => {
      log.warn("ncalayer-connection-failed", { error });
    });
    socket.on("message", (data, isBinary) => {
      if (isBinary || !Buffer.isBuffer(data)) {
        socket.close();
        return;
      }
      void answerOfNcaLayer(data.toString("utf8"), desk)
        .catch((error: unknown) => {
          log.error("ncalayer-failed", { error });
          return null;
        })
        .then((answer) => {
          if (answer === null) socket.close();
          else socket.send(answer);
        });
    });
    socket.send(greeting);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      void db.$disconnect().finally(() => process.exit(0));
    });
  }
}

if (env.mocks && env.playedNcaLayer !== undefined) play(new URL(env.playedNcaLayer));
