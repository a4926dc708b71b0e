import type { Client } from 'pg';
import { Alarm } from './alarms.js';
import type { Checkpoint } from './checkpoint.js';
import type { Built } from './rebuild.js';

/**
 * Published reports and closed periods name entries, so an event may never get another number. Positions
 * may be others: a log that was moved keeps its order and not its positions.
 */
export async function assertSameEntries(
  client: Client,
  { generation, checkpoint }: Built,
  after: number,
): Promise<number> {
  const table = generation.set.tables.find(({ shape }) => shape.name === ENTRIES);
  const { rows: live } = await client.query(
    "select 1 from pg_views where schemaname = 'read_models' and viewname = 'entries'",
  );
  if (table === undefined || live.length === 0) return checkpoint.entry;
  const { rows } = await client.query<{ entry: number }>(
    `select old.entry from read_models.entries old
     left join ${generation.nameOf(table)} new on new.entry = old.entry
     where old.entry > $1 and old.entry <= $2
       and new.event_id is distinct from old.event_id
     order by old.entry limit 1`,
    [after, checkpoint.entry],
  );
  const [differing] = rows;
  if (differing === undefined) return checkpoint.entry;
  throw new Alarm(
    'entries-differ',
    `A rebuild would give entry ${String(differing.entry)} to another event than the read models ` +
      `did. Nothing was swapped. ${WHICH_IS_RIGHT}`,
  );
}

/** What the live tables have read stood in the log before: a log read afterwards that lacks it is another. */
export function refuseShorterLog({ entry }: Checkpoint, ahead: number | undefined): void {
  if (ahead === undefined || ahead <= entry) return;
  throw new Alarm(
    'entries-differ',
    `The log ends with entry ${String(entry)}, but the read models include entry ${String(ahead)}. ` +
      `Nothing was swapped. ${WHICH_IS_RIGHT}`,
  );
}

const ENTRIES = 'entries';

/** What to do where a rebuild would change entries: the log is not the one they were made from. */
const WHICH_IS_RIGHT =
  'Find out first which log is right. If it is this one, although published reports and closed ' +
  'periods name entries of the other, run "projections rebuild --another-log".';
