import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { groupCodeOf, successorsAreOf, weightOf, wholeOf } from '../cohorts/cohort.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import {
  answerOf,
  type CohortAnswered,
  type AskedOfCohort,
  type CohortFigure,
  type CohortFigureAnswer,
  type CohortQuestion,
  type Places,
} from './cohort-answers.js';
import { countedBehind, listedBehind } from './entries-behind.js';
import { eventsOf, type EventUsed } from './events-used.js';
import { expectationUses } from './expectation-explained.js';
import type { ExplainedFigure, Inputs } from './figure-inputs.js';
import { modelUses } from './figures-explained.js';
import { looksAtHolder, looksOnTheDay, looksOverTime, membershipUses } from './membership.js';
import {
  pageOf,
  participant,
  type PageOfParts,
  type PartAsked,
  type PartExplained,
} from './parts.js';
import type { Use } from './uses.js';

/** One trust's part in the figure of a cohort; also that of one which does not count, and why not. */
export type TrustExplained = PartExplained<Inputs> &
  Readonly<{
    /** Itself; in the lens `as-is`, its successor. */
    countsUnder: OdsCode;
    /** The group it is in; null where it does not count. */
    group: string | null;
    weight: number;
    /** How many entries are behind it, where its events are only counted. */
    entries?: number;
  }>;

export type CohortExplanation = Stamp &
  PageOfParts &
  Readonly<{
    figure: CohortFigure;
    formula: FormulaUsed;
    capability: string | null;
    /** The day whose successors the lens `as-is` counts under; null for `as-was`. */
    successorsOn: IsoDate | null;
    /** The figure itself, with its cohort. */
    answer: CohortFigureAnswer;
    /** What concerns all trusts: the model, and what targets expect. */
    events: readonly EventUsed[];
    /** Without any event that is listed here or above, on any page, the answer would be the same. */
    trusts: readonly TrustExplained[];
  }>;

type ExplanationBody = Omit<CohortExplanation, keyof Stamp>;

/** One trust only; as is, with all that counts under its successor. */
export type PartOfExplanation = PartAsked &
  Readonly<{
    capability?: string;
    /** The events of each trust are counted and not listed; what bears on one capability is always listed. */
    counted?: true;
  }>;

/** Which trusts, inputs and events is the figure of a cohort made from? A page of trusts at a time. */
export class ExplainCohort extends Query<CohortExplanation> {
  constructor(
    readonly question: CohortQuestion,
    readonly moment: Moment,
    readonly part: PartOfExplanation,
  ) {
    super();
  }
}

@QueryHandler(ExplainCohort)
export class ExplainCohortHandler implements IQueryHandler<ExplainCohort> {
  /** Pages of trusts share the figure they are pages of. */
  private readonly answers = new FigureCache<CohortAnswered>(20);

  /** Of pages, a few: each names some thousand events. */
  private readonly pages = new FigureCache<ExplanationBody>(8);

  constructor(private readonly ledger: Ledger) {}

  execute({ question, moment, part }: ExplainCohort): Promise<CohortExplanation> {
    const { asOf, knownAt } = moment;
    const { by = 'nation', lens = 'as-was', weights = 'equal', expected, ...rest } = question;
    const asked = { ...rest, by, lens, weights, expected };
    return this.ledger.at(knownAt, async (ledger) => ({
      ...stampOf(ledger, asOf),
      ...(await this.pages.at(ledger, { asOf, asked, part }, () =>
        this.pageAt(ledger, { asOf, asked, part }),
      )),
    }));
  }

