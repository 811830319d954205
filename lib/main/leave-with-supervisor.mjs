// A supervisor that is killed cannot end its children; the channel to it closes all the same, and they go by themselves.
// Their own workers inherit this file, and answer to them alone.
if (process.env.PORTAL_SUPERVISOR === String(process.ppid)) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 10_000).unref();
  });
  // Listening must not keep alive what has done its work.
  process.channel?.unref();
}
