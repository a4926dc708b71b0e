import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import { dayInWords, earlierOf, spanOf, type IsoDate, type StatedDate } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { organisationsOn } from '../organisations/organisation-on.js';

/** A national figure as somebody published it; null is what they did not say. */
export type NationalFigure = Readonly<{
  series: string;
  date: StatedDate;
  kind: 'actual' | 'forecast' | 'target';
  unit: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  statement: string | null;
  /** Its address, or the file it was computed from. */
  source: string;
}>;

type Range = Readonly<{ low: number; high: number }>;

/** What our facts give for the same day; bounds where trusts are unknown. */
type Ours = Readonly<{ numerator: Range | null; denominator: number }>;

export type FigureCompared = NationalFigure &
  Readonly<{
    /** The day our facts are read for: the last its date may mean, and no later than the question's. */
    on: IsoDate;
    /** Null where our facts cannot speak to it. */
    ours: Ours | null;
    /** Ours − published. */
    difference: Readonly<{ numerator: Range | null; denominator: number | null }> | null;
    explanation: string;
  }>;

export type PublishedFiguresAnswer = Stamp &
  Readonly<{
    formula: FormulaUsed;
    /** Figures our facts can speak to, of all. */
    numerator: number;
    denominator: number;
    figures: readonly FigureCompared[];
  }>;

