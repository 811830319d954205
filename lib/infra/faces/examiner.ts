import "server-only";
import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { log } from "@/lib/infra/log";
import { processMessageSchema, type ExaminationRequest, type ProcessMessage } from "./examination";

export interface ExaminerSettings {
  /** The program of the process, and what Node.js is told to run it with. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** So many may wait; whoever comes then is turned away. */
  readonly mostWaiting: number;
  /** In milliseconds: for the start of the process, for one examination, and how long it stays without work. */
  readonly startWithin: number;
  readonly answerWithin: number;
  readonly idleFor: number;
  /** A process that has grown beyond this is replaced after its examination. */
  readonly mostMegabytes: number;
}

/** Examines pictures one at a time, in a process of its own. */
export interface Examiner {
  /**
   * What the process measured; null when the bytes are no picture. Rejects with ExaminerBusy when too many wait already, with
   * ExaminerFailed when the process could not be started, died over this picture or took too long.
   */
  readonly examine: (request: ExaminationRequest, signal?: AbortSignal) => Promise<unknown>;
  /** The process at work, if there is one. */
  readonly processId: () => number | undefined;
  /** Ends the process; the next examination starts another. */
  readonly stop: () => void;
}

export class ExaminerBusy extends Error {
  override readonly name = "ExaminerBusy";
}

export class ExaminerFailed extends Error {
  override readonly name = "ExaminerFailed";
  /** No process could be started: the next picture will fare no better. */
  readonly isDown: boolean;

  constructor(message: string, isDown = false, options?: ErrorOptions) {
    super(message, options);
    this.isDown = isDown;
  }
}

interface Waiting {
  readonly request: ExaminationRequest;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function makeExaminer(settings: ExaminerSettings): Examiner {
  const waiting: Waiting[] = [];
  let child: ChildProcess | undefined;
  let isWorking = false;
  let idle: NodeJS.Timeout | undefined;

  function stop(): void {
    clearTimeout(idle);
    child?.removeAllListeners();
    // Listening for errors goes on: one that comes after the end would else end this process.
    child?.on("error", () => undefined);
    child?.kill("SIGKILL");
    child = undefined;
  }

  async function start(): Promise<ChildProcess> {
    const started = fork(settings.program, [], {
      execArgv: [...settings.arguments],
      // Neither the portal's secrets nor its settings: it needs none, and what it opens comes from strangers.
      env: { NODE_ENV: "production" },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child = started;
    // Having one must keep nobody alive: a program that has done its work ends, and the process with it.
    started.unref();
    started.channel?.unref();
    try {
      if ((await answerOf(started, settings.startWithin)).kind === "ready") return started;
    } catch (cause) {
      throw new ExaminerFailed("The process does not start", true, { cause });
    }
    throw new ExaminerFailed("The process says something else than that it is ready", true);
  }

  async function examined({ request }: Waiting): Promise<unknown> {
    const running = child?.connected === true ? child : await start();
    const answer = answerOf(running, settings.answerWithin);
    running.send(request);
    const message = await answer;
    if (message.kind !== "examined") throw new ExaminerFailed("The examination failed");
    if (message.megabytes > settings.mostMegabytes) {
      log.info("examiner-replaced", { reason: "grown", count: message.megabytes });
      stop();
    }
    return message.value;
  }

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    clearTimeout(idle);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (next.signal?.aborted === true) {
        next.reject(new ExaminerFailed("Nobody waits for it any more"));
        continue;
      }
      try {
        next.resolve(await examined(next));
      } catch (error) {
        log.warn("examiner-replaced", { reason: "failed", error });
        stop();
        next.reject(
          error instanceof ExaminerFailed
            ? error
            : new ExaminerFailed("The process cannot be spoken to", false, { cause: error }),
        );
      }
    }
    isWorking = false;
    idle = setTimeout(stop, settings.idleFor).unref();
  }

  return {
    examine: (request, signal) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= settings.mostWaiting) {
          reject(new ExaminerBusy("Too many pictures wait already"));
          return;
        }
        waiting.push({ request, signal, resolve, reject });
        void work();
      }),
    processId: () => child?.pid,
    stop,
  };
}

/** The next thing that a process says. Rejects when it ends first, or says nothing in time. */
async function answerOf(child: ChildProcess, withinMs: number): Promise<ProcessMessage> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      settle();
      const parsed = processMessageSchema.safeParse(message);
      if (parsed.success) resolve(parsed.data);
      else reject(new ExaminerFailed("The process speaks another language"));
    };
    const onEnd = () => {
      settle();
      reject(new ExaminerFailed("The process has ended"));
    };
    const timer = setTimeout(() => {
      settle();
      reject(new ExaminerFailed("The process takes too long"));
    }, withinMs);
    const settle = () => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onEnd).off("error", onEnd);
    };
    child.on("message", onMessage).on("exit", onEnd).on("error", onEnd);
  });
}

/** The portal's examiner, with a queue so short that the last in it is still answered within the gateway's patience. */
export const examiner = makeExaminer({
  program: path.join(process.cwd(), "lib", "infra", "faces", "process.ts"),
  arguments: ["--conditions=react-server", "--import", "tsx"],
  mostWaiting: 16,
  startWithin: 15_000,
  answerWithin: 8_000,
  idleFor: 120_000,
  mostMegabytes: 700,
});
