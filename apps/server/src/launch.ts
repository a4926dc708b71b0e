import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApplication } from './application.js';
import type { Configuration } from './configuration.js';
import { openFoundations } from './foundations.js';
import type { Log } from './logging.js';
import { PlainFailure } from './plain-failure.js';
import type { Foundations } from './server.module.js';

const LONGEST_END_MS = 10_000;

/** Opens the database, listens, loads what is missing, and opens the doors. */
export async function launch(configuration: Configuration, log: Log): Promise<void> {
  const foundations = await openFoundations(configuration, log);
  const app = await createApplication(foundations);
  endOnSignal(app, foundations);
  await listen(app, configuration).catch(async (error: unknown) => {
    await app.close();
    await foundations.pool.end();
    throw error;
  });
  foundations.readiness.enter('serving', { open: true });
  log.say(`The tracker listens on ${await app.getUrl()}`);
}

async function listen(app: NestExpressApplication, { port, host }: Configuration): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = unlistenable[code];
    if (reason === undefined) throw error;
    throw new PlainFailure(
      `The tracker cannot listen on ${host}:${String(port)}, because ${reason}.`,
    );
  }
}

const unlistenable: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something else listens there already: stop it, or choose another PORT',
  EACCES: 'this account may not use that port: choose a PORT above 1023',
  EADDRNOTAVAIL: 'this machine has no such address: choose another HOST',
  ENOTFOUND: 'the name leads nowhere: choose another HOST',
};

/** Ready is taken back first, then what is under way is finished, then the store is closed. */
function endOnSignal(app: NestExpressApplication, { readiness, log, pool }: Foundations): void {
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    readiness.enter('ending');
    log.say(`Ending after ${signal}: finishing what is under way.`);
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
    app
      .close()
      .then(() => pool.end())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.failure(error);
          process.exit(1);
        },
      );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}
