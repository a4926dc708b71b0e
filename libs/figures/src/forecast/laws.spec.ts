import fc from 'fast-check';
import { statedDate, addDays, isoDate, type IsoDate } from '#vocabulary';
import { fact } from '../testing/index.js';
import { outlookOf, poissonBinomial } from './count.js';
import { expectationOn, slipsOf, waitsOf } from './course.js';
import { deadlineForecast } from './deadline.js';
import { dependentCount } from './dependence.js';
import { deploymentsOf, nextDeployment, statedBy, type StatedFact } from './deployments.js';
import { classSurvivalAt, kaplanMeier, survivalAt, type Lifetime } from './survival.js';

describe('Of any chances', () => {
  it('the distribution sums to 1, and its mean is their sum', () => {
    holds(
      fc.property(fc.array(chance(), { maxLength: 60 }), (chances) => {
        const count = outlookOf(poissonBinomial(chances), 3);
        expect(sumOf(count.distribution)).toBeCloseTo(1, 12);
        expect(count.expected).toBeCloseTo(sumOf(chances), 10);
        expect(count.sd ** 2).toBeCloseTo(sumOf(chances.map((p) => p * (1 - p))), 9);
      }),
    );
  });

  it('dependence keeps sum and mean, and never narrows the spread', () => {
    const event = fc.record({ group: fc.constantFrom('A', 'B', 'C'), probability: chance() });
    holds(
      fc.property(fc.array(event, { maxLength: 30 }), fc.double(rho), (events, correlation) => {
        const chances = events.map(({ probability }) => probability);
        const independent = outlookOf(poissonBinomial(chances), 3);
        const dependent = outlookOf(dependentCount(events, correlation), 3);
        expect(sumOf(dependent.distribution)).toBeCloseTo(1, 10);
        // Chances of 0 and 1 are held to one in a million.
        expect(Math.abs(dependent.expected - independent.expected)).toBeLessThan(1e-4);
        expect(dependent.sd).toBeGreaterThan(independent.sd - 1e-4);
      }),
    );
  });

  it('their order changes no bit', () => {
    const event = fc.record({ group: fc.constantFrom('A', 'B'), probability: chance() });
    holds(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        expect(dependentCount([...events].reverse(), 0.2)).toEqual(dependentCount(events, 0.2));
      }),
    );
  });
});

describe('Of any lifetimes', () => {
  it('survival falls from 1 to no less than 0, also where a small class is blended', () => {
    holds(
      fc.property(lifetimes(), lifetimes(), (own, all) => {
        const reference = { survival: kaplanMeier(own), parent: { survival: kaplanMeier(all) } };
        let before = 1;
        for (let x = -7; x <= 31; x++) {
          const at = classSurvivalAt(reference, x);
          expect(at).toBeLessThanOrEqual(before + 1e-12);
          expect(at).toBeGreaterThanOrEqual(0);
          before = at;
        }
      }),
    );
  });

  it('survival without censoring is the share that lies beyond', () => {
    holds(
      fc.property(fc.array(fc.integer(slip), { minLength: 1 }), fc.integer(slip), (values, x) => {
        const curve = kaplanMeier(values.map((value) => ({ value, censored: false })));
        const beyond = values.filter((value) => value > x).length / values.length;
        expect(survivalAt(curve, x)).toBeCloseTo(beyond, 10);
      }),
    );
  });

  it('their order changes nothing', () => {
    holds(
      fc.property(lifetimes(), (own) => {
        expect(kaplanMeier([...own].reverse())).toEqual(kaplanMeier(own));
      }),
    );
  });
});

