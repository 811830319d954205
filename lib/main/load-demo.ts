import "@/lib/main/environment";

// A static import would read the settings before they are taken over from the portal.
const { loadDemoIfEmpty } = await import("./demo-dataset");
const { db } = await import("@/lib/infra/db/client");

try {
  const counts = await loadDemoIfEmpty();
  if (counts !== null) process.stdout.write(`Loaded the demo dataset: ${String(counts["persons"])} people\n`);
} finally {
  await db.$disconnect();
}
