import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownFact } from '#facts';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { BenefitId, IsoDate, OdsCode } from '#vocabulary';
import { benefitOn, benefitsByHome, enablingOf, type BenefitOn } from '../benefits/benefit-on.js';
import { onTrackAmong } from '../benefits/benefit-standing.js';
import { listed, type BenefitListed } from '../benefits/benefits-register.query.js';
import { presentValueOf, type PresentValue } from '../benefits/present-value.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { benefitUses, type FromBenefits } from './benefits-explained.js';
import { eventsOf, type EventUsed } from './events-used.js';
import { lookOn, lookUpTo } from './membership.js';
import { usesOfLooks, type Look, type Use } from './uses.js';

/** How a benefit stands, and what its plan is worth. */
export type BenefitExplained = BenefitListed & Readonly<{ presentValue: PresentValue | null }>;

export type BenefitsExplanation = Stamp &
  Readonly<{
    figure: 'benefits';
    formula: FormulaUsed;
    organisation: OdsCode;
    /** The one that was asked about; null: all that are the trust's on the day. */
    benefit: BenefitId | null;
    answer: readonly BenefitExplained[];
    /** On track, of those approved and not written off. */
    numerator: number;
    denominator: number;
    /** In the order of the log; without any other event the benefits would stand the same. */
    events: readonly EventUsed[];
  }>;

/**
 * Which events is the standing of a trust's benefits made from, or of one of them? Undefined for an
 * unknown code, and for what is and was no benefit of it.
 */
export class ExplainBenefits extends Query<BenefitsExplanation | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly benefit?: BenefitId,
  ) {
    super();
  }
}

@QueryHandler(ExplainBenefits)
export class ExplainBenefitsHandler implements IQueryHandler<ExplainBenefits> {
  constructor(private readonly ledger: Ledger) {}

  execute(query: ExplainBenefits): Promise<BenefitsExplanation | undefined> {
    const { code, benefit, moment } = query;
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      if (organisationOn(ledger, code, asOf) === undefined) return undefined;
      const asked = benefit === undefined ? undefined : benefitOn(ledger, benefit, asOf);
      if (benefit !== undefined && asked?.homes.includes(code) !== true) return undefined;
      const ids = asked === undefined ? benefitsByHome(ledger, asOf).get(code) : [asked.benefit];
      const known = [...(ids ?? [])].sort();
      const answer = (await listed(ledger, asOf, known)).map((each) => ({
        ...each,
        presentValue: presentValueIn(ledger, each.benefit, asOf),
      }));
      const home = asked?.home ?? code;
      const uses = (await benefitUses(ledger, [home], { asOf, from })).get(home) ?? [];
      const own = uses.filter(({ owner }) => asked === undefined || owner === asked.benefit);
      const beside = await ofTrusts(ledger, [code, home], { known, asOf });
      return {
        ...stampOf(ledger, asOf),
        figure: 'benefits',
        formula: formulaUsed('benefit'),
        organisation: code,
        benefit: benefit ?? null,
        answer,
        ...onTrackAmong(answer),
        events: await eventsOf(ledger, [...beside, ...own]),
      };
    });
  }
}

/** All that is stated of a benefit, but for its forecasts and disbenefits, which are no part of its standing. */
const from: FromBenefits = {
  kinds: [
    ...(['benefit', 'benefit-home', 'benefit-owner', 'benefit-baseline', 'benefit-link'] as const),
    ...(['benefit-approval', 'benefit-write-off'] as const),
    ...(['benefit-actual', 'benefit-validation'] as const),
  ],
  takes: 'all',
};

const presentValueIn = (
  ledger: LedgerAt,
  benefit: BenefitId,
  asOf: IsoDate,
): PresentValue | null => {
  const on = benefitOn(ledger, benefit, asOf);
  return on === undefined ? null : presentValueOf(on, asOf);
};

/** That there is such a trust; when what the benefits rest on was first live there, and replaced. */
async function ofTrusts(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { known, asOf }: Readonly<{ known: readonly BenefitId[]; asOf: IsoDate }>,
): Promise<readonly Use[]> {
  const benefits = known.flatMap((benefit) => benefitOn(ledger, benefit, asOf) ?? []);
  const looks = [
    ...[...new Set(codes)].map((code) => lookOn(ledger, code, asOf, ['status'])),
    ...restedOn(benefits).flatMap(([home, capabilities]) => [
      ofThese(lookUpTo(ledger, home, asOf, ['enabled']), ({ subject }) =>
        capabilities.has(subject.slice(0, subject.lastIndexOf('@'))),
      ),
      ofThese(
        lookOn(ledger, home, asOf, ['replaced']),
        ({ subject }) => subject === '*' || capabilities.has(subject),
      ),
    ]),
  ];
  return usesOfLooks(ledger, looks, ['status', 'enabled', 'replaced']);
}

/** The capabilities that benefits rest on, by the trusts whose they were. */
function restedOn(
  benefits: readonly BenefitOn[],
): readonly (readonly [OdsCode, ReadonlySet<string>])[] {
  const rested = new Map<OdsCode, Set<string>>();
  for (const on of benefits) {
    for (const home of on.homes) {
      const own = rested.get(home) ?? new Set();
      rested.set(home, own);
      for (const capability of enablingOf(on)) own.add(capability);
    }
  }
  return [...rested];
}

const ofThese = ({ owner, used, wouldCount }: Look, is: (fact: KnownFact) => boolean): Look => ({
  owner,
  used: used.filter(is),
  wouldCount: (fact) => is(fact) && wouldCount(fact),
});
