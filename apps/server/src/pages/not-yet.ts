import type { QueryBus } from '@nestjs/cqrs';
import { FirstRegistration } from '#read-models';
import { notYetRecorded } from './freshness.js';

/** Why nothing of a programme is known at an entry; undefined where it was recorded by then, or never. */
export async function notYetKnown(
  queries: QueryBus,
  { demonstration, entry }: Readonly<{ demonstration: boolean; entry: number }>,
): Promise<string | undefined> {
  const first = await queries.execute(new FirstRegistration({ demonstration }));
  if (first === undefined || first.entry <= entry) return undefined;
  return notYetRecorded(
    demonstration ? 'The demonstration programme was' : 'The trusts of England were',
    first,
  );
}
