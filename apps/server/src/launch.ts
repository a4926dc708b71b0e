import type { NestExpressApplication } from '@nestjs/platform-express';
import { Projector, ReadYourWrites, Reporter } from '#read-models';
import { PlainFailure, type Log } from '#settings';
import { createApplication } from './application.js';
import type { Configuration } from './configuration.js';
import { openFoundations } from './foundations.js';
import { projectorConcern } from './health/projector-concern.js';
import { loadData } from './load-data.js';
import { outlast, type Outage } from './outlast.js';
import { readAhead } from './read-ahead.js';
import type { Foundations } from './server.module.js';

/** Within the patience of a launcher or an orchestrator. */
const LONGEST_END_MS = 10_000;

/** Opens the database, listens, loads what is missing, and opens the doors. */
export async function launch(configuration: Configuration, log: Log): Promise<void> {
  const foundations = await openFoundations(configuration, log);
  const app = await createApplication(foundations);
  const end = new Ending(app, foundations);
  let alarm: Error | undefined;
  try {
    await listen(app, configuration);
    log.say(`Listening on ${addressOf(configuration)}; getting ready.`);
    await outlast(() => loadData(app, foundations, end.signal), outage(foundations, end.signal));
    if (end.hasBegun) return;
    alarm = await follow(app, foundations, end.signal);
  } catch (error) {
    if (end.hasBegun) return;
    await end.now();
    throw error;
  }
  foundations.readiness.enter('serving', { open: true });
  // What the concerns have to warn of is then in the log, also where nobody asks about health.
  await foundations.readiness.report();
  announce(foundations, alarm);
  await readAhead(app, log, end.signal);
}

/**
 * Starts the projector, unless it runs apart; the doors open once the log is read to its end. What
 * stops the projector for good before that is answered: what was read so far can be asked about.
 */
export async function follow(
  app: NestExpressApplication,
  foundations: Foundations,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const { configuration, log, readiness, store } = foundations;
  const projector =
    configuration.projector === 'here' ? app.get(Projector, { strict: false }) : undefined;
  const readYourWrites = app.get(ReadYourWrites, { strict: false });
  readiness.watch('read-models', projectorConcern(projector, readYourWrites, store));
  if (projector !== undefined) {
    new Reporter(log).follow(projector);
    projector.start();
  }
  return outlast(
    async () => {
      readiness.enter('reading the log');
      const head = await store.head();
      for (;;) {
        if (head === undefined || (await readYourWrites.waitFor(head.position))) return undefined;
        // A rebuild of a long log takes its time; what stops it for good is an alarm.
        if (projector?.status.alarm !== undefined) return projector.status.alarm;
      }
    },
    outage(foundations, signal),
  );
}

/** What goes away before the doors are open: whoever waits is told, in the log and by readiness. */
const outage = ({ log, readiness }: Foundations, signal: AbortSignal): Outage => ({
  signal,
  begun: (sentence) => {
    readiness.enter('waiting for what went away');
    log.warn(sentence);
  },
});

async function listen(app: NestExpressApplication, { port, host }: Configuration): Promise<void> {
  try {
    await app.init();
    const server = app.getHttpServer();
    // By hand, as Nest would log in its own words what is said in one sentence below.
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
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

const addressOf = ({ host, port, isPrivate }: Configuration): string =>
  `http://${isPrivate ? 'localhost' : host}:${String(port)}`;

/** Where it listens, and what to try next; what stands still comes first. */
function announce({ configuration, log }: Foundations, alarm: Error | undefined): void {
  const at = addressOf(configuration);
  if (alarm !== undefined) {
    log.say(`The read models have stopped: ${alarm.message}`);
    log.say(`The tracker answers at ${at}, but knows nothing of what was recorded since.`);
    return;
  }
  const { opensDemonstration, signIn, tokensFile } = configuration;
  log.say('');
  log.say(`The tracker is open: ${at}`);
  log.say(`  the API, to browse and to try:   ${at}/api`);
  log.say(
    `  the trusts open on a day:        curl '${at}/api/v1/organisations?kind=trust&open=true&asOf=2025-07-01'`,
  );
  if (opensDemonstration) {
    log.say(`  the gap of the demonstration:    curl '${at}/api/v1/gaps?programme=demonstration'`);
  }
  if (signIn === 'development') {
    log.say(`  sign in as anybody (only here):  ${at}/sign-in`);
  } else if (tokensFile === '') {
    log.say('  nobody can sign in: name a file of tokens in TOKENS_FILE.');
  }
}

/** Ready is taken back first, then what is under way is finished, then the store is closed. */
class Ending {
  private readonly begun = new AbortController();

  constructor(
    private readonly app: NestExpressApplication,
    private readonly foundations: Foundations,
  ) {
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
      process.on(name, () => this.onSignal(name));
    }
    // After SIGHUP there may be no terminal any more to say anything to.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  }

  get signal(): AbortSignal {
    return this.begun.signal;
  }

  get hasBegun(): boolean {
    return this.signal.aborted;
  }

  async now(): Promise<void> {
    this.begun.abort();
    this.foundations.readiness.enter('ending');
    await this.app.close();
    await this.foundations.accessLog.settled();
    await this.foundations.pool.end();
  }

  private onSignal(signal: string): void {
    if (this.hasBegun) return;
    this.foundations.log.say(`Ending after ${signal}: finishing what is under way.`);
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
    this.now().then(
      () => process.exit(0),
      (error: unknown) => {
        this.foundations.log.failure(error);
        process.exit(1);
      },
    );
  }
}
