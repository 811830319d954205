import { readFileSync } from "node:fs";
import { expect, officers, test } from "../fixtures/test";

// People and a street of the demo dataset; whoever is copied keeps their names.
const names = /Есжан|Тұрсынов|Қожахметова|Сарыарқа/;

test("nothing that the portal has logged in all these tests names a person", async ({ cabinet, citizen, qa }) => {
  const file = process.env["PORTAL_LOG"];
  if (file === undefined) throw new Error("PORTAL_LOG is not set: run these tests by `npm test`.");
  await qa.fault({ database: "documents", kind: "error", iin: citizen });
  await qa.walk(citizen, "draft").catch(() => undefined);
  await cabinet.goto(`/kk/cabinet?q=${citizen}`);
  await cabinet.request.get(`/kk/cabinet/applications/${citizen}`);
  await cabinet.request.post("/api/auth/signin/credentials", { form: { iin: citizen, password: "not it" } });
  await expect.poll(() => readFileSync(file, "utf8").includes("state-database-failed")).toBe(true);
  const log = readFileSync(file, "utf8");
  expect(log).toContain("worker-started");
  expect(log).not.toContain(citizen);
  expect(log.match(/(?<!\d)\d{12}(?!\d)/g)).toBeNull();
  expect(log.match(/\+7\d{10}/g)).toBeNull();
  expect(log).not.toMatch(names);
  for (const officer of Object.values(officers)) expect(log).not.toContain(officer);
});
