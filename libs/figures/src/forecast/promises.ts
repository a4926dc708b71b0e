import type { PeriodAmount } from '#facts';
import type { IsoDate, Stage } from '#vocabulary';
import type { StageInterval } from '../intervals.js';
import type { Course } from './course.js';

/** What was promised of a benefit, and when its first validated value began. */
export type BenefitPromise = Readonly<{
  benefit: string;
  /** One of the classes that are never added up; its slips are those of its class. */
  benefitClass: string;
  /** Approved and forecast trajectories in the order in which they were stated. */
  trajectories: readonly Readonly<{ statedBy: IsoDate; trajectory: readonly PeriodAmount[] }>[];
  started?: Readonly<{ on: IsoDate; statedBy: IsoDate }>;
  writtenOffBy?: IsoDate;
}>;

/** The way of a benefit to its first value: it is expected when its trajectory first brings something. */
export const benefitStart = (promise: BenefitPromise): Course => ({
  id: promise.benefit,
  expectations: promise.trajectories.map(({ statedBy, trajectory }) => ({
    statedBy,
    expected: startOf(trajectory),
  })),
  states: promise.trajectories
    .slice(0, 1)
    .map(({ statedBy }) => ({ statedBy, state: promise.benefitClass })),
  ...(promise.started && { happened: promise.started }),
  ...(promise.writtenOffBy && { givenUpBy: promise.writtenOffBy }),
});

/** First day of the first period that brings anything; undefined where none does. */
export const startOf = (trajectory: readonly PeriodAmount[]): IsoDate | undefined =>
  trajectory
    .filter(({ amount }) => amount !== 0)
    .map(({ from }) => from)
    .sort()[0];

/** By when a trust said it would be at a stage. */
export type StagePromise = Readonly<{
  organisation: string;
  stage: Stage;
  stated: readonly Readonly<{ statedBy: IsoDate; expected: IsoDate | undefined }>[];
  /** Its stages over time, oldest first, as `stageIntervals` gives them. */
  intervals: readonly StageInterval[];
}>;

/** The way of a trust to a stage: it is there when the stage is evidenced without the unknown. */
export function stageMove({ organisation, stage, stated, intervals }: StagePromise): Course {
  const reached = intervals.find(({ evidencedLow = 0 }) => evidencedLow >= stage)?.from;
  const state = `stage ${String(stage)}`;
  return {
    id: `${organisation} ${state}`,
    expectations: stated,
    states: stated.slice(0, 1).map(({ statedBy }) => ({ statedBy, state })),
    ...(reached && { happened: { on: reached, statedBy: reached } }),
  };
}
