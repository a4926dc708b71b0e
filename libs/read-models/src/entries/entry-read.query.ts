import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Ledger, type Knowledge } from '../facts-ledger/snapshot.js';
import { ENTRY_COLUMNS, type EntryListed } from './entries-page.query.js';
import { saidBy, type FactSaid } from './entries-said.query.js';

export type EntryReadAnswer = Knowledge &
  Readonly<{
    listed: EntryListed;
    /** What it states, each part with its owner; of a withdrawal, what it took back. */
    says: readonly FactSaid[];
    /** Recorded by the same request or import, the entry itself left out; the first ones. */
    together: readonly EntryListed[];
    /** The entry that first stated the fact that it mends, or null. */
    firstStated: EntryListed | null;
    /** What corrected or took back the fact it states, or others that mended the same fact. */
    mendings: readonly EntryListed[];
  }>;

/** One entry, and what was recorded with it or mended it since? Undefined where there is none. */
export class EntryRead extends Query<EntryReadAnswer | undefined> {
  constructor(readonly entry: number) {
    super();
  }
}

@QueryHandler(EntryRead)
export class EntryReadHandler implements IQueryHandler<EntryRead> {
  constructor(private readonly ledger: Ledger) {}

  execute({ entry }: EntryRead): Promise<EntryReadAnswer | undefined> {
    return this.ledger.at(undefined, async ({ knowledge, read }) => {
      const [listed] = await read<EntryListed>(`${SELECT} where entry = $1`, [entry]);
      if (listed === undefined) return undefined;
      const together = await read<EntryListed>(TOGETHER, [listed.correlation, entry]);
      const mendings = await read<EntryListed>(
        `${SELECT} where fact_id = $1 and entry <> $2 order by entry`,
        [listed.factId ?? listed.eventId, entry],
      );
      const [firstStated = null] =
        listed.factId === null ? [] : await read<EntryListed>(FIRST_STATED, [entry]);
      const says = (await saidBy(read, [entry])).get(entry) ?? [];
      return { ...knowledge, listed, says, together, firstStated, mendings };
    });
  }
}

const SELECT = `select ${ENTRY_COLUMNS} from read_models.entries`;

/** A correction states its fact again; what takes one back supersedes its last statement. */
const FIRST_STATED = `${SELECT} where entry = (
  select first_entry from read_models.facts where recorded = $1 or superseded = $1 limit 1)`;

/** An import may be long, and what it recorded lies close together. */
const TOGETHER = `${SELECT}
  where entry between $2 - 50 and $2 + 50 and entry <> $2 and correlation = $1
  order by abs(entry - $2), entry limit 10`;
