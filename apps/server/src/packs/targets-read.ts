import type { QueryBus } from '@nestjs/cqrs';
import {
  TargetForecast,
  TargetOutcome,
  type Moment,
  type ProgrammeProfileAnswer,
  type TargetForecastAnswer,
  type TargetOutcomeAnswer,
} from '#read-models';
import type { PartId } from '#vocabulary';

/** Where each target of a programme stands, and what came of those whose deadline is over. */
export type TargetsRead = Readonly<{
  forecasts: readonly TargetForecastAnswer[];
  outcomes: readonly TargetOutcomeAnswer[];
}>;

type Profile = Pick<ProgrammeProfileAnswer, 'programme' | 'targets'>;

/** By the terms of each that were stated last. */
export async function readTargets(
  queries: QueryBus,
  profile: Profile,
  now: Moment,
): Promise<TargetsRead> {
  const forecasts: TargetForecastAnswer[] = [];
  for (const target of lastStated(profile)) {
    const forecast = await queries.execute(new TargetForecast(profile.programme, target, now));
    if (forecast !== undefined) forecasts.push(forecast);
  }
  return { forecasts, outcomes: await readOutcomes(queries, profile, now) };
}

/** What came of those whose deadline is over. */
export async function readOutcomes(
  queries: QueryBus,
  profile: Profile,
  now: Moment,
): Promise<readonly TargetOutcomeAnswer[]> {
  const outcomes: TargetOutcomeAnswer[] = [];
  for (const target of lastStated(profile)) {
    const outcome = await queries.execute(new TargetOutcome(profile.programme, target, now));
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return outcomes;
}

/** Each without the stamp and the formula that all of them have. */
export const outcomeRows = (outcomes: readonly TargetOutcomeAnswer[]) =>
  outcomes.map(({ target, deadlineOn, numerator, unknown, denominator, needed, came, now }) => ({
    ...{ target, deadlineOn, numerator, unknown, denominator, needed, came, now },
  }));

const lastStated = ({ targets }: Profile): readonly PartId[] =>
  targets.filter(({ inForce }) => inForce).map(({ target }) => target as PartId);