/** What was published of the nation, beside what the facts loaded here give for the same days. */
export class PublishedFigures extends Query<PublishedFiguresAnswer> {
  constructor(
    readonly published: readonly NationalFigure[],
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(PublishedFigures)
export class PublishedFiguresHandler implements IQueryHandler<PublishedFigures> {
  constructor(private readonly ledger: Ledger) {}

  execute({ published, moment: { asOf, knownAt } }: PublishedFigures) {
    return this.ledger.at(knownAt, (ledger): Promise<PublishedFiguresAnswer> => {
      const figures = comparedWith(ledger, published, asOf);
      return Promise.resolve({
        ...stampOf(ledger, asOf),
        formula: formulaUsed('published-figures'),
        numerator: figures.filter(({ ours }) => ours !== null).length,
        denominator: figures.length,
        figures,
      });
    });
  }
}

/** Each figure published by a day, beside ours. */
export function comparedWith(
  ledger: LedgerAt,
  published: readonly NationalFigure[],
  asOf: IsoDate,
): readonly FigureCompared[] {
  const days = new Map<IsoDate, Counted>();
  return published
    .filter(({ date }) => spanOf(date).earliest <= asOf)
    .map((figure) => compared(figure, asOf, (day) => countedOn(ledger, day, days)));
}

/** The real trusts open on a day, and what was reported of each by then. */
type Counted = Readonly<{
  day: IsoDate;
  open: number;
  acute: number;
  withEpr: number;
  without: number;
  /** Open trusts of which no source says, and closed ones of which one does. */
  unknown: readonly string[];
  closed: readonly string[];
}>;

function countedOn(ledger: LedgerAt, day: IsoDate, known: Map<IsoDate, Counted>): Counted {
  const before = known.get(day);
  if (before !== undefined) return before;
  const reported = organisationsOn(ledger, day)
    .filter(({ kind, demonstration }) => kind === 'trust' && !demonstration)
    .map((trust) => {
      const [status] = ofKind(ledger.statedAt(trust.code, day), 'epr-status');
      return { ...trust, hasEpr: status?.value.hasEpr };
    });
  const open = reported.filter((each) => each.open);
  const counted = {
    day,
    open: open.length,
    acute: open.filter(({ trustType }) => trustType === 'Acute').length,
    withEpr: open.filter(({ hasEpr }) => hasEpr === true).length,
    without: open.filter(({ hasEpr }) => hasEpr === false).length,
    unknown: open.filter(({ hasEpr }) => hasEpr === undefined).map(({ code }) => code),
    closed: reported
      .filter((each) => !each.open && each.hasEpr !== undefined)
      .map((each) => each.code),
  };
  known.set(day, counted);
  return counted;
}

function compared(
  figure: NationalFigure,
  asOf: IsoDate,
  countedBy: (day: IsoDate) => Counted,
): FigureCompared {
  const on = earlierOf(spanOf(figure.date).latest, asOf);
  const spoken =
    figure.kind === 'actual' && Object.hasOwn(speaking, figure.series)
      ? speaking[figure.series]?.(countedBy(on))
      : undefined;
  if (spoken === undefined) {
    return { ...figure, on, ours: null, difference: null, explanation: whyNot(figure) };
  }
  const { ours, because } = spoken;
  const difference = differenceOf(figure, ours);
  return { ...figure, on, ours, difference, explanation: `${told(difference)} ${because}` };
}

type Spoken = Readonly<{ ours: Ours; because: string }>;

const exactly = (count: number): Range => ({ low: count, high: count });

/** What our facts say of each series, and what may part the two. Nothing here is fitted to them. */
const speaking: Readonly<Record<string, (counted: Counted) => Spoken>> = {
  trust_count: ({ open, day }) => ({
    ours: { numerator: exactly(open), denominator: open },
    because: `Ours are the trusts open in the Organisation Data Service on ${dayInWords(day)}; a source that counts another day of its month, or only the trusts in its scope, counts others.`,
  }),
  epr_coverage: (counted) => ({
    ours: {
      numerator: { low: counted.withEpr, high: counted.withEpr + counted.unknown.length },
      denominator: counted.open,
    },
    because: becauseOfStatus(counted),
  }),
  epr_none: (counted) => ({
    ours: {
      numerator: { low: counted.without, high: counted.without + counted.unknown.length },
      denominator: counted.open,
    },
    because: becauseOfStatus(counted),
  }),
  ...Object.fromEntries(
    ['5_to_7', '0_to_4', 'not_assessed'].map((band) => [`acute_emram_${band}`, acuteOnly]),
  ),
  acute_infram_5_to_7: acuteOnly,
};

function acuteOnly({ acute }: Counted): Spoken {
  return {
    ours: { numerator: null, denominator: acute },
    because:
      'Ours are the open trusts of the type Acute by today’s classification, children’s and specialist trusts of that type among them; no EMRAM or INFRAM stage of a trust is loaded, so only the denominator can be compared.',
  };
}

function becauseOfStatus({ day, open, unknown, closed }: Counted): string {
  const on = dayInWords(day);
  if (unknown.length === open) {
    return `No source that we hold says of a trust by ${on} whether it has an EPR, so its count is anything up to all of them.`;
  }
  return [
    `Ours are the trusts open on ${on}, by the last word of any source of each by then.`,
    ...(unknown.length === 0 ? [] : [`None says of ${unknown.join(', ')}.`]),
    ...(closed.length === 0
      ? []
      : [`Closed by then, and so not among them: ${closed.join(', ')}.`]),
    'What else parts the two, such as what counts as an EPR, the sources leave open.',
  ].join(' ');
}

function differenceOf({ numerator, denominator }: NationalFigure, ours: Ours) {
  return {
    numerator:
      numerator === null || ours.numerator === null
        ? null
        : { low: ours.numerator.low - numerator, high: ours.numerator.high - numerator },
    denominator: denominator === null ? null : ours.denominator - denominator,
  };
}

function told({ numerator, denominator }: NonNullable<FigureCompared['difference']>): string {
  const parts = [
    ...(numerator === null ? [] : [`Counted: ${rangeInWords(numerator)}.`]),
    ...(denominator === null ? [] : [`Of how many: ${rangeInWords(exactly(denominator))}.`]),
  ];
  return parts.length === 0
    ? 'The source gives a share without its counts, so ours stand beside it uncompared.'
    : parts.join(' ');
}

function rangeInWords({ low, high }: Range): string {
  if (low === 0 && high === 0) return 'as published';
  if (low === high) return `${String(Math.abs(low))} ${low > 0 ? 'more' : 'fewer'} than published`;
  if (low <= 0 && high >= 0) return 'the published number lies within our bounds';
  const [least, most] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(-low, high)];
  return `${String(least)} to ${String(most)} ${low > 0 ? 'more' : 'fewer'} than published`;
}

function whyNot({ kind, series }: NationalFigure): string {
  if (kind === 'forecast')
    return 'A forecast: it is kept as a statement of its programme, and no fact of a trust says what was expected of all.';
  if (kind === 'target')
    return 'A target: it is kept with its terms under its programme, and is no fact of any trust.';
  const reason = unspoken.find(([begins]) => series.startsWith(begins));
  return reason?.[1] ?? 'No fact about trusts that is loaded here speaks of it.';
}

/** By how their names begin. */
const unspoken: readonly (readonly [string, string])[] = [
  [
    'epr_none_',
    'What stage a trust without an EPR had reached is known here of the few whose plans were made public, not of all.',
  ],
  ['epr_', 'Which trusts’ EPRs meet a standard, or exchange data, no public source says by trust.'],
  ['core_digitisation', 'Which trusts reach the core level no public source says by trust.'],
  [
    'dm',
    'The scores by trust that are loaded are those of acute trusts in 2025, by pillar; it speaks of another edition or of all of the NHS.',
  ],
  ['central_data', 'A finding of the assessment of 2025 that was published for all, not by trust.'],
  ['shared_care', 'A finding of the assessment of 2025 that was published for all, not by trust.'],
  ['medical_records', 'The returns of what records cost by trust are not loaded.'],
  ['programme_', 'Money of the programme, which is no fact of a trust.'],
  ['gde_', 'Money of the programme, which is no fact of a trust.'],
];
