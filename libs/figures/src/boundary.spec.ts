import fc from 'fast-check';
import { odsCode, partners, type Partner } from '#vocabulary';
import {
  boundaryGapOf,
  systemBoundaryOf,
  type BoundaryFigure,
  type BoundaryMember,
  type PartnerFlow,
} from './boundary.js';
import { largestRemainder } from './rounding.js';

describe('The worked example of the boundary gap', () => {
  it.each<[Partner, number, number, number]>([
    ['gp', 1.75, 19.95, 13.3],
    ['other-acute', 7.5, 12.25, 5.25],
    ['community', 6, 6.75, 2.25],
    ['mental-health', 7.5, 6, 1.5],
    ['adult-social-care', 8, 1.8, 0.2],
  ])('splits %s exactly', (partner, notAvailable, notUsed, used) => {
    const adds = boundaryGapOf(example()).flows.find((flow) => flow.partner === partner)?.adds;
    expect(adds?.notAvailable.low).toBeCloseTo(notAvailable, 10);
    expect(adds?.notUsed.low).toBeCloseTo(notUsed, 10);
    expect(adds?.used.low).toBeCloseTo(used, 10);
    expect(adds?.gap.high).toBeCloseTo(notAvailable + notUsed, 10);
  });

  it('is 77.5 points: 30.75 not available, 46.75 not used, 22.50 used', () => {
    const figure = boundaryGapOf(example());
    expect(figure.gap.low).toBeCloseTo(77.5, 10);
    expect(figure.gap.high).toBeCloseTo(77.5, 10);
    expect(shown(figure)).toEqual([30.75, 46.75, 22.5]);
    expect(figure.evidenceCoverage).toBe(1);
  });
});

describe('A boundary gap', () => {
  it('has bounds where a flow is unknown, and says how much of the weight is evidenced', () => {
    const { gap, evidenceCoverage } = boundaryGapOf(
      example().map((flow) => (flow.partner === 'gp' ? { ...flow, v: undefined } : flow)),
    );
    // c of the GP flow is .95 at a weight of .35; without it the gap is 77.5 − 21.7.
    expect(gap.low).toBeCloseTo(55.8 + 1.75, 10);
    expect(gap.high).toBeCloseTo(55.8 + 35, 10);
    expect(evidenceCoverage).toBeCloseTo(0.65, 12);
  });

  it('is settled by a flow that is not available, whatever its use', () => {
    const { gap, notAvailable, evidenceCoverage } = boundaryGapOf([flow('gp', 1, 0, undefined)]);
    expect(gap).toEqual({ low: 100, high: 100 });
    expect(notAvailable).toEqual({ low: 100, high: 100 });
    expect(evidenceCoverage).toBe(0);
  });

  it('is anything without flows or without weight', () => {
    expect(boundaryGapOf([]).gap).toEqual({ low: 0, high: 100 });
    expect(boundaryGapOf([flow('gp', 0, 1, 1)]).gap).toEqual({ low: 0, high: 100 });
  });

  it('comes to the whole by cause and by partner, shown in hundredths too', () => {
    fc.assert(
      fc.property(flows(known()), (given) => {
        const figure = boundaryGapOf(given);
        expect(figure.notAvailable.low + figure.notUsed.low).toBeCloseTo(figure.gap.low, 9);
        expect(figure.gap.low + figure.used.low).toBeCloseTo(100, 9);
        const added = figure.flows.reduce((sum, { adds }) => sum + adds.gap.low, 0);
        expect(added).toBeCloseTo(figure.gap.low, 9);
        const hundredths = shown(figure).map((part) => Math.round(part * 100));
        expect(hundredths.reduce((sum, part) => sum + part, 0)).toBe(10_000);
      }),
      { seed: 20260401 },
    );
  });

  it('lies within its bounds however the unknown turn out, in any order', () => {
    fc.assert(
      fc.property(flows(fc.option(known(), { nil: undefined })), known(), (given, filled) => {
        const open = boundaryGapOf(given);
        const full = boundaryGapOf(
          given.map((each) => ({ ...each, c: each.c ?? filled, v: each.v ?? filled })),
        );
        for (const part of ['gap', 'used', 'notAvailable', 'notUsed'] as const) {
          expect(full[part].low).toBeGreaterThanOrEqual(open[part].low - 1e-9);
          expect(full[part].high).toBeLessThanOrEqual(open[part].high + 1e-9);
        }
        expect(boundaryGapOf([...given].reverse())).toEqual(open);
      }),
      { seed: 20260401 },
    );
  });
});

