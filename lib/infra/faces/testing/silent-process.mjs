// Stands in for a process that never becomes ready.
process.on("disconnect", () => process.exit());
process.on("message", () => undefined);
