import "@/lib/main/environment";

const { loadDatasetFile, problemLine } = await import("./demo-dataset");
const { db } = await import("@/lib/infra/db/client");
const { env } = await import("@/lib/infra/env");

const usage = "Usage: npm run dataset:load -- FILE [--merge]";

async function load(): Promise<number> {
  const [file, ...others] = process.argv.slice(2).filter((argument) => argument !== "--merge");
  if (file === undefined || others.length > 0 || file.startsWith("-")) return say(usage, 2);
  if (!env.mocks) return say("There are no mocks to load a dataset into: MOCKS is off.", 2);
  const loaded = await loadDatasetFile(file, process.argv.includes("--merge") ? "merge" : "replace");
  if (!loaded.ok) {
    return say(
      ["The dataset was not loaded; nothing has changed.", ...loaded.error.errors.map(problemLine)].join("\n"),
      1,
    );
  }
  const counts = Object.entries(loaded.value.counts).map(([name, count]) => `  ${name}: ${String(count)}`);
  return say(["The dataset is loaded:", ...counts].join("\n"), 0);
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

try {
  process.exitCode = await load();
} catch (error) {
  process.exitCode = say(error instanceof Error ? error.message : String(error), 1);
} finally {
  await db.$disconnect();
}
