/**
 * Ctrl-C and its relatives. The first signal asks whatever runs to end; a second one ends it at
 * once. Nothing here exits the process: the steps unwind, so that the database is always let go.
 */
export function listenForStop() {
  const listeners = new Set();
  let heard;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const again = heard !== undefined;
      heard ??= signal;
      for (const listener of listeners) listener(signal, again);
    });
  }
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

/** What a shell expects of a program ended by a signal. */
export const exitCodeOf = (signal) => ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })[signal] ?? 1;
