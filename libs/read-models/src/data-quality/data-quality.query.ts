import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { countedOf, formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, OdsCode, PartId, ProgrammeId } from '#vocabulary';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import { cohortOf, membersOf, type Cohort, type CohortFilter } from '../cohorts/cohort.js';
import { modelAt, type ModelUsed, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { factsOfProgramme, ofKind } from '../programmes/programme-facts.js';
import { FiguresKept } from '../reports/figures-kept.js';
import { reportsNow, restatedIn } from '../reports/report-standing.js';
import { mendedAfterClose } from './mended-after-close.js';
import { linesOf, withParts, type QualityLine, type QualityPart } from './quality-lines.js';
import { qualityOf } from './trust-quality.js';

/** A measure of one trust. */
export type TrustQualityLine = Readonly<{ code: OdsCode; name: string }> & QualityLine;

type QualityBody = Readonly<{
  formula: FormulaUsed;
  programme: ProgrammeId;
  cohort: Cohort;
  model: ModelUsed | null;
  /** Trusts that recorded anything in the last thirty days, of all. */
  numerator: number;
  denominator: number;
  /** Those closed by the day. */
  periods: readonly PartId[];
  /** Of all trusts together; published figures only where no part of the programme is asked for. */
  measures: readonly QualityLine[];
  trusts: readonly TrustQualityLine[];
}>;
export type DataQualityAnswer = Stamp & QualityBody;

export type QualityPlace = Omit<CohortFilter, 'demonstration'>;

/** How far can the data of a programme's trusts be relied on? Undefined for no programme. */
export class DataQuality extends Query<DataQualityAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly moment: Moment,
    readonly place: QualityPlace = {},
  ) {
    super();
  }
}

@QueryHandler(DataQuality)
export class DataQualityHandler implements IQueryHandler<DataQuality> {
  private readonly figures: FiguresIfAny<QualityBody>;
  private readonly restatements = new FigureCache<QualityPart>(20);

  constructor(
    private readonly ledger: Ledger,
    private readonly kept: FiguresKept,
  ) {
    // It lists every measure of every trust.
    this.figures = new FiguresIfAny(ledger, 20);
  }

  async execute({ programme, moment, place }: DataQuality): Promise<DataQualityAnswer | undefined> {
    const { asOf } = moment;
    const answer = await this.figures.at(moment, { programme, place }, (ledger) =>
      qualityOfProgramme(ledger, { programme, place, asOf }),
    );
    // What was published is of all trusts, whatever part of them is asked for.
    if (answer === undefined || Object.keys(place).length > 0) return answer;
    const { entry, periods, measures } = answer;
    // After that, as what was published is worked out anew on connections of its own.
    const restated = await this.restatements.at(
      { version: String(entry) },
      { programme, asOf },
      () => this.restated(programme, periods, { asOf, knownAt: { entry } }),
    );
    return { ...answer, measures: withParts(measures, [restated]) };
  }

  /** Published figures of closed periods that are no longer what they were, of those worked out again. */
  private async restated(
    programme: ProgrammeId,
    periods: readonly PartId[],
    moment: Moment,
  ): Promise<QualityPart> {
    const reports = await this.ledger.at(moment.knownAt, async (ledger) => {
      const facts = await factsOfProgramme(ledger, programme, moment.asOf);
      const registered = ofKind(facts, 'programme').at(-1);
      return registered && reportsNow(this.kept, ledger, { programme, registered, facts, periods });
    });
    const restated: boolean[] = [];
    // One after another: each holds a connection while it is worked out as it was then.
    for (const report of reports ?? []) {
      const those = await restatedIn(this.kept, report);
      restated.push(...those.filter((is) => is !== null));
    }
    return {
      ...{ measure: 'corrections', of: 'published-figures' },
      ...countedOf(restated, (is) => is),
    };
  }
}

type Asked = Readonly<{ programme: ProgrammeId; place: QualityPlace; asOf: IsoDate }>;

/** The measures of all trusts on a day, worked out anew; published figures are left out. */
export async function qualityOfProgramme(
  ledger: LedgerAt,
  { programme, place, asOf }: Asked,
): Promise<QualityBody | undefined> {
  const facts = await factsOfProgramme(ledger, programme, asOf);
  const registered = ofKind(facts, 'programme').at(-1);
  if (registered === undefined) return undefined;
  const filter = { ...place, demonstration: registered.value.demonstration };
  const members = membersOf(ledger, asOf, filter, 'as-was');
  const late = await mendedAfterClose(ledger, { programme, facts, asOf });
  const found = await qualityOf(ledger, members, asOf, late);
  const measures = linesOf(Array.from(found.values(), (each) => each.found));
  const silent = measures.find(({ measure }) => measure === 'silent');
  return {
    formula: formulaUsed('data-quality'),
    programme,
    cohort: cohortOf(members, { asOf, filter, lens: 'as-was' }),
    model: modelAt(ledger, asOf)?.used ?? null,
    numerator: members.length - (silent?.numerator ?? 0),
    denominator: members.length,
    periods: ofKind(facts, 'reporting-period').map(({ subject }) => subject as PartId),
    measures,
    trusts: members.flatMap(({ trust: { code, name } }) =>
      (found.get(code)?.lines ?? []).map((line) => ({ code, name, ...line })),
    ),
  };
}

type TrustQualityBody = Readonly<{
  formula: FormulaUsed;
  organisation: OrganisationOn;
  model: ModelUsed | null;
  measures: readonly QualityLine[];
}>;
export type TrustQualityAnswer = Stamp & TrustQualityBody;

/** How far can the data of one trust be relied on? Undefined for what is no trust. */
export class TrustQuality extends Query<TrustQualityAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(TrustQuality)
export class TrustQualityHandler implements IQueryHandler<TrustQuality> {
  private readonly figures: FiguresIfAny<TrustQualityBody>;

  constructor(ledger: Ledger) {
    this.figures = new FiguresIfAny(ledger);
  }

  execute({ code, moment }: TrustQuality): Promise<TrustQualityAnswer | undefined> {
    return this.figures.at(moment, { code }, async (ledger) => {
      const organisation = organisationOn(ledger, code, moment.asOf);
      if (organisation?.kind !== 'trust') return undefined;
      const member = { trust: organisation, countsUnder: organisation };
      const found = await qualityOf(ledger, [member], moment.asOf);
      const model = modelAt(ledger, moment.asOf)?.used ?? null;
      return {
        formula: formulaUsed('data-quality'),
        ...{ organisation, model, measures: found.get(code)?.lines ?? [] },
      };
    });
  }
}
