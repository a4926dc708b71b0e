import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, stageOf, type Counted, type FormulaUsed, type StageFigure } from '#figures';
import type { BenefitClass, IsoDate, OdsCode, Stage } from '#vocabulary';
import { waitingAt } from '../approvals/approvals.query.js';
import { benefitsByHome } from '../benefits/benefit-on.js';
import { onTrackAmong } from '../benefits/benefit-standing.js';
import { listed } from '../benefits/benefits-register.query.js';
import { dueAt } from '../due/due.query.js';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import { modelAt, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { groupedBy } from '../grouped-by.js';
import type { OrganisationOn } from '../organisations/organisation-on.js';

export type SummaryAnswer = Stamp &
  Readonly<{
    formula: FormulaUsed;
    organisation: OrganisationOn;
    /** Criteria of the next stage that are met, of those that apply; null where there is no next one. */
    criteria: (Counted & Readonly<{ stage: Stage }>) | null;
    /** Benefits that are green against their newest approval, of those approved and not written off. */
    onTrack: Counted;
    /** The same by class, of the classes in which any is approved. */
    onTrackOf: readonly ClassOnTrack[];
    /** What is overdue, of what is due or will be within three months. */
    overdue: Counted;
    /** What people of the trust decide on, of all that waits for a second person. */
    waiting: Counted;
  }>;

type ClassOnTrack = Counted & Readonly<{ class: BenefitClass }>;

/** How does a trust stand, in a few counts? Undefined for an unknown code. */
export class TrustSummary extends Query<SummaryAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(TrustSummary)
export class TrustSummaryHandler implements IQueryHandler<TrustSummary> {
  private readonly summaries: FiguresIfAny<Omit<SummaryAnswer, keyof Stamp>>;

  constructor(ledger: Ledger) {
    this.summaries = new FiguresIfAny(ledger);
  }

  execute({ code, moment }: TrustSummary): Promise<SummaryAnswer | undefined> {
    const { asOf } = moment;
    return this.summaries.at(moment, { code }, async (ledger) => {
      const due = await dueAt(ledger, code, asOf);
      const waiting = await waitingAt(ledger, code, asOf);
      if (due === undefined || waiting === undefined) return undefined;
      const model = modelAt(ledger, asOf);
      const values = (await ledger.valuesAt([code], asOf)).get(code) ?? [];
      return {
        formula: formulaUsed('summary'),
        organisation: due.organisation,
        criteria: model === undefined ? null : criteriaOf(stageOf(values, model.content, asOf)),
        ...(await onTrack(ledger, code, asOf)),
        overdue: counted(due),
        waiting: counted(waiting),
      };
    });
  }
}

const counted = ({ numerator, denominator }: Counted): Counted => ({ numerator, denominator });

function criteriaOf({ attainment, criteria }: StageFigure): SummaryAnswer['criteria'] {
  if (attainment === undefined) return null;
  const { stage } = attainment;
  const own = criteria.filter(
    (criterion) => criterion.stage === stage && criterion.state !== 'not-applicable',
  );
  const met = own.filter(({ state }) => state === 'met').length;
  return { stage, numerator: met, denominator: own.length };
}

async function onTrack(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<Pick<SummaryAnswer, 'onTrack' | 'onTrackOf'>> {
  const benefits = await listed(ledger, asOf, benefitsByHome(ledger, asOf).get(code) ?? []);
  return {
    onTrack: onTrackAmong(benefits),
    onTrackOf: [...groupedBy(benefits, (benefit) => benefit.class)]
      .map(([of, those]) => ({ class: of, ...onTrackAmong(those) }))
      .filter(({ denominator }) => denominator > 0)
      .toSorted((one, other) => (one.class < other.class ? -1 : 1)),
  };
}
