import type { QueryBus } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import { TrustTimeline, type Moment } from '#read-models';
import { stages, type IsoDate, type OdsCode, type Stage } from '#vocabulary';
import type { Actor } from '../../api/who/actor.js';

export type ValidationGiven = Readonly<{ stage: Stage; expires: IsoDate; withdrawn: boolean }>;

/** What the organisation of whoever asks said of the stages of a trust, the newest first. */
export async function validationsGiven(
  queries: QueryBus,
  trust: OdsCode,
  moment: Moment,
  actor: Actor,
): Promise<readonly ValidationGiven[]> {
  if (actor.kind !== 'known') return [];
  const kinds = ['stage-validated'] as const;
  const answer = await queries.execute(new TrustTimeline(trust, moment, { kinds }));
  return (answer?.facts ?? [])
    .filter(({ stands }) => stands)
    .flatMap(({ values }) =>
      values.flatMap(({ subject, value }) => {
        const stated = value as LedgerValues['stage-validated'];
        const stage = stages.find((each) => String(each) === subject);
        const { validator, expires, withdrawn } = stated;
        return stage !== undefined && validator === actor.organisation
          ? [{ stage, expires, withdrawn }]
          : [];
      }),
    );
}

/** What they could take back, by stage: that of which they said last that it is so. */
export const standingOf = (given: readonly ValidationGiven[]): readonly ValidationGiven[] =>
  stages.flatMap((stage) => {
    const last = given.find((each) => each.stage === stage);
    return last?.withdrawn === false ? [last] : [];
  });
