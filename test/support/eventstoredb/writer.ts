import { randomUUID } from 'node:crypto';
import { admit, type Expected, type Proposal, RecentIds } from './admission.js';
import type { AppendFault, Faults } from './faults.js';
import type { Journal } from './journal.js';
import {
  isMetastream,
  type Log,
  type LoggedEvent,
  metastreamOf,
  NONE,
  type ProposedEvent,
} from './log.js';
import { SOFT_DELETE_METADATA } from './visible.js';

export type Outcome =
  | Readonly<{ kind: 'written'; revision: bigint; position: bigint | undefined }>
  | Readonly<{ kind: 'wrong-revision'; current: bigint }>
  | Readonly<{ kind: 'stream-deleted' }>;

/** An outcome and how many times to say it: more than once is a fault. */
export type Answer = Readonly<{ outcome: Outcome; copies: number }>;

type Job = Readonly<{
  run: () => Outcome;
  answer: (answer: Answer) => void;
  fault: AppendFault | undefined;
}>;

export type Surroundings = Readonly<{
  log: Log;
  journal: Journal | undefined;
  faults: Faults;
  die: () => void;
  announce: () => void;
}>;

/** The one place that writes: what arrived meanwhile is written at once and synced once. */
export class Writer {
  private readonly recent = new RecentIds();
  private queue: Job[] = [];
  private unsynced: LoggedEvent[] = [];
  private stopped = false;

  constructor(private readonly around: Surroundings) {}

  /** Never settles when the server dies first, or when a fault says so. */
  append(proposal: Proposal): Promise<Answer> {
    const fault = this.around.faults.takeAppendFault();
    return this.enqueue(() => this.decide(proposal), fault);
  }

  /** As an operator's client would: no fault is for them. */
  appendQuietly(proposal: Proposal): Promise<Answer> {
    return this.enqueue(() => this.decide(proposal), undefined);
  }

  softDelete(stream: string, expected: Expected): Promise<Answer> {
    return this.enqueue(() => this.decideSoftDelete(stream, expected), undefined);
  }

  tombstone(stream: string, expected: Expected): Promise<Answer> {
    return this.enqueue(() => this.decideTombstone(stream, expected), undefined);
  }

  stop(): void {
    this.stopped = true;
    this.queue = [];
  }

  private enqueue(run: () => Outcome, fault: AppendFault | undefined): Promise<Answer> {
    return new Promise((answer) => {
      if (this.queue.length === 0) setImmediate(() => this.work());
      this.queue.push({ run, answer, fault });
    });
  }

  private work(): void {
    if (this.stopped) return;
    const jobs = this.queue;
    this.queue = [];
    const answers: (() => void)[] = [];
    for (const { run, answer, fault } of jobs) {
      if (fault?.kind === 'die' && !fault.written) {
        this.dieWithWhatIsWritten();
        return;
      }
      if (fault?.kind === 'silence' && !fault.written) continue;
      const outcome = run();
      if (fault?.kind === 'die') {
        this.dieWithWhatIsWritten();
        return;
      }
      answers.push(() => giveAnswer(outcome, answer, fault));
    }
    this.sync();
    for (const tell of answers) tell();
    this.around.announce();
  }

  private dieWithWhatIsWritten(): void {
    this.sync();
    this.stop();
    this.around.die();
  }

  private sync(): void {
    if (this.unsynced.length > 0) this.around.journal?.write(this.unsynced);
    this.unsynced = [];
  }

  private decide(proposal: Proposal): Outcome {
    const { stream, events } = proposal;
    const { log } = this.around;
    const admission = admit(log, this.recent, proposal);
    if (admission.kind === 'repeated') return { ...admission, kind: 'written' };
    if (admission.kind !== 'admitted') return admission;
    const revisionBefore = log.lastRevision(stream);
    const last = this.put(stream, events);
    if (admission.undeletes) this.undelete(stream, revisionBefore + 1n);
    return {
      kind: 'written',
      revision: last?.revision ?? revisionBefore,
      position: last?.position ?? log.end,
    };
  }

  /** What is older than the deletion stays hidden. */
  private undelete(stream: string, firstVisible: bigint): void {
    const metadata = `{"$tb":${firstVisible.toString()}}`;
    this.put(metastreamOf(stream), [systemEvent('$metadata', metadata)]);
  }

  private decideSoftDelete(stream: string, expected: Expected): Outcome {
    const { log } = this.around;
    const event = systemEvent('$metadata', SOFT_DELETE_METADATA);
    const admission = admit(log, this.recent, { stream, expected, events: [event] });
    if (admission.kind === 'wrong-revision' || admission.kind === 'stream-deleted') {
      return admission;
    }
    const neverWas =
      log.lastRevision(stream) === NONE && log.lastRevision(metastreamOf(stream)) === NONE;
    if (neverWas || isMetastream(stream)) return { kind: 'wrong-revision', current: NONE };
    const written = this.put(metastreamOf(stream), [event]);
    return { kind: 'written', revision: NONE, position: written?.position };
  }

  private decideTombstone(stream: string, expected: Expected): Outcome {
    const { log } = this.around;
    const event = systemEvent('$streamDeleted', '');
    const admission = admit(log, this.recent, { stream, expected, events: [event] });
    if (admission.kind === 'wrong-revision' || admission.kind === 'stream-deleted') {
      return admission;
    }
    const written = log.bury(stream, event, now(this.around.faults.clockAhead));
    this.unsynced.push(written);
    return { kind: 'written', revision: written.revision, position: written.position };
  }

  private put(stream: string, events: readonly ProposedEvent[]): LoggedEvent | undefined {
    const written = this.around.log.append(stream, events, now(this.around.faults.clockAhead));
    this.unsynced.push(...written);
    for (const { id, revision } of written) this.recent.note(id, stream, revision);
    return written.at(-1);
  }
}

export const systemEvent = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  json: data !== '',
  data: Buffer.from(data),
  metadata: new Uint8Array(),
});

function giveAnswer(
  outcome: Outcome,
  answer: (answer: Answer) => void,
  fault: AppendFault | undefined,
): void {
  if (fault?.kind === 'silence') return;
  const copies = fault?.kind === 'twice' ? 2 : 1;
  if (fault?.kind !== 'hold') {
    answer({ outcome, copies });
    return;
  }
  fault.written();
  void fault.answer.then(() => answer({ outcome, copies }));
}

const now = (ahead: number): bigint => BigInt(Date.now() + ahead) * 10_000n;
