import { once } from "node:events";
import type { Duplex } from "node:stream";
import type { Client, Connection, Submittable } from "pg";

/** What pg's connection can do besides, and its types leave out. */
interface CopyConnection {
  readonly stream: Duplex;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

const chunkLength = 1 << 16;

/** Sends rows to `COPY … FROM STDIN`, in PostgreSQL's text format, as fast as they are taken. */
export async function copyIn(client: Client, statement: string, rows: Iterable<string>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.query(new CopyIn(statement, rows, resolve, reject));
  });
}

class CopyIn implements Submittable {
  readonly #statement: string;
  readonly #rows: Iterable<string>;
  readonly #done: () => void;
  readonly #failed: (error: unknown) => void;

  constructor(statement: string, rows: Iterable<string>, done: () => void, failed: (error: unknown) => void) {
    this.#statement = statement;
    this.#rows = rows;
    this.#done = done;
    this.#failed = failed;
  }

  submit(connection: Connection): void {
    connection.query(this.#statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).catch((error: unknown) => {
      connection.sendCopyFail("The rows could not be made");
      this.#failed(error);
    });
  }

  handleError(error: unknown): void {
    this.#failed(error);
  }

  handleCommandComplete(): void {
    // Told again when the connection is ready.
  }

  handleReadyForQuery(): void {
    this.#done();
  }

  async #send(connection: CopyConnection): Promise<void> {
    let text = "";
    const flush = async () => {
      connection.sendCopyFromChunk(Buffer.from(text));
      text = "";
      if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
    };
    for (const row of this.#rows) {
      text += `${row}\n`;
      if (text.length >= chunkLength) await flush();
    }
    if (text !== "") await flush();
    connection.endCopyFrom();
  }
}
