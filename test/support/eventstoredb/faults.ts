/** Where a caller is sent who asks a server that does not lead. */
export type Endpoint = Readonly<{ host: string; port: number }>;

/** What happens to one append instead of being written and answered. */
export type AppendFault =
  | Readonly<{ kind: 'die'; written: boolean }>
  | Readonly<{ kind: 'silence'; written: boolean }>
  | Readonly<{ kind: 'hold'; answer: Promise<void>; written: () => void }>
  | Readonly<{ kind: 'twice' }>;

export type HeldAnswer = Readonly<{
  /** Settles when the append has been written and only its answer is missing. */
  written: Promise<void>;
  release(): void;
}>;

/** A subscription as the faults see it. */
export interface Interruptible {
  silence(): void;
  dropAsTooSlow(): void;
}

/** All that can be made to go wrong; each is for the next append, or holds until taken back. */
export class Faults {
  leader: 'self' | 'none' | Endpoint = 'self';
  refusesEveryone = false;
  /** Milliseconds by which the server's clock is ahead of this process's. */
  clockAhead = 0;
  readonly subscriptions = new Set<Interruptible>();
  private readonly appendFaults: AppendFault[] = [];
  private reads = Promise.resolve();
  private letReadsGo: () => void = () => undefined;

  /** The server dies with the next append in its log and nobody told. */
  dieHavingWrittenTheNextAppend(): void {
    this.appendFaults.push({ kind: 'die', written: true });
  }

  dieWithoutWritingTheNextAppend(): void {
    this.appendFaults.push({ kind: 'die', written: false });
  }

  neverAnswerTheNextAppendHavingWritten(): void {
    this.appendFaults.push({ kind: 'silence', written: true });
  }

  neverAnswerTheNextAppendWithoutWriting(): void {
    this.appendFaults.push({ kind: 'silence', written: false });
  }

  answerTheNextAppendLate(): HeldAnswer {
    const answer = deferred();
    const written = deferred();
    this.appendFaults.push({ kind: 'hold', answer: answer.promise, written: written.settle });
    return { written: written.promise, release: answer.settle };
  }

  /** On the batch path only; the client throws where nobody can catch it. */
  answerTheNextAppendTwice(): void {
    this.appendFaults.push({ kind: 'twice' });
  }

  /** Subscriptions open now get no further event, and no error either. */
  silenceSubscriptions(): void {
    for (const subscription of this.subscriptions) subscription.silence();
  }

  /** What a real server does to a live subscription when writers are fast. */
  dropSubscriptionsAsTooSlow(): void {
    for (const subscription of this.subscriptions) subscription.dropAsTooSlow();
  }

  hangReads(): void {
    const gate = deferred();
    this.reads = gate.promise;
    this.letReadsGo = gate.settle;
  }

  resumeReads(): void {
    this.letReadsGo();
  }

  loseTheLeader(): void {
    this.leader = 'none';
  }

  /** Writes, and reads that require the leader, are sent elsewhere. */
  followLeaderAt(leader: Endpoint): void {
    this.leader = leader;
  }

  leadAgain(): void {
    this.leader = 'self';
  }

  refuseEveryone(): void {
    this.refusesEveryone = true;
  }

  admitEveryoneAgain(): void {
    this.refusesEveryone = false;
  }

  takeAppendFault(): AppendFault | undefined {
    return this.appendFaults.shift();
  }

  readsMayGoOn(): Promise<void> {
    return this.reads;
  }
}

function deferred(): Readonly<{ promise: Promise<void>; settle: () => void }> {
  let settle = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
