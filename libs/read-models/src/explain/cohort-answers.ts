import type { IsoDate, OdsCode } from '#vocabulary';
import { boundaryGaps, type BoundaryBody } from '../boundary/boundary-gaps.query.js';
import {
  countsUnder,
  membersOf,
  type CohortFilter,
  type Grouping,
  type Member,
  type Weights,
} from '../cohorts/cohort.js';
import type { Lens } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { cohortDrivers, type DriversBody } from '../drivers/drivers.query.js';
import { rollUp, type GapBody } from '../gap/gap-roll-up.query.js';
import { moneyGap, type MoneyBody } from '../money/money-gap.query.js';
import { holdersOf } from '../money/money-holders.js';
import { moneyOverTime, type MoneyOverTimeBody } from '../money/money-over-time.query.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { isCounted, progress, type ProgressionBody } from '../progression/cohort-progress.js';
import { transitionsIn, type TransitionsBody } from '../progression/transitions.query.js';
import {
  stageGaps,
  type StageGapsBody,
  type StageGapsQuestion,
} from '../stage-gaps/stage-gaps.query.js';
import { distribute, type StagesBody } from '../stages/stage-distribution.query.js';
import { candidatesOf } from './membership.js';

/** A figure of a cohort that can be explained. */
export type CohortFigure =
  | 'gaps'
  | 'stages'
  | 'progression'
  | 'boundary-gaps'
  | 'drivers'
  | 'stage-gaps'
  | 'transitions'
  | 'money-gaps'
  | 'money-over-time';

/** The figure itself; trusts are told one by one beside it. */
export type CohortFigureAnswer =
  | GapBody
  | Omit<StagesBody, 'trusts'>
  | Omit<ProgressionBody, 'trusts'>
  | BoundaryBody
  | Omit<DriversBody, 'trusts'>
  | Omit<StageGapsBody, 'trusts'>
  | TransitionsBody
  | MoneyBody
  | MoneyOverTimeBody;

export type CohortQuestion = Readonly<{
  figure: CohortFigure;
  filter: CohortFilter;
  /** Progression and transitions count the nation, whatever is said here. */
  by?: Grouping;
  lens?: Lens;
  weights?: Weights;
  /** For stage gaps: the stage that is expected, or the target whose stage it is. */
  expected?: StageGapsQuestion['expected'];
}>;

export type AskedOfCohort = Required<CohortQuestion>;

/** The organisation under which each trust of the cohort counts. */
export type Places = ReadonlyMap<OdsCode, OrganisationOn>;

type Answered = Readonly<{ answer: CohortFigureAnswer; places: Places }>;
export type CohortAnswered = Answered & Readonly<{ candidates: readonly OdsCode[] }>;

/** The figure of a cohort, who counts in it, and who might. */
export async function answerOf(
  ledger: LedgerAt,
  asOf: IsoDate,
  asked: AskedOfCohort,
): Promise<CohortAnswered> {
  return {
    ...(await answers[asked.figure](ledger, asOf, asked)),
    candidates: await candidatesOf(ledger, asOf, asked.filter.demonstration),
  };
}

type Answering = (ledger: LedgerAt, asOf: IsoDate, asked: AskedOfCohort) => Promise<Answered>;

const answers: Readonly<Record<CohortFigure, Answering>> = {
  gaps: onTheDay(rollUp),
  stages: onTheDay(async (...question) => {
    const { trusts: _, ...answer } = await distribute(...question);
    return answer;
  }),
  'boundary-gaps': onTheDay(boundaryGaps),
  drivers: onTheDay(async (ledger, asOf, { filter }) => {
    const { trusts: _, ...answer } = await cohortDrivers(ledger, asOf, filter);
    return answer;
  }),
  'stage-gaps': onTheDay(async (...question) => {
    const { trusts: _, ...answer } = await stageGaps(...question);
    return answer;
  }),
  async progression(ledger, asOf, asked) {
    const { trusts, ...answer } = await progress(ledger, asOf, asked);
    const days = answer.quarters.map(({ on }) => on);
    return { answer, places: placesOver(ledger, { ...asked, trusts, days, asOf }) };
  },
  async transitions(ledger, asOf, asked) {
    const body = await progress(ledger, asOf, asked);
    const days = body.quarters.map(({ on }) => on);
    const { trusts } = body;
    return {
      answer: transitionsIn(ledger, asOf, body),
      places: placesOver(ledger, { ...asked, trusts, days, asOf }),
    };
  },
  'money-gaps': ofHolders(moneyGap),
  'money-over-time': ofHolders(moneyOverTime),
};

function ofHolders(
  answering: (...question: Parameters<Answering>) => Promise<CohortFigureAnswer>,
): Answering {
  return async (ledger, asOf, asked) => {
    const answer = await answering(ledger, asOf, asked);
    const members = membersOf(ledger, asOf, asked.filter, asked.lens);
    const { parts } = holdersOf(ledger, asOf, { ...asked, members });
    return { answer, places: placesOf(parts.map(({ member }) => member)) };
  };
}

function onTheDay(
  answering: (
    ...question: Parameters<Answering>
  ) => CohortFigureAnswer | Promise<CohortFigureAnswer>,
): Answering {
  return async (ledger, asOf, asked) => ({
    answer: await answering(ledger, asOf, asked),
    places: placesOf(membersOf(ledger, asOf, asked.filter, asked.lens)),
  });
}

const placesOf = (members: readonly Member[]): Places =>
  new Map(members.map((member) => [member.trust.code, member.countsUnder]));

/** Trusts that are listed, or were counted in any quarter. */
function placesOver(ledger: LedgerAt, { trusts, days, asOf, filter, lens }: Listed): Places {
  const listed = new Set(trusts.map(({ code }) => code));
  const places = new Map<OdsCode, OrganisationOn>();
  for (const owner of ledger.ownersOf('status') as OdsCode[]) {
    const trust = organisationOn(ledger, owner, asOf);
    if (trust?.kind !== 'trust' || trust.demonstration !== filter.demonstration) continue;
    const organisation = countsUnder(ledger, trust, asOf, lens);
    const whole = { organisation, parts: [owner] };
    const counted = (day: IsoDate): boolean => isCounted(ledger, whole, day, { filter, lens });
    if (listed.has(organisation.code) || days.some(counted)) places.set(owner, organisation);
  }
  return places;
}

type Listed = Readonly<{
  trusts: ProgressionBody['trusts'];
  days: readonly IsoDate[];
  asOf: IsoDate;
  filter: CohortFilter;
  lens: Lens;
}>;
