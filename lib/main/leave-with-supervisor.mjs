// A supervisor that is killed cannot end its children; the channel to it closes all the same, and they go by themselves.
process.on("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(process.pid, "SIGKILL"), 10_000).unref();
});
