import type { AnyMessage } from '#event-sourcing';
import {
  ClaimPoolShareDto,
  CorrectPoolClaimDto,
  CorrectPoolReleaseDto,
  poolRefusals,
  PoolRequest,
  poolStream,
  ReleasePoolShareDto,
  RetractPoolEntryDto,
  type PoolCommand,
  type PoolSubject,
} from '#benefits';
import { parsePoolTag } from '#vocabulary';
import { notFound } from './http/problem.js';
import { organisation as organisations } from './records/owners.js';
import { recordsOf, type Context, type Place } from './records/records.controller.js';

const action = 'record-own-facts';

export const poolRecords: Context = {
  tag: 'Benefits: recording',
  owner: organisations,
  record: 'this pool’s record',
  refusals: poolRefusals,
  retraction: RetractPoolEntryDto,
  stream: (place) => poolStream(subjectOf(place).pool),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new PoolRequest(command as PoolCommand, asker, {
      subject: subjectOf(place),
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [
    {
      path: 'pool-claims',
      summary: 'Claim a share of a resource pool for a benefit',
      fact: 'PoolShareClaimed',
      action,
      entry: ClaimPoolShareDto,
      correction: CorrectPoolClaimDto,
      subject: 'pool',
    },
    {
      path: 'pool-releases',
      summary: 'Release the share that a benefit holds of a pool',
      fact: 'PoolShareReleased',
      action,
      entry: ReleasePoolShareDto,
      correction: CorrectPoolReleaseDto,
      subject: 'pool',
    },
  ],
};

/** What benefits claim of resources that can be saved only once. */
export const PoolsController = recordsOf(poolRecords);

/** Which pool, from the words of the address; no such thing is a 404. */
function subjectOf({ owner, subject: named = '' }: Place): PoolSubject {
  const pool = parsePoolTag(named);
  if (pool === undefined) throw notFound();
  return { organisation: owner, pool };
}
