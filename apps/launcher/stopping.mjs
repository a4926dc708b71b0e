/**
 * Ctrl-C and its relatives. The first signal asks whatever runs to end; a second one ends it at
 * once. Nothing here exits the process: the steps unwind, so that the database is always let go.
 */
export function listenForStop() {
  const listeners = new Set();
  let heard;
  const tell = (signal) => {
    const again = heard !== undefined;
    heard ??= signal;
    for (const listener of listeners) listener(signal, again);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, tell);
  whenNpmIsGone(() => tell('SIGTERM'));
  return {
    get heard() {
      return heard;
    },
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Asked to end, npm ends the shell between us, and the shell does not pass it on. */
function whenNpmIsGone(tell) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, 300);
  timer.unref();
}

/** What a shell expects of a program ended by a signal. */
export const exitCodeOf = (signal) => ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })[signal] ?? 1;
