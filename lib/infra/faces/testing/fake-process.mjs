// Stands in for the process that examines pictures; what it does is told by the first byte of a picture.
process.on("disconnect", () => process.exit());
process.on("message", ({ picture }) => {
  switch (picture[0]) {
    case 1: // dies
      process.kill(process.pid, "SIGKILL");
      break;
    case 2: // hangs
      for (;;);
    case 3: // has grown
      process.send({ kind: "examined", value: process.pid, megabytes: 10_000 });
      break;
    case 4: // fails
      process.send({ kind: "failed" });
      break;
    case 5: // takes its time
      setTimeout(() => process.send({ kind: "examined", value: process.pid, megabytes: 1 }), 50);
      break;
    default:
      process.send({ kind: "examined", value: process.pid, megabytes: 1 });
  }
});
process.send({ kind: "ready" });