  private async pageAt(
    ledger: LedgerAt,
    {
      asOf,
      asked,
      part,
    }: Readonly<{ asOf: IsoDate; asked: AskedOfCohort; part: PartOfExplanation }>,
  ): Promise<ExplanationBody> {
    const { answer, places, candidates } = await this.answers.at(ledger, { asOf, ...asked }, () =>
      answerOf(ledger, asOf, asked),
    );
    const under = wholeAsked(ledger, asOf, { ...asked, organisation: part.organisation });
    const explained = candidates.filter(
      (code) =>
        under === undefined ||
        code === part.organisation ||
        (places.get(code)?.code ?? code) === under,
    );
    const limit = Math.min(part.limit, longestPage[asked.figure]);
    const { page, counted } = pageOf(explained, { ...part, limit });
    const { figure, lens } = asked;
    return {
      figure,
      formula: answer.formula,
      capability: part.capability ?? null,
      successorsOn: lens === 'as-is' ? successorsAreOf(ledger, asOf) : null,
      answer,
      events: await eventsOf(ledger, await usesOfAll(ledger, asOf, asked)),
      trusts: await explain(ledger, page, { asked, asOf, places, part }),
      ...counted,
    };
  }
}

async function usesOfAll(
  ledger: LedgerAt,
  asOf: IsoDate,
  { figure, expected, filter }: AskedOfCohort,
): Promise<readonly Use[]> {
  const models = await modelUses(ledger, { figure: ofTrust[figure], asOf });
  if (figure !== 'stage-gaps' || typeof expected === 'number') return models;
  return [...models, ...(await expectationUses(ledger, filter.demonstration))];
}

/** Over time, a trust has some seven hundred events behind it; on one day, a hundred. */
const longestPage: Readonly<Record<CohortFigure, number>> = {
  ...{ gaps: 50, stages: 50, 'boundary-gaps': 50, drivers: 50, 'stage-gaps': 50 },
  ...{ progression: 10, transitions: 10, 'money-gaps': 10, 'money-over-time': 10 },
};

const ofTrust = {
  ...({ gaps: 'gap', stages: 'stage', progression: 'progression' } as const),
  ...({ 'boundary-gaps': 'boundary', drivers: 'drivers', 'stage-gaps': 'stage' } as const),
  ...({ transitions: 'progression' } as const),
  ...({ 'money-gaps': 'money', 'money-over-time': 'money' } as const),
} satisfies Readonly<Record<CohortFigure, ExplainedFigure>>;

const looksAt = {
  ...({ gaps: looksOnTheDay, stages: looksOnTheDay, progression: looksOverTime } as const),
  ...({ 'boundary-gaps': looksOnTheDay, drivers: looksOnTheDay } as const),
  ...({ 'stage-gaps': looksOnTheDay, transitions: looksOverTime } as const),
  ...({ 'money-gaps': looksAtHolder, 'money-over-time': looksAtHolder } as const),
} as const;

/** The one under which a trust that is asked for counts: itself or, as is, its successor of today. */
function wholeAsked(
  ledger: LedgerAt,
  asOf: IsoDate,
  {
    organisation,
    lens,
  }: Pick<AskedOfCohort, 'lens'> & Readonly<{ organisation: OdsCode | undefined }>,
): OdsCode | undefined {
  if (organisation === undefined) return undefined;
  return wholeOf(ledger, organisation, asOf, lens)?.organisation.code ?? organisation;
}

type Explaining = Readonly<{
  asked: AskedOfCohort;
  asOf: IsoDate;
  places: Places;
  part: Pick<PartOfExplanation, 'capability' | 'counted'>;
}>;

async function explain(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asked, asOf, places, part: { capability, counted } }: Explaining,
): Promise<readonly TrustExplained[]> {
  const { figure, by, filter, lens, weights } = asked;
  const membership = await membershipUses(ledger, codes, (code) =>
    looksAt[figure](ledger, code, { by, filter, lens, asOf }),
  );
  // What stayed with a trust that closed is named in the answer.
  const own = codes.filter((code) => places.has(code) || ofTrust[figure] === 'money');
  const question = { figure: ofTrust[figure], asOf, capability };
  const behind = counted === true && capability === undefined ? countedBehind : listedBehind;
  const partOf = await behind(ledger, own, { question, membership });
  return codes.map((code): TrustExplained => {
    const place = places.get(code);
    return {
      ...participant(ledger, code, asOf),
      counts: place !== undefined,
      countsUnder: place?.code ?? code,
      group: place === undefined ? null : groupCodeOf(place, by),
      weight: weightOf(weights, code),
      ...partOf(code),
    };
  });
}