describe('Of any history of plans and go-lives', () => {
  const hindsightIsNothing = (read: typeof deploymentsOf) =>
    fc.property(history(), day(), (facts, knownOn) => {
      const before = facts.filter((each) => statedBy(each) <= knownOn);
      const [all, known] = [read(facts, knownOn), read(before, knownOn)];
      expect(slipsOf(all, knownOn)).toEqual(slipsOf(known, knownOn));
      expect(waitsOf(all, knownOn)).toEqual(waitsOf(known, knownOn));
    });

  it('what is stated after a day changes nothing that was observed on it', () => {
    holds(hindsightIsNothing(deploymentsOf));
  });

  it('and does where a day of recording stands in for the day of stating', () => {
    const asLoaded: typeof deploymentsOf = (facts) =>
      deploymentsOf(
        facts.map(({ source: _, ...fact }) => fact),
        LAST,
      );
    const found = fc.check(hindsightIsNothing(asLoaded), { seed: 20260401, numRuns: 500 });
    expect(found).toMatchObject({
      failed: true,
      errorInstance: { matcherResult: { pass: false } },
    });
  });

  it('no later word changes the forecast that stood at a check date', () => {
    holds(
      fc.property(history(), day(), (facts, checked) => {
        const later = new Map(
          deploymentsOf(facts, isoDate('2027-12-31')).map((course) => [course.id, course]),
        );
        for (const course of deploymentsOf(facts, checked)) {
          const hindsight = later.get(course.id) ?? course;
          expect(expectationOn(hindsight, checked)).toEqual(expectationOn(course, checked));
        }
      }),
    );
  });

  it('there is at most one observation of a deployment and horizon', () => {
    holds(
      fc.property(history(), (facts) => {
        const slips = slipsOf(deploymentsOf(facts, LAST), LAST);
        const keys = slips.map(({ id, horizon }) => `${id} ${horizon}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('the order of facts changes no bit of the forecast', () => {
    const forecast = (facts: readonly StatedFact[], asOf: IsoDate) => {
      const courses = deploymentsOf(facts, asOf);
      const awaited = ['RXA', 'RXB'].map((id) => {
        const course = nextDeployment(courses, id, asOf);
        return { id, group: course?.supplier ?? id, course };
      });
      const slips = slipsOf(courses, asOf);
      // Enough of them for a distribution, whatever the history.
      const enough = Array.from({ length: 15 }, (_, value) => ({ ...padding, value }));
      const waits = waitsOf(courses, asOf);
      const question = { awaited, slips: [...slips, ...enough], waits, asOf, deadline: LAST };
      return deadlineForecast(question);
    };
    holds(
      fc.property(history(), day(), (facts, asOf) => {
        expect(forecast([...facts].reverse(), asOf)).toEqual(forecast(facts, asOf));
      }),
    );
  });
});

function holds<Case>(law: fc.IProperty<Case>): void {
  fc.assert(law, { seed: 20260401, numRuns: 100 });
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);

const rho = { min: 0, max: 0.6, noNaN: true };
const slip = { min: -6, max: 30 };

function chance() {
  return fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
}

function lifetimes(): fc.Arbitrary<readonly Lifetime[]> {
  return fc.array(fc.record({ value: fc.integer(slip), censored: fc.boolean() }), {
    maxLength: 40,
  });
}

const LAST = isoDate('2026-12-31');

const padding = {
  id: 'RXZ epr',
  censored: false,
  state: 'procurement',
  horizon: '0-3',
  checkedOn: isoDate('2024-01-31'),
  expected: isoDate('2024-01-31'),
} as const;

function day(): fc.Arbitrary<IsoDate> {
  return fc.integer({ min: 0, max: 1000 }).map((days) => addDays(isoDate('2024-01-01'), days));
}

function anyFact(): fc.Arbitrary<StatedFact> {
  const organisation = fc.constantFrom('RXA', 'RXB');
  const source = day().map((on) => ({ statedOn: statedDate(on) }));
  const published = day().map((on) => ({ publishedOn: statedDate(on.slice(0, 7)) }));
  const about = fc.record({ organisation, source: fc.oneof(fc.constant({}), source, published) });
  const state = fc.constantFrom('planned', 'revised', 'deferred', 'cancelled');
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(about, day(), state, day()).map(planned) },
    fc.tuple(about, day()).map(([of, on]): StatedFact => {
      const value = { live: true, instance: 'epr', supplier: 'Epic' };
      return { ...fact('live', 'epr', on, value), ...of };
    }),
    fc.tuple(about, day()).map(([of, on]): StatedFact => {
      const milestone = 'contract-signed';
      return { ...fact('milestone', milestone, on, { milestone }), ...of };
    }),
  );
}

type About = Pick<StatedFact, 'organisation' | 'source'>;
type Said = [About, IsoDate, 'planned' | 'revised' | 'deferred' | 'cancelled', IsoDate];

function planned([of, on, state, until]: Said): StatedFact {
  const plannedGoLive = statedDate(until.slice(0, 7));
  const value = state === 'cancelled' ? { state } : { state, plannedGoLive };
  return { ...fact('go-live-plan', 'epr', on, value), ...of };
}

/** Facts in the order in which they were recorded. */
function history(): fc.Arbitrary<readonly StatedFact[]> {
  return fc
    .array(anyFact(), { maxLength: 16 })
    .map((facts) => facts.map((each, index) => ({ ...each, entry: index, firstEntry: index })));
}
