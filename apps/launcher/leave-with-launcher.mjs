// Loaded before an application that the launcher runs: without its launcher it shuts down.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
