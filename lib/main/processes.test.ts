import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pauseBefore } from "./child";
import { claim, isAlive, runs, signal } from "./processes";
import { readSecrets } from "./secrets";

let directory = "";

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "portal-processes-"));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

function endedProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

it("tells a process that lives from one that has ended", () => {
  expect([isAlive(process.pid), isAlive(endedProcess())]).toEqual([true, false]);
});

it("tells a program from another one of the same number", () => {
  expect([runs(process.pid, "node"), runs(process.pid, "no such program")]).toEqual([true, false]);
});

it("does not mind that the process to be ended is gone", () => {
  expect(() => {
    signal(endedProcess(), "SIGTERM");
  }).not.toThrow();
});

it("gives a file to one process, and to the next once that one has ended", () => {
  const file = path.join(directory, "claimed");
  expect(claim(file, "node")).toBeUndefined();
  expect(claim(file, "node")).toBe(process.pid);
  expect(claim(file, "no such program")).toBeUndefined();
  writeFileSync(file, String(endedProcess()));
  expect(claim(file, "node")).toBeUndefined();
  expect(Number(readFileSync(file, "utf8"))).toBe(process.pid);
});

it("waits longer before each start in a row, and never longer than half a minute", () => {
  expect([1, 2, 3, 5, 6, 7, 100].map(pauseBefore)).toEqual([1_000, 2_000, 4_000, 16_000, 30_000, 30_000, 30_000]);
});

it("keeps the portal's secrets readable by this user alone", () => {
  const made = readSecrets(directory);
  expect(statSync(path.join(directory, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(Buffer.from(made.serverActionsKey, "base64")).toHaveLength(32);
  expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
  expect(readSecrets(directory)).toEqual(made);
});

it("names damaged secrets instead of making others", () => {
  writeFileSync(path.join(directory, "secrets.json"), "{}");
  expect(() => readSecrets(directory)).toThrow(/damaged/);
});
