import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '#event-sourcing';
import { publishVersion1 } from '#maturity-models';
import { Chance } from './chance.js';
import { MortalPostgres } from './mortal-postgres.js';
import { MortalProcess } from './mortal-process.js';
import type { Kill, Kind, Mortal } from './mortal.js';
import type { Options } from './options.js';
import { People } from './people.js';
import { openStoreAt } from './store.js';

/** What dies next, by weight: the database most, as it is what must not lose anything. */
const weights = [
  ['postgres', 6],
  ['backend', 4],
  ['writer', 8],
  ['projector', 2],
  ['server', 1],
  ['everything', 1],
] as const;

const SHORTEST_PEACE_MS = 100;
const LONGEST_PEACE_MS = 900;
/** Once there were kills enough, the rest of the appends is to come sooner. */
const LONGER = 20;
const SAY_EVERY_MS = 10_000;

/** Writers, a server with people, and a projector, all on one PostgreSQL, all of them mortal. */
export class Torture {
  readonly kills: Kill[] = [];
  acknowledged = 0;
  writingMs = 0;
  private readonly chance: Chance;
  private readonly failure = new AbortController();
  private readonly reviving = new Set<Promise<void>>();

  private constructor(
    private readonly options: Options,
    readonly folder: string,
    readonly database: MortalPostgres,
  ) {
    this.chance = new Chance(options.seed);
  }

  private writers: readonly MortalProcess[] = [];
  private others: readonly MortalProcess[] = [];
  people: People;

  static async prepare(options: Options, folder: string): Promise<Torture> {
    mkdirSync(folder, { recursive: true });
    const database = await MortalPostgres.start(join(folder, 'db'));
    const torture = new Torture(options, folder, database);
    try {
      await torture.populate();
      return torture;
    } catch (error) {
      await torture.end();
      throw error;
    }
  }

  /** Kills at random moments until all amounts are reached, then lets everything finish. */
  async run(say: (sentence: string) => void): Promise<void> {
    this.people.start();
    await Promise.all(this.writers.map((writer) => writer.revive()));
    const began = performance.now();
    const telling = setInterval(() => say(this.progress(began)), SAY_EVERY_MS);
    try {
      while (!this.isEnough(began)) {
        await this.pause();
        await this.strike();
      }
      // A server opens its doors once it has read the log to its end, so that writers end first.
      while (this.writers.some(({ isUp }) => !isUp)) await this.pause();
      await Promise.all(this.writers.map((writer) => writer.finish()));
      await Promise.all(this.reviving);
      await this.people.finish();
      this.failure.signal.throwIfAborted();
    } finally {
      clearInterval(telling);
      this.writingMs = performance.now() - began;
      say(this.progress(began));
    }
  }

  openStore(): Promise<EventStore> {
    return openStoreAt(this.database.url);
  }

  /** Ends all that writes or follows; the database stays. */
  async quieten(): Promise<void> {
    await Promise.all([...this.writers, ...this.others].map((each) => each.end()));
  }

  async end(): Promise<void> {
    await this.quieten();
    await this.database.end();
  }

  private async populate(): Promise<void> {
    const store = await this.openStore();
    await store.append('model-nhs-epr', 'no-stream', [firstEvent]);
    await store.close();
    const port = 26_000 + (process.pid % 5_000);
    const server = this.server(port);
    this.others = [server, this.projector()];
    this.writers = Array.from({ length: this.options.writers }, (_, n) => this.writer(n));
    this.people = new People(`http://127.0.0.1:${String(port)}`, join(this.folder, 'receipts'));
    await server.revive();
    await this.people.registerTrust();
    await Promise.all(this.others.slice(1).map((each) => each.revive()));
  }

  private async pause(): Promise<void> {
    const peace = SHORTEST_PEACE_MS + this.chance.below(LONGEST_PEACE_MS - SHORTEST_PEACE_MS);
    const { kills } = this.options;
    await sleep(kills > 0 && this.kills.length >= kills ? peace * LONGER : peace);
    this.failure.signal.throwIfAborted();
  }

