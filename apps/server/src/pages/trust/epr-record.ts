import type { QueryBus } from '@nestjs/cqrs';
import { TrustTimeline, type Moment, type ProfileAnswer } from '#read-models';
import type { Names } from '../names.js';
import { eprRows, withEntries } from './epr-rows.js';
import type { ProfileRow } from './profile-rows.js';

type Reading = Readonly<{ at: Moment; names: Names; mayReadAll: boolean }>;

/** What is known of a trust's record, each value with its entry for those who may read it. */
export async function readEprRows(
  queries: QueryBus,
  profile: ProfileAnswer,
  { at, names, mayReadAll }: Reading,
): Promise<readonly ProfileRow[]> {
  const { code } = profile.organisation;
  const kinds = ['epr-status', 'live', 'go-live-plan'] as const;
  const facts = (await queries.execute(new TrustTimeline(code, at, { kinds })))?.facts ?? [];
  const rows = eprRows(profile, { facts, names, own: code });
  return mayReadAll ? withEntries(rows, code, facts) : rows;
}
