import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FormulaUsed } from '#figures';
import type { IsoDate, OdsCode, ProgrammeId } from '#vocabulary';
import { attention, type AttentionItem, type AttentionKind } from '../attention/attention.query.js';
import { lastSpoken } from '../attention/silent-trusts.js';
import { membersOf, type CohortFilter } from '../cohorts/cohort.js';
import { qualityOfProgramme, type QualityPlace } from '../data-quality/data-quality.query.js';
import type { QualityLine } from '../data-quality/quality-lines.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { attentionUses, qualityUses } from './board-uses.js';
import { eventsBehind, eventsOf, type EventUsed } from './events-used.js';
import { modelUses } from './figures-explained.js';
import { candidatesOf } from './membership.js';
import {
  pageOf,
  participant,
  type PageOfParts,
  type PartAsked,
  type PartExplained,
} from './parts.js';
import type { Use } from './uses.js';

/** What a board asks of its trusts, and of what they recorded. */
export type BoardQuestion =
  | Readonly<{ figure: 'attention'; filter: CohortFilter }>
  | Readonly<{ figure: 'data-quality'; programme: ProgrammeId; place: QualityPlace }>;

type OwnItem = Omit<AttentionItem, 'code' | 'name'>;

/** What came of one trust. */
export type BoardInputs = Readonly<{
  /** What there is to ask about, or what was found of its data. */
  found: readonly (OwnItem | QualityLine)[];
  /** The last entry recorded for it in the 30 days up to the day; null where it is silent. */
  lastEntry: number | null;
}>;

export type BoardExplanation = Stamp &
  PageOfParts &
  Readonly<{
    figure: BoardQuestion['figure'];
    formula: FormulaUsed;
    /** The figures themselves. */
    answer: readonly (AttentionKind | QualityLine)[];
    /** What concerns all trusts: the model. */
    events: readonly EventUsed[];
    /** Without any event that is listed, on any page, or any last entry, the figures would be the same. */
    trusts: readonly PartExplained<BoardInputs>[];
  }>;

/** Which events are attention and data quality made from, trust by trust? Undefined for no programme. */
export class ExplainBoard extends Query<BoardExplanation | undefined> {
  constructor(
    readonly question: BoardQuestion,
    readonly moment: Moment,
    readonly part: PartAsked,
  ) {
    super();
  }
}

type Found = Readonly<{
  formula: FormulaUsed;
  demonstration: boolean;
  answer: BoardExplanation['answer'];
  /** Of each trust that counts. */
  of: ReadonlyMap<OdsCode, BoardInputs['found']>;
}>;

@QueryHandler(ExplainBoard)
export class ExplainBoardHandler implements IQueryHandler<ExplainBoard> {
  /** Pages of trusts share the figures they are pages of. */
  private readonly found = new FigureCache<Found | undefined>(10);

  constructor(private readonly ledger: Ledger) {}

  execute({ question, moment, part }: ExplainBoard): Promise<BoardExplanation | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const found = await this.found.at(ledger, { asOf, question }, () =>
        foundOn(ledger, { asOf, question }),
      );
      if (found === undefined) return undefined;
      const { organisation } = part;
      const explained = (await candidatesOf(ledger, asOf, found.demonstration)).filter(
        (code) => organisation === undefined || code === organisation,
      );
      const limit = Math.min(part.limit, MOST_TRUSTS);
      const { page, counted } = pageOf(explained, { ...part, limit });
      const { figure } = question;
      const ofAll = figure === 'attention' ? [] : await modelUses(ledger, { figure: 'gap', asOf });
      return {
        ...stampOf(ledger, asOf),
        ...{ figure, formula: found.formula, answer: found.answer },
        events: await eventsOf(ledger, ofAll),
        trusts: await explain(ledger, page, { question, asOf, found }),
        ...counted,
      };
    });
  }
}

/** Trusts on a page. Every claim of one and all that its benefits came to: a thousand events are no rarity. */
export const MOST_TRUSTS = 10;

async function foundOn(
  ledger: LedgerAt,
  { asOf, question }: Readonly<{ asOf: IsoDate; question: BoardQuestion }>,
): Promise<Found | undefined> {
  if (question.figure === 'attention') {
    const { filter } = question;
    const { formula, kinds, items } = await attention(ledger, asOf, filter);
    const members = membersOf(ledger, asOf, filter, 'as-was').map(({ trust }) => trust.code);
    return { formula, demonstration: filter.demonstration, answer: kinds, of: by(members, items) };
  }
  const quality = await qualityOfProgramme(ledger, { ...question, asOf });
  if (quality === undefined) return undefined;
  const { formula, cohort, measures, trusts } = quality;
  const { demonstration } = cohort;
  const members = membersOf(ledger, asOf, { ...question.place, demonstration }, 'as-was');
  const codes = members.map(({ trust }) => trust.code);
  return { formula, demonstration, answer: measures, of: by(codes, trusts) };
}

const by = <Line extends Readonly<{ code: OdsCode; name: string }>>(
  codes: readonly OdsCode[],
  lines: readonly Line[],
): ReadonlyMap<OdsCode, readonly Omit<Line, 'code' | 'name'>[]> =>
  new Map(
    codes.map((code) => [
      code,
      lines.filter((line) => line.code === code).map(({ code: _, name: __, ...own }) => own),
    ]),
  );

async function explain(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { question, asOf, found }: Readonly<{ question: BoardQuestion; asOf: IsoDate; found: Found }>,
): Promise<readonly PartExplained<BoardInputs>[]> {
  const uses: ReadonlyMap<OdsCode, readonly Use[]> = await (
    question.figure === 'attention' ? attentionUses : qualityUses
  )(ledger, codes, asOf);
  const spoken = await lastSpoken(ledger, codes, asOf);
  const eventsIn = await eventsBehind(ledger, [...uses.values()].flat());
  return codes.map((code) => {
    const own = found.of.get(code);
    return {
      ...participant(ledger, code, asOf),
      counts: own !== undefined,
      inputs: own === undefined ? null : { found: own, lastEntry: spoken.get(code) ?? null },
      events: eventsIn(uses.get(code) ?? []),
    };
  });
}
