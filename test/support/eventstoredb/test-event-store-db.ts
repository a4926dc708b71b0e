import { ServerCredentials } from '@grpc/grpc-js';
import type { Proposal } from './admission.js';
import { Faults } from './faults.js';
import type { Member } from './grpc/node.js';
import { Journal } from './journal.js';
import { Log, type LoggedEvent, metastreamOf } from './log.js';
import { RunningNode } from './running-node.js';
import { type Outcome, systemEvent } from './writer.js';

export type TestEventStoreDbOptions = Readonly<{
  /** A free one by default; a restart keeps it. */
  port?: number;
  /** A file that holds the log, so that it outlives the process; memory by default. */
  dataFile?: string;
  /** Without batches a client appends by a call for each append. */
  offersBatches?: boolean;
  maxAppendSize?: number;
  /** Passwords by user; anyone may do anything by default. */
  users?: Readonly<Record<string, string>>;
  /** Who is in the cluster, as told to clients that ask; by default this server alone. */
  members?: () => readonly Member[];
}>;

/** As `--max-append-size` of a real server: bytes of data, metadata not counted. */
const MAX_APPEND_SIZE = 1_048_576;

/** A server that a test starts, breaks and looks into. */
export class TestEventStoreDb {
  readonly faults = new Faults();
  private log = new Log();
  private node: RunningNode | undefined;
  private lastPort: number;

  private constructor(private readonly options: TestEventStoreDbOptions) {
    this.lastPort = options.port ?? 0;
  }

  static async start(options: TestEventStoreDbOptions): Promise<TestEventStoreDb> {
    const server = new TestEventStoreDb(options);
    await server.begin();
    return server;
  }

  get port(): number {
    return this.lastPort;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Everything written, events of the server itself included, in the order of $all. */
  get events(): readonly LoggedEvent[] {
    return this.log.events;
  }

  /** As kill -9: connections are cut, whatever was not written is lost. */
  async kill(): Promise<void> {
    await this.node?.die();
  }

  /** Dies, if it has not, and comes back on the same port with what it had written. */
  async restart(): Promise<void> {
    await this.kill();
    await this.begin();
  }

  async stop(): Promise<void> {
    await this.kill();
    this.node = undefined;
  }

  /** The server goes on; its clients lose their connections. */
  cutConnections(): void {
    this.node?.cutConnections();
  }

  /**
   * Dies and comes back with another log, as from a backup or after somebody's edits: the events
   * given keep their positions and revisions, right or wrong.
   */
  async restartWith(events: readonly LoggedEvent[]): Promise<void> {
    await this.kill();
    this.log = new Log(events);
    const { dataFile } = this.options;
    if (dataFile !== undefined) Journal.replace(dataFile, events);
    await this.begin();
  }

  /** What another client does meanwhile; no fault is for it. */
  appendBehindOurBack(proposal: Proposal): Promise<Outcome> {
    return this.outcome((node) => node.writer.appendQuietly(proposal));
  }

  softDeleteBehindOurBack(stream: string): Promise<Outcome> {
    return this.outcome((node) => node.writer.softDelete(stream, 'any'));
  }

  tombstoneBehindOurBack(stream: string): Promise<Outcome> {
    return this.outcome((node) => node.writer.tombstone(stream, 'any'));
  }

  /** For instance `{ $maxCount: 2 }` or `{ $tb: 3 }`. */
  setMetadataBehindOurBack(
    stream: string,
    metadata: Readonly<Record<string, unknown>>,
  ): Promise<Outcome> {
    const events = [systemEvent('$metadata', JSON.stringify(metadata))];
    return this.appendBehindOurBack({ stream: metastreamOf(stream), expected: 'any', events });
  }

  private async outcome(
    act: (node: RunningNode) => Promise<Readonly<{ outcome: Outcome }>>,
  ): Promise<Outcome> {
    if (this.node === undefined) throw new Error('The server has been stopped.');
    const { outcome } = await act(this.node);
    return outcome;
  }

  private async begin(): Promise<void> {
    const { options } = this;
    const journal = options.dataFile === undefined ? undefined : Journal.open(options.dataFile);
    if (journal !== undefined) this.log = new Log(journal.events);
    this.node = await RunningNode.start(this.log, journal, this.faults, {
      port: this.lastPort,
      offersBatches: options.offersBatches ?? true,
      maxAppendSize: options.maxAppendSize ?? MAX_APPEND_SIZE,
      users: options.users,
      members: options.members,
      credentials: ServerCredentials.createInsecure(),
    });
    this.lastPort = this.node.port;
    // A real server notes every election among its events, also that of a single node.
    const events = [systemEvent('$epoch-information', '{}')];
    await this.appendBehindOurBack({ stream: '$epoch-information', expected: 'any', events });
  }
}
