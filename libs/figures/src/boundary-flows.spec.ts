import type { KnownFact } from '#facts';
import { isoDate, partners, type Partner } from '#vocabulary';
import { boundaryGapOf } from './boundary.js';
import { trustFlows } from './boundary-flows.js';
import { fact } from './testing/index.js';

describe('The flows of a trust', () => {
  it('are weighed by eligible encounters where every flow is measured', () => {
    const { flows, weighting, eligible } = of(everyFlow());
    expect({ weighting, eligible }).toEqual({ weighting: 'eligible-encounters', eligible: 500 });
    expect(flows[0]).toMatchObject({ partner: 'gp', weight: 100, c: 0.8, v: 0.25 });
    expect(boundaryGapOf(flows).gap.low).toBeCloseTo(80, 10);
  });

  it('are weighed equally where one is not measured, which then is unknown', () => {
    const { flows, weighting, eligible } = of(everyFlow().slice(1));
    expect({ weighting, eligible }).toEqual({ weighting: 'equal', eligible: undefined });
    expect(flows[0]).toMatchObject({ partner: 'gp', weight: 1, c: undefined, v: undefined });
    expect(boundaryGapOf(flows).gap.high).toBeCloseTo(84, 10);
  });

  it('are weighed as declared where weights are', () => {
    const weights = Object.fromEntries(partners.map((name, index) => [name, index]));
    const declared = trustFlows(everyFlow(), asOf, 12, weights as Record<Partner, number>);
    expect(declared.weighting).toBe('declared');
    expect(declared.flows.map(({ weight }) => weight)).toEqual([0, 1, 2, 3, 4]);
  });

  it('are not available once withdrawn, until measured again', () => {
    const withdrawn = fact('partner-flow', 'gp', '2025-10-01', { live: false });
    const [gp] = of([...everyFlow(), withdrawn]).flows;
    expect([gp?.c, gp?.v]).toEqual([0, undefined]);
    const [again] = of([withdrawn, exchange('gp', '2025-10-02')]).flows;
    expect([again?.c, again?.v]).toEqual([0.8, 0.25]);
  });

  it('are unknown when their measurement is out of date, from the day after', () => {
    expect(of(everyFlow(), '2026-09-30').flows[0]?.c).toBe(0.8);
    expect(of(everyFlow(), '2026-10-01').flows[0]?.c).toBeUndefined();
    expect(of(everyFlow(), '2026-10-01').weighting).toBe('equal');
  });

  it('have no use of what could never be reached, and no availability of nothing', () => {
    const none = { eligible: 10, available: 0, used: 0, from };
    const nothing = { eligible: 0, available: 0, used: 0, from };
    const shares = (value: typeof none) => {
      const [gp] = of([fact('exchange', 'gp', '2025-09-30', value)]).flows;
      return [gp?.c, gp?.v];
    };
    expect(shares(none)).toEqual([0, undefined]);
    expect(shares(nothing)).toEqual([undefined, undefined]);
  });

  it('name the facts they come from', () => {
    const live = fact('partner-flow', 'gp', '2025-01-01', { live: true });
    const [gp, other] = of([live, exchange('gp')]).flows;
    expect(gp?.facts.map(({ kind }) => kind)).toEqual(['exchange', 'partner-flow']);
    expect(other?.facts).toEqual([]);
  });
});

const asOf = isoDate('2025-12-31');
const from = isoDate('2025-09-01');

const exchange = (partner: Partner, day = '2025-09-30') =>
  fact('exchange', partner, day, { eligible: 100, available: 80, used: 20, from });

const everyFlow = (): readonly KnownFact[] => partners.map((partner) => exchange(partner));

const of = (facts: readonly KnownFact[], day: string = asOf) => trustFlows(facts, isoDate(day), 12);
