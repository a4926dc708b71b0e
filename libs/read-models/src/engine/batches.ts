import type { Client } from 'pg';
import type { Entry } from '#event-sourcing';
import { Fenced } from './alarms.js';
import { advance, readStanding, type Checkpoint, type Lease, type Standing } from './checkpoint.js';
import { inTransaction } from './connection.js';
import { postpone, settle, takePostponed } from './derived-tables.js';
import type { Generation } from './generation.js';
import { checkpointAt } from './numbering.js';
import { emptyPage, foldPage, ProjectionFailed, writePage } from './pages.js';
import type { PageFold } from './projection-set.js';

/** Writes batches under a lease: rows, derived rows and checkpoint in one transaction each. */
export class Batches {
  checkpoint: Checkpoint;
  settled: bigint | undefined;

  constructor(
    private readonly client: Client,
    private readonly lease: Lease,
    private readonly generation: Generation,
    standing: Standing,
  ) {
    this.checkpoint = standing.checkpoint;
    this.settled = standing.settled;
  }

  /** An event that can't be taken is found by halving, so that all before it are kept. */
  async take(entries: readonly Entry[], caughtUp: boolean): Promise<void> {
    const last = entries.at(-1);
    if (last === undefined) {
      if (caughtUp && this.settled !== this.checkpoint.position) await this.settleRest();
      return;
    }
    const folded = foldPage(this.generation.set, entries);
    if ('because' in folded) {
      await this.take(entries.slice(0, folded.taken), true);
      throw folded.because;
    }
    try {
      await this.commit(folded.page, checkpointAt(last), caughtUp);
    } catch (error) {
      if (!(error instanceof ProjectionFailed)) throw error;
      if (entries.length === 1) throw error.blame(last);
      const half = entries.length >> 1;
      await this.take(entries.slice(0, half), true);
      await this.take(entries.slice(half), caughtUp);
    }
  }

  private settleRest(): Promise<void> {
    return this.commit(emptyPage(this.generation.set), this.checkpoint, true);
  }

  private async commit(page: PageFold, to: Checkpoint, caughtUp: boolean): Promise<void> {
    const { client, generation, lease } = this;
    const isBehind = this.settled !== this.checkpoint.position;
    const settled = caughtUp ? to.position : this.settled;
    try {
      await inTransaction(client, async () => {
        await writePage(client, generation, page);
        if (caughtUp) {
          const touched = isBehind
            ? await takePostponed(client, generation, page.touched)
            : page.touched;
          await settle(client, generation, touched, to.entry);
        } else {
          await postpone(client, page.touched);
        }
        await advance(client, lease, { from: this.checkpoint, to, settled });
      });
    } catch (error) {
      if (error instanceof ProjectionFailed && (await this.isRetired())) throw new Fenced();
      throw error;
    }
    this.checkpoint = to;
    this.settled = settled;
  }

  /** A rebuild swapped other tables in: the ones written here may have been dropped. */
  private async isRetired(): Promise<boolean> {
    return (await readStanding(this.client)).generation !== this.lease.generation;
  }
}