describe('The boundary gap of a system', () => {
  it('weighs its trusts by their eligible encounters', () => {
    const system = systemBoundaryOf([member('RXA', 300, 0.5), member('RXB', 100, 0.1)]);
    expect(system?.gap.low).toBeCloseTo(60, 10);
    expect(system).toMatchObject({ trusts: 2, eligible: 400, withoutWeight: 0 });
  });

  it('reaches as far as a trust whose encounters nobody counted', () => {
    const system = systemBoundaryOf([member('RXA', 300, 0.5), member('RXB', undefined, 0.1)]);
    expect(system?.gap.low).toBeCloseTo(50, 10);
    expect(system?.gap.high).toBeCloseTo(90, 10);
    expect(system?.withoutWeight).toBe(1);
    const unweighed = systemBoundaryOf([member('RXB', undefined, 0.1)]);
    expect(unweighed?.gap.low).toBeCloseTo(90, 10);
  });

  it('knows nothing of trusts without encounters, and is none without trusts', () => {
    expect(systemBoundaryOf([member('RXA', 0, 0.5)])?.gap).toEqual({ low: 0, high: 100 });
    expect(systemBoundaryOf([])).toBeUndefined();
  });

  it('holds the mean for any weight of the uncounted, in any order', () => {
    const members = fc.array(
      fc.record({ eligible: fc.nat(1000), use: known(), counted: fc.boolean() }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(members, (notes) => {
        const of = (all: boolean) =>
          notes.map(({ eligible, use, counted }, index) =>
            member(`RX${String(index)}`, counted || all ? eligible + 1 : undefined, use),
          );
        const [open, full] = [systemBoundaryOf(of(false)), systemBoundaryOf(of(true))];
        expect(full?.gap.low).toBeGreaterThanOrEqual((open?.gap.low ?? 0) - 1e-9);
        expect(full?.gap.high).toBeLessThanOrEqual((open?.gap.high ?? 0) + 1e-9);
        expect(systemBoundaryOf(of(false).reverse())).toEqual(open);
      }),
      { seed: 20260401 },
    );
  });
});

const flow = (
  partner: Partner,
  weight: number,
  c: number | undefined,
  v: number | undefined,
): PartnerFlow => ({ partner, weight, c, v, facts: [] });

const example = (): readonly PartnerFlow[] => [
  flow('gp', 0.35, 0.95, 0.4),
  flow('other-acute', 0.25, 0.7, 0.3),
  flow('community', 0.15, 0.6, 0.25),
  flow('mental-health', 0.15, 0.5, 0.2),
  flow('adult-social-care', 0.1, 0.2, 0.1),
];

const shown = ({ notAvailable, notUsed, used }: BoundaryFigure) =>
  largestRemainder([notAvailable.low, notUsed.low, used.low], 2);

const member = (code: string, eligible: number | undefined, use: number): BoundaryMember => ({
  organisation: odsCode(code),
  eligible,
  boundary: boundaryGapOf([flow('gp', 1, 1, use)]),
});

const known = () => fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

const flows = (share: fc.Arbitrary<number | undefined>): fc.Arbitrary<readonly PartnerFlow[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), share, share), { minLength: 1, maxLength: 5 })
    .map((all) => all.map(([weight, c, v], index) => flow(partners[index] ?? 'gp', weight, c, v)));