  private async strike(): Promise<void> {
    const kind = this.chance.weighted(weights);
    switch (kind) {
      case 'postgres':
        return this.killAndRevive(this.database, { waits: true });
      case 'backend': {
        const began = performance.now();
        this.database.killOneProcess((limit) => this.chance.below(limit));
        // The postmaster has to hear of it before it turns anybody away.
        await sleep(5);
        await this.database.takesConnections();
        this.kills.push({ kind, recovery: performance.now() - began });
        return;
      }
      case 'everything': {
        const living = [...this.writers, ...this.others].filter(({ isUp }) => isUp);
        const revivals = living.map((each) => this.killAndRevive(each, { waits: false }));
        await Promise.all([this.killAndRevive(this.database, { waits: true }), ...revivals]);
        return;
      }
      case 'writer':
      case 'projector':
      case 'server':
        return this.killOneOf(kind);
      case undefined:
        return;
    }
  }

  private async killOneOf(kind: Kind): Promise<void> {
    const living = [...this.writers, ...this.others].filter(
      (each) => each.kind === kind && each.isUp,
    );
    const victim = living[this.chance.below(living.length || 1)];
    if (victim !== undefined) await this.killAndRevive(victim, { waits: false });
  }

  /** Processes come back while others go on; without the database nobody goes on. */
  private async killAndRevive(victim: Mortal, { waits }: { waits: boolean }): Promise<void> {
    const began = performance.now();
    await victim.kill();
    const revival = victim.revive().then(() => {
      this.kills.push({ kind: victim.kind, recovery: performance.now() - began });
    });
    const watched = revival.catch((error: unknown) => this.failure.abort(error));
    this.reviving.add(watched);
    void watched.then(() => this.reviving.delete(watched));
    if (waits) await watched;
  }

  private isEnough(began: number): boolean {
    const { minutes, kills, appends } = this.options;
    return (
      performance.now() - began >= minutes * 60_000 &&
      this.kills.length >= kills &&
      this.acknowledged >= appends
    );
  }

  private progress(began: number): string {
    const seconds = (performance.now() - began) / 1_000;
    return (
      `${seconds.toFixed(0)} s: ${String(this.kills.length)} kills, ` +
      `${String(this.acknowledged)} appends acknowledged to writers, ` +
      `${String(this.people.receipts.length)} to people`
    );
  }

  private writer(n: number): MortalProcess {
    const { writers, callers } = this.options;
    const ledger = join(this.folder, `writer-${String(n)}.ledger`);
    return new MortalProcess({
      ...this.common('writer', n),
      main: 'torture/src/writer.js',
      args: (life) => [this.database.url, ledger, ...[n, writers, callers, life].map(String)],
      onMessage: (message) => {
        this.acknowledged += (message as { acknowledged: number }).acknowledged;
      },
    });
  }

  private projector(): MortalProcess {
    return new MortalProcess({
      ...this.common('projector'),
      main: 'torture/src/projector.js',
      args: () => [this.database.url, this.database.url],
    });
  }

  private server(port: number): MortalProcess {
    const serves = async (): Promise<boolean> => {
      const address = `http://127.0.0.1:${String(port)}/health/ready`;
      const answer = await fetch(address).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.ok === true;
    };
    return new MortalProcess({
      ...this.common('server'),
      main: 'server/src/main.js',
      args: () => [],
      serves,
      mayFailAtStart: true,
      environment: {
        DATABASE_URL: this.database.url,
        PORT: String(port),
        LOG_LEVEL: 'warn',
        RATE_LIMIT: '1000000',
        REFERENCE_DATA: 'false',
      },
    });
  }

  private common(kind: Kind, n = 0) {
    return {
      kind,
      logFile: join(this.folder, `${kind}-${String(n)}.log`),
      onUnexpectedEnd: (reason: Error) => this.failure.abort(reason),
    };
  }
}

/** The model that the measurements speak of. */
const firstEvent = {
  id: '5f1c2a6e-8d0b-4c55-9a3e-0d6b6f2f7a12',
  type: 'MaturityModelPublished',
  data: JSON.stringify({
    effective: { earliest: '0001-01-01', latest: '0001-01-01', precision: 'before-records' },
    model: publishVersion1.data.model,
    content: publishVersion1.data.content,
  }),
  metadata: JSON.stringify({
    ...{ actor: 'torture', role: 'model-steward', organisation: 'R000', command: '', digest: '' },
    ...{ correlation: 'first', causation: 'first', schemaVersion: 1 },
  }),
};
