import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind, KnownFact, LedgerValues, PeriodAmount } from '#facts';
import {
  formulaUsed,
  xmrChart,
  type FormulaUsed,
  type JudgedActual,
  type SpcChart,
} from '#figures';
import type { BenefitId, IsoDate, OdsCode } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { actualsOf } from './actuals.js';
import { gateOf, type GateStanding } from './benefit-gate.js';
import { marksOf, type BenefitMark } from './benefit-marks.js';
import { benefitOn, enablingOf, type BenefitOn } from './benefit-on.js';
import { listed, type BenefitListed } from './benefits-register.query.js';
import { presentValueOf, type PresentValue } from './present-value.js';

/** A statement of a benefit's record, and from when it counts. */
type Dated<Kind extends FactKind> = Readonly<{
  on: IsoDate;
  subject: string;
  value: LedgerValues[Kind];
  factId: string;
  eventId: string;
  entry: number;
}>;

/** What came of a period, and who says so. */
export type ActualListed = Omit<JudgedActual, 'fact' | 'judgement'> &
  Readonly<{
    /** The share of use was not reached, or nobody measured it. */
    gate: 'below' | 'unmeasured' | null;
    factId: string;
    eventId: string;
    /** That states it as it stands. */
    entry: number;
    /** The event of the validation or rejection its state comes from. */
    judgedBy: string | null;
  }>;

export type BenefitProfileAnswer = Stamp &
  Readonly<{
    formula: FormulaUsed;
    organisation: OrganisationOn;
    benefit: BenefitListed;
    profile: LedgerValues['benefit'];
    trajectories: Readonly<
      Record<'original' | 'current' | 'forecast', readonly PeriodAmount[] | null>
    >;
    actuals: readonly ActualListed[];
    /** Of actuals that were not rejected, by the last day of their periods. */
    chart: SpcChart;
    /** What may be why it moved, by day. */
    marks: readonly BenefitMark[];
    /** Null where nothing has to be reached before it counts. */
    gate: GateStanding | null;
    approvals: readonly Dated<'benefit-approval'>[];
    forecasts: readonly Dated<'benefit-forecast'>[];
    baselines: readonly Dated<'benefit-baseline'>[];
    owners: readonly Dated<'benefit-owner'>[];
    homes: readonly Dated<'benefit-home'>[];
    links: readonly Dated<'benefit-link'>[];
    disbenefits: readonly Dated<'disbenefit'>[];
    writtenOff: Dated<'benefit-write-off'> | null;
    /** Null for what has no value in money, or was never approved. */
    presentValue: PresentValue | null;
  }>;

/** Everything of one benefit. Undefined where it is, or was, no benefit of this organisation. */
export class BenefitProfile extends Query<BenefitProfileAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly benefit: BenefitId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(BenefitProfile)
export class BenefitProfileHandler implements IQueryHandler<BenefitProfile> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, benefit, moment }: BenefitProfile): Promise<BenefitProfileAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const on = benefitOn(ledger, benefit, asOf);
      const organisation = organisationOn(ledger, code, asOf);
      if (on?.homes.includes(code) !== true || organisation === undefined) return undefined;
      const [head] = await listed(ledger, asOf, [benefit]);
      if (head === undefined) return undefined;
      const actuals = (await actualsOf(ledger, [benefit], asOf)).get(benefit) ?? [];
      const said = saidOf(ledger, benefit, asOf);
      return {
        ...stampOf(ledger, asOf),
        formula: formulaUsed('benefit'),
        organisation,
        benefit: head,
        profile: on.profile.value,
        trajectories: {
          original: on.original?.value.trajectory ?? null,
          current: on.current?.value.trajectory ?? null,
          forecast: on.forecast?.value.trajectory ?? null,
        },
        actuals: actuals.map(listedActual),
        chart: chartOf(ledger, on, { actuals, asOf }),
        marks: marksOf(ledger, on, asOf),
        gate: await gateOf(ledger, on, asOf),
        approvals: said('benefit-approval'),
        forecasts: said('benefit-forecast'),
        baselines: said('benefit-baseline'),
        owners: said('benefit-owner'),
        homes: said('benefit-home'),
        links: on.links.map(dated),
        disbenefits: on.disbenefits.map(dated),
        writtenOff: on.writeOff === undefined ? null : dated(on.writeOff),
        presentValue: presentValueOf(on, asOf),
      };
    });
  }
}

const dated = <Kind extends FactKind>(fact: KnownFact<Kind>): Dated<Kind> => {
  const { subject, value, factId, eventId, entry } = fact;
  return { on: fact.effective.latest, subject, value, factId, eventId, entry };
};

/** All that was said of one kind by a day, the newest first. */
const saidOf =
  (ledger: LedgerAt, benefit: BenefitId, asOf: IsoDate) =>
  <Kind extends FactKind>(kind: Kind): readonly Dated<Kind>[] =>
    ledger
      .stated(benefit, kind)
      .filter(({ effective }) => effective.latest <= asOf)
      .map((fact) => dated(fact));

const listedActual = ({ fact, judgement, ...actual }: JudgedActual): ActualListed => ({
  ...actual,
  gate: fact.value.gate ?? null,
  factId: fact.factId,
  eventId: fact.eventId,
  entry: fact.entry,
  judgedBy: judgement?.eventId ?? null,
});

/** An amount is what was gained, so that more is better; a new record is a new process. */
function chartOf(
  ledger: LedgerAt,
  on: BenefitOn,
  { actuals, asOf }: Readonly<{ actuals: readonly JudgedActual[]; asOf: IsoDate }>,
): SpcChart {
  const subjects = new Set<string>(['*', ...enablingOf(on)]);
  const rebaseOn = on.homes
    .flatMap((home) => ofKind(ledger.statedAt(home, asOf), 'replaced'))
    .filter(({ subject }) => subjects.has(subject))
    .map(({ effective }) => effective.latest);
  const points = actuals
    .filter(({ state }) => state !== 'rejected')
    .map(({ to, amount }) => ({ on: to, value: amount }));
  return xmrChart(points, { better: 'higher', rebaseOn });
}
