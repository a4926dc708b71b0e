import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownAt } from '../facts-ledger/known-at.js';
import { Ledger, type Knowledge } from '../facts-ledger/snapshot.js';
import { ENTRY_COLUMNS, type EntryListed } from './entries-page.query.js';
import { sampleOf } from './sample.js';

export type SampleAnswer = Knowledge &
  Readonly<{ seed: string; size: number; entries: readonly EntryListed[] }>;

/** Some entries of the log by chance, the same ones for the same seed, size and last entry. */
export class EntriesSample extends Query<SampleAnswer> {
  constructor(
    readonly drawn: Readonly<{ seed: string; size: number }>,
    readonly knownAt?: KnownAt,
  ) {
    super();
  }
}

@QueryHandler(EntriesSample)
export class EntriesSampleHandler implements IQueryHandler<EntriesSample> {
  constructor(private readonly ledger: Ledger) {}

  execute({ drawn: { seed, size }, knownAt }: EntriesSample): Promise<SampleAnswer> {
    return this.ledger.at(knownAt, async ({ knowledge, read }) => {
      const entries = await read<EntryListed>(
        `select ${ENTRY_COLUMNS} from read_models.entries where entry = any($1) order by entry`,
        [sampleOf(seed, size, knowledge.entry)],
      );
      return { ...knowledge, seed, size: entries.length, entries };
    });
  }
}
