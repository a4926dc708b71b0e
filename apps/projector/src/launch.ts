import { eventTypes, projections, ProjectionSet, Projector, Reporter } from '#read-models';
import { openStore, type Log } from '#settings';
import type { ProjectorConfiguration } from './configuration.js';
import { openHealth } from './health.js';

/** Within the patience of an orchestrator. */
const LONGEST_END_MS = 10_000;

/** Follows the log until it is told to end. After an alarm it stays, so that its health tells why. */
export async function launch(configuration: ProjectorConfiguration, log: Log): Promise<void> {
  const store = await openStore(configuration);
  const projector = new Projector({
    databaseUrl: configuration.databaseUrl,
    store,
    projections: new ProjectionSet(projections, eventTypes),
    positions: configuration.positions,
  });
  new Reporter(log).follow(projector);
  const health = await openHealth(configuration, () => projector.status).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  // An alarm ends all that the projector waits for; the process is to stay and tell of it.
  const staying = setInterval(() => undefined, 60_000);
  projector.start();

  const end = async (): Promise<void> => {
    clearInterval(staying);
    health?.close();
    health?.closeAllConnections();
    await projector.stop();
    await store.close();
  };
  onSignal((signal) => {
    log.say(`Ending after ${signal}: finishing the batch under way.`);
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        log.failure(error);
        process.exit(1);
      },
    );
  });
}

/** Hears the first signal only; what it started is not begun twice. */
function onSignal(hear: (signal: string) => void): void {
  let heard = false;
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (heard) return;
      heard = true;
      hear(name);
    });
  }
}
