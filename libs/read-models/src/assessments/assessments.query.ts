import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { instruments, type InstrumentCode } from '#assessments';
import type { KnownFact } from '#facts';
import { compare, formulaUsed, type FormulaUsed } from '#figures';
import type { EffectiveDay, FactId, IsoDate, OdsCode, StatedDate } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';

/** One score, or one result of a survey, of one edition. */
export type AssessedLine = Readonly<{
  edition: string;
  effective: EffectiveDay;
  /** What is scored; `net` for a survey: the positive less the negative share, -100 to 100. */
  name: string;
  score: number;
  selfAssessed: boolean | null;
  /** Of a survey: shares in percent, and how many answered. */
  answers: Readonly<{
    positive: number;
    neutral: number;
    negative: number;
    respondents: number;
  }> | null;
  publishedOn: StatedDate | null;
  factId: FactId;
  eventId: string;
}>;

export type AssessmentsBody = Readonly<{
  formula: FormulaUsed;
  organisation: OrganisationOn;
  /** One instrument alone: the scales of two are never put side by side. */
  instrument: Readonly<{ code: InstrumentCode; title: string; from: number; to: number }>;
  /** Newest first. */
  lines: readonly AssessedLine[];
}>;
export type AssessmentsAnswer = Stamp & AssessmentsBody;

/** What one instrument says of a trust by a day. Undefined for an unknown code. */
export class AssessmentsBy extends Query<AssessmentsAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly instrument: InstrumentCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(AssessmentsBy)
export class AssessmentsByHandler implements IQueryHandler<AssessmentsBy> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, instrument, moment }: AssessmentsBy): Promise<AssessmentsAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, (ledger) => {
      const body = assessedAt(ledger, { code, instrument, asOf });
      return Promise.resolve(body && { ...stampOf(ledger, asOf), ...body });
    });
  }
}

export type AssessedBy = Readonly<{ code: OdsCode; instrument: InstrumentCode; asOf: IsoDate }>;

/** What an instrument says of a trust by a day; undefined for an unknown code. */
export function assessedAt(
  ledger: LedgerAt,
  { code, instrument, asOf }: AssessedBy,
): AssessmentsBody | undefined {
  const organisation = organisationOn(ledger, code, asOf);
  if (organisation === undefined) return undefined;
  const lines = [
    ...ledger.stated(code, 'assessment').flatMap(scoresIn),
    ...ledger.stated(code, 'survey').map(resultIn),
  ];
  return {
    formula: formulaUsed('assessments'),
    organisation,
    instrument: { code: instrument, title: instruments[instrument].title, ...scaleOf(instrument) },
    lines: lines
      .filter(({ of, effective }) => of === instrument && effective.latest <= asOf)
      .toSorted(newestDayFirst)
      .map(({ of: _, ...line }) => line),
  };
}

type Line = AssessedLine & Readonly<{ of: string }>;

const placeOf = ({ effective, factId, eventId, value }: KnownFact<'assessment' | 'survey'>) => ({
  of: value.instrument,
  edition: value.edition,
  effective,
  publishedOn: value.publishedOn ?? null,
  factId,
  eventId,
});

const scoresIn = (fact: KnownFact<'assessment'>): Line[] =>
  Object.entries(fact.value.scores).map(([name, score]) => ({
    ...placeOf(fact),
    name,
    score,
    selfAssessed: fact.value.selfAssessed,
    answers: null,
  }));

/** Net experience (domain.md 3.2): what is neutral counts for nothing. */
function resultIn(fact: KnownFact<'survey'>): Line {
  const { positive, negative, respondents } = fact.value;
  const neutral = inHundredths(100 - positive - negative);
  return {
    ...placeOf(fact),
    name: 'net',
    score: inHundredths(positive - negative),
    selfAssessed: null,
    answers: { positive, neutral, negative, respondents },
  };
}

/** Shares are stated with a decimal or two: what they leave over is no finer. */
const inHundredths = (share: number): number => Math.round(share * 100) / 100;

const newestDayFirst = (one: AssessedLine, other: AssessedLine): number =>
  compare(other.effective.latest, one.effective.latest) || compare(one.name, other.name);

function scaleOf(code: InstrumentCode): Readonly<{ from: number; to: number }> {
  const instrument = instruments[code];
  if (instrument.kind === 'survey') return { from: -100, to: 100 };
  const { from, to } = instrument.scale;
  return { from, to };
}
