import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import type { FormulaUsed } from '#figures';
import type { IsoDate, OdsCode, PartId, ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import {
  forecastOf,
  type ForecastBody,
  type TrustOutlook,
} from '../forecast/target-forecast.query.js';
import { courseOf, type CourseBody } from '../forecast/target-course.query.js';
import { targetTrusts, type TargetTrustsBody } from '../programmes/target-trusts.query.js';
import type { TrustHeld } from '../programmes/target-held.js';
import { entriesCounted, type EntriesCounted } from './entries-behind.js';
import { eventsBehind, type EventUsed } from './events-used.js';
import { termKinds } from './expectation-explained.js';
import { modelUses } from './figures-explained.js';
import { candidatesOf, lookEver } from './membership.js';
import {
  pageOf,
  participant,
  type PageOfParts,
  type PartAsked,
  type PartExplained,
} from './parts.js';
import {
  asksForStages,
  deploymentKinds,
  heldKinds,
  longestPage,
  looksAt,
  stageKindsAsked,
  type TargetFigure,
} from './target-looks.js';
import { usesBy, usesOfLooks, type Use } from './uses.js';

type OfTrust = Omit<TrustOutlook, 'facts'> | Omit<TrustHeld, 'facts'>;

/** With the number of entries behind it, where its events are only counted. */
type TrustOfTarget = PartExplained<OfTrust> & Readonly<{ entries?: EntriesCounted }>;

export type TargetExplanation = Stamp &
  PageOfParts &
  Readonly<{
    figure: TargetFigure;
    formula: FormulaUsed;
    /** The figure itself; trusts are told one by one beside it. */
    answer:
      | Omit<TargetTrustsBody, 'trusts'>
      | Omit<ForecastBody, 'trusts' | 'referenceFacts'>
      | CourseBody;
    /** What concerns all trusts: the terms, what was foretold and judged, the model. */
    events: readonly EventUsed[];
    /** Without any event that is not listed here or above, on any page, the answer would be the same. */
    trusts: readonly TrustOfTarget[];
  }>;

/** `counted`: the events of each trust are not listed but counted, and those of these kinds by themselves. */
type PartOfTarget = PartAsked & Readonly<{ counted?: ReadonlySet<FactKind> }>;

/** Which trusts, inputs and events is a figure of a target made from? Undefined where it had no terms. */
export class ExplainTarget extends Query<TargetExplanation | undefined> {
  constructor(
    readonly figure: TargetFigure,
    readonly named: Readonly<{ programme: ProgrammeId; target: PartId }>,
    readonly moment: Moment,
    readonly part: PartOfTarget,
  ) {
    super();
  }
}

type ExplanationBody = Omit<TargetExplanation, keyof Stamp>;

@QueryHandler(ExplainTarget)
export class ExplainTargetHandler implements IQueryHandler<ExplainTarget> {
  /** Pages of trusts share the figure they are pages of. */
  private readonly answers = new FigureCache<Answered | undefined>(20);

  /** Of pages, a few: each may name some thousand events. */
  private readonly pages = new FigureCache<ExplanationBody | undefined>(8);

  constructor(private readonly ledger: Ledger) {}

  execute({ figure, named, moment, part }: ExplainTarget): Promise<TargetExplanation | undefined> {
    const { asOf, knownAt } = moment;
    const question = { figure, named, asOf };
    return this.ledger.at(knownAt, async (ledger) => {
      const counted = part.counted && [...part.counted];
      const body = await this.pages.at(ledger, { ...question, part: { ...part, counted } }, () =>
        this.pageAt(ledger, question, part),
      );
      return body && { ...stampOf(ledger, asOf), ...body };
    });
  }

  private async pageAt(
    ledger: LedgerAt,
    question: Question,
    part: PartOfTarget,
  ): Promise<ExplanationBody | undefined> {
    const { figure, named, asOf } = question;
    const found = await this.answers.at(ledger, question, () =>
      answered[figure](ledger, { ...named, asOf }),
    );
    const registered = ledger.stated(named.programme, 'programme')[0];
    if (found === undefined || registered === undefined) return undefined;
    const { demonstration } = registered.value;
    const candidates = await candidatesOf(ledger, asOf, demonstration);
    const explained = candidates.filter(
      (code) => part.organisation === undefined || code === part.organisation,
    );
    const limit = Math.min(part.limit, longestPage[figure]);
    const { page, counted } = pageOf(explained, { ...part, limit });
    const asksStages = asksForStages(ledger, named);
    const ofAll = await usesOfAll(ledger, question, asksStages);
    const kinds = [...heldKinds, ...(asksStages ? stageKindsAsked : [])];
    const looks = await looksAt[figure](ledger, page, { asOf, kinds });
    const uses = await usesBy(ledger, looks, [...kinds, ...deploymentKinds]);
    const listed = part.counted === undefined ? [...uses.values()].flat() : [];
    const eventsIn = await eventsBehind(ledger, [...ofAll, ...listed]);
    return {
      figure,
      formula: found.answer.formula,
      answer: found.answer,
      events: eventsIn(ofAll),
      trusts: page.map((code) => ({
        ...participant(ledger, code, asOf),
        counts: found.counted.has(code),
        inputs: found.inputs.get(code) ?? null,
        ...(part.counted === undefined
          ? { events: eventsIn(uses.get(code) ?? []) }
          : { events: [], entries: entriesCounted(uses.get(code) ?? [], part.counted) }),
      })),
      ...counted,
    };
  }
}

type Question = Pick<ExplainTarget, 'figure' | 'named'> & Readonly<{ asOf: IsoDate }>;

/** What concerns all trusts. A forecast is scored on the days of its deadlines, by the models of then. */
async function usesOfAll(
  ledger: LedgerAt,
  { named: { programme }, asOf }: Question,
  asksStages: boolean,
): Promise<readonly Use[]> {
  const look = lookEver(ledger, programme, programmeKinds);
  return [
    ...(await usesOfLooks(ledger, [look], programmeKinds)),
    ...(asksStages ? await modelUses(ledger, { figure: 'progression', asOf }) : []),
  ];
}

type Asked = Readonly<{ programme: ProgrammeId; target: PartId; asOf: IsoDate }>;

type Answered = Readonly<{
  answer: TargetExplanation['answer'];
  /** Trusts that reach it; in a forecast, those that still have to. */
  counted: ReadonlySet<OdsCode>;
  inputs: ReadonlyMap<OdsCode, OfTrust>;
}>;

const answered: Readonly<
  Record<TargetFigure, (ledger: LedgerAt, asked: Asked) => Promise<Answered | undefined>>
> = {
  async coverage(ledger, asked) {
    const found = await targetTrusts(ledger, asked);
    if (found === undefined) return undefined;
    const { trusts, ...answer } = found;
    const counting = trusts.filter(({ verdict }) => verdict === 'counts');
    return { answer, counted: codesOf(counting), inputs: inputsOf(trusts) };
  },
  async forecast(ledger, asked) {
    const found = await forecastOf(ledger, asked);
    if (found === undefined) return undefined;
    const { trusts, referenceFacts: _, ...answer } = found;
    return { answer, counted: codesOf(trusts), inputs: inputsOf(trusts) };
  },
  async course(ledger, asked) {
    const answer = await courseOf(ledger, asked);
    const found = await answered.coverage(ledger, asked);
    return answer && found && { ...found, answer };
  },
};

const codesOf = (trusts: readonly Readonly<{ code: OdsCode }>[]): ReadonlySet<OdsCode> =>
  new Set(trusts.map(({ code }) => code));

const inputsOf = (trusts: readonly (TrustHeld | TrustOutlook)[]): ReadonlyMap<OdsCode, OfTrust> =>
  new Map(trusts.map(({ facts: _, ...inputs }) => [inputs.code, inputs]));

const programmeKinds: readonly FactKind[] = [...termKinds, 'forecast', 'judgement'];
