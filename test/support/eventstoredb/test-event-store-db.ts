import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import type { Proposal } from './admission.js';
import { selfSignedCertificate } from './certificate.js';
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
  /** Under a certificate of its own; a client sends no credentials without. */
  tls?: boolean;
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
  private readonly tls: Tls | undefined;

  private constructor(private readonly options: TestEventStoreDbOptions) {
    this.lastPort = options.port ?? 0;
    this.tls = options.tls === true ? makeTls() : undefined;
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
    return this.urlFor('');
  }

  /** With TLS only; with the name and password of somebody. */
  urlAs(name: string, password: string): string {
    return this.urlFor(`${name}:${encodeURIComponent(password)}@`);
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
    if (this.tls !== undefined) rmSync(this.tls.folder, { recursive: true, force: true });
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

  private urlFor(user: string): string {
    const security = this.tls === undefined ? 'tls=false' : `tls=true&tlsCAFile=${this.tls.file}`;
    return `esdb://${user}127.0.0.1:${this.port}?${security}`;
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
      credentials: this.tls?.credentials() ?? ServerCredentials.createInsecure(),
    });
    this.lastPort = this.node.port;
    await this.noteStart();
  }
  /** The bytes a real server takes for itself, and the one event that it writes when new. */
  private async noteStart(): Promise<void> {
    const isNew = this.log.events.length === 0;
    this.log.leaveGap(isNew ? 546n : 588n);
    if (!isNew) return;
    const events = [systemEvent('$metadata', '{"$maxCount":1000}')];
    await this.appendBehindOurBack({ stream: '$$$scavenges', expected: 'any', events });
  }
}

type Tls = Readonly<{ folder: string; file: string; credentials: () => ServerCredentials }>;

/** The client takes the certificate to trust from a file. */
function makeTls(): Tls {
  const { certificate, key } = selfSignedCertificate();
  const folder = mkdtempSync(join(tmpdir(), 'eventstoredb-'));
  const file = join(folder, 'certificate.pem');
  writeFileSync(file, certificate);
  const pair = { cert_chain: Buffer.from(certificate), private_key: Buffer.from(key) };
  return { folder, file, credentials: () => ServerCredentials.createSsl(null, [pair]) };
}
