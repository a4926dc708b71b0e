import fc from 'fast-check';
import { valuesAt, type FactKind, type KnownFact, type LedgerValues } from '#facts';
import { addDays, addMonths, isoDate, odsCode, type IsoDate, type Stage } from '#vocabulary';
import type { Bounds } from './bounds.js';
import { gapOf, weightedSplit, type CapabilityGap, type GapFigure, type GapSplit } from './gap.js';
import { stageIntervals, type StageInterval } from './intervals.js';
import { modelInForce } from './model-in-force.js';
import { stageOf, type StageFigure } from './stage.js';
import { fact, modelFact, modelOf } from './testing/index.js';

/*
 * Each law is run twice: against the figures as they are, where it must hold, and against figures with
 * a fault planted in them, where it must find facts that give the fault away.
 */

describe('Of any facts', () => {
  describe('the parts of the gap and what is kept of the value', () => {
    it('are the whole', () => {
      holds(partsAreTheWhole(asIs()));
    });

    it.each<Fault>([
      ['what is not realised is forgotten', gapWith(() => ({ notRealised: nothing() }))],
      ['the use gap stands for the whole', gapWith(({ useGap }) => ({ optimisationGap: useGap }))],
      ['bounds are turned', gapWith(({ notAdopted }) => ({ notAdopted: turned(notAdopted) }))],
    ])('and are not where %s', (_, faulty) => {
      breaks(partsAreTheWhole(faulty));
    });
  });

  describe('the order in which they are read', () => {
    it('changes no bit of a figure', () => {
      holds(orderIsNothing(asIs()));
    });

    it.each<Fault>([
      ['only the measurement read first counts', { ...asIs(), stageOf: stageOfFirstRead }],
      ['parts are summed as they are read', { ...asIs(), gapOf: gapSummedAsRead }],
    ])('and does where %s', (_, faulty) => {
      breaks(orderIsNothing(faulty));
    });
  });

  describe('the intervals', () => {
    it('say on every day what the stage is on that day', () => {
      holds(intervalsSayEveryDay(asIs()));
    });

    it.each<Fault>([
      ['they are cut a day late', { ...asIs(), stageIntervals: cutADayLate }],
      ['nothing expires between two facts', { ...asIs(), stageIntervals: cutByFactsAlone }],
      ['a new model goes unnoticed', { ...asIs(), stageIntervals: ofTheFirstModel }],
    ])('and do not where %s', (_, faulty) => {
      breaks(intervalsSayEveryDay(faulty));
    });
  });
});

describe('Of facts of which some are unknown', () => {
  describe('the bounds', () => {
    it('hold the figure of any completion', () => {
      holds(boundsHoldCompletions(asIs()));
    });

    it.each<Fault>([
      ['the unknown counts as nothing in the gap', gapWith(unknownAsNothing)],
      ['the unknown counts as not met in the stage', { ...asIs(), stageOf: stageOfTheMet }],
      ['the unknown counts as nothing in the attainment', { ...asIs(), stageOf: leastAttained }],
      ['the unknown counts as evidence', { ...asIs(), gapOf: gapOfTheUnevidenced }],
    ])('and do not where %s', (_, faulty) => {
      breaks(boundsHoldCompletions(faulty));
    });
  });
});

/** The functions under test; a fault replaces one of them. */
type Figures = Readonly<{
  gapOf: typeof gapOf;
  stageOf: typeof stageOf;
  stageIntervals: typeof stageIntervals;
}>;

type Fault = [told: string, faulty: Figures];

function asIs(): Figures {
  return { gapOf, stageOf, stageIntervals };
}

const partsAreTheWhole = (figures: Figures) =>
  fc.property(history(), day(), (known, asOf) => {
    const gap = figures.gapOf(valuesAt(known, asOf), model, asOf);
    for (const each of [gap, ...gap.capabilities]) {
      expect(each.value.low + each.optimisationGap.high).toBeCloseTo(100, 9);
      expect(each.value.high + each.optimisationGap.low).toBeCloseTo(100, 9);
      for (const { low, high } of [each.notDeployed, each.notAdopted, each.notRealised]) {
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(high).toBeLessThanOrEqual(100 + 1e-9);
      }
      const isExact = [each.notDeployed, each.notAdopted, each.notRealised, each.value].every(
        ({ low, high }) => low === high,
      );
      const sum = each.notDeployed.low + each.notAdopted.low + each.notRealised.low;
      if (isExact) expect(sum).toBeCloseTo(each.optimisationGap.low, 9);
    }
  });

const orderIsNothing = (figures: Figures) =>
  fc.property(history(), day(), fc.nat(), (known, asOf, turn) => {
    const values = valuesAt(known, asOf);
    const others = [...values.slice(turn % (values.length + 1)), ...values].slice(0, values.length);
    const reordered = [...new Set([...others, ...values])].reverse();
    expect(figures.stageOf(reordered, model, asOf)).toEqual(figures.stageOf(values, model, asOf));
    expect(figures.gapOf(reordered, model, asOf)).toEqual(figures.gapOf(values, model, asOf));
  });

const intervalsSayEveryDay = (figures: Figures) =>
  fc.property(history(), fc.boolean(), (known, twoModels) => {
    const models = twoModels ? [first, second] : [first];
    const intervals = figures.stageIntervals({ known, models }, LAST);
    intervals.slice(1).forEach(({ from }, index) => {
      expect(addDays(intervals[index]?.to ?? from, 1)).toBe(from);
    });
    expect(intervals.at(-1)?.to).toBeUndefined();
    const wrong: string[] = [];
    for (let asOf = FIRST; asOf <= LAST; asOf = addDays(asOf, 1)) {
      const used = modelInForce(models, asOf)?.model ?? model;
      const figure = figures.stageOf(valuesAt(known, asOf), used, asOf);
      const interval = intervals.find(
        ({ from, to }) => from <= asOf && (to === undefined || asOf <= to),
      );
      const before = figures.stageOf([], used, asOf);
      if (saidOf(figure) !== (interval ? keptOf(interval) : saidOf(before))) wrong.push(asOf);
    }
    expect(wrong).toEqual([]);
  });

const boundsHoldCompletions = (figures: Figures) =>
  fc.property(history(), day(), fc.infiniteStream(fc.boolean()), (known, asOf, keep) => {
    const inputs: readonly FactKind[] = ['scope', 'adoption', 'realisation', 'classification'];
    const whole = [...complete, ...valuesAt(known, asOf)];
    const all = valuesAt(whole, asOf);
    const some = all.filter(({ kind }) => !inputs.includes(kind) || keep.next().value === true);
    const [full, part] = [figures.gapOf(all, model, asOf), figures.gapOf(some, model, asOf)];
    for (const name of parts) expect(encloses(part[name], full[name])).toBe(true);
    expect(part.evidenceCoverage).toBeLessThanOrEqual(full.evidenceCoverage + 1e-9);

    const stage = figures.stageOf(all, model, asOf);
    const bounds = figures.stageOf(some, model, asOf);
    if (stage.evidenced === 'not-reported' || bounds.evidenced === 'not-reported') return;
    expect(bounds.evidenced.low).toBeLessThanOrEqual(stage.evidenced.low);
    expect(bounds.evidenced.high).toBeGreaterThanOrEqual(stage.evidenced.high);
    if (stage.attainment === undefined || bounds.attainment?.stage !== stage.attainment.stage) {
      return;
    }
    expect(encloses(bounds.attainment, stage.attainment)).toBe(true);
  });

const SEED = 20260401;

function holds<Case>(law: fc.IProperty<Case>): void {
  fc.assert(law, { seed: SEED, numRuns: 60 });
}

/** A fault is found by what is expected of it, and not because it throws. */
function breaks<Case>(law: fc.IProperty<Case>): void {
  const { failed, errorInstance } = fc.check(law, { seed: SEED, numRuns: 500, endOnFailure: true });
  expect({ failed, errorInstance }).toMatchObject({
    failed: true,
    errorInstance: { matcherResult: { pass: false } },
  });
}

function gapWith(fault: (split: GapSplit) => Partial<GapSplit>): Figures {
  const faulty: typeof gapOf = (...question) => {
    const gap = gapOf(...question);
    const capabilities = gap.capabilities.map((each) => ({ ...each, ...fault(each) }));
    return { ...gap, ...fault(gap), capabilities };
  };
  return { ...asIs(), gapOf: faulty };
}

const nothing = (): Bounds => ({ low: 0, high: 0 });
const turned = ({ low, high }: Bounds): Bounds => ({ low: high, high: low });

function unknownAsNothing({ value, optimisationGap }: GapSplit): Partial<GapSplit> {
  return {
    value: { low: value.low, high: value.low },
    optimisationGap: { low: optimisationGap.high, high: optimisationGap.high },
  };
}

function gapOfTheUnevidenced(...question: Parameters<typeof gapOf>): GapFigure {
  const gap = gapOf(...question);
  return { ...gap, evidenceCoverage: 1 - gap.evidenceCoverage };
}

function gapSummedAsRead(...[values, ...question]: Parameters<typeof gapOf>): GapFigure {
  const gap = gapOf(values, ...question);
  const readAs = (each: CapabilityGap) =>
    values.findIndex(({ subject }) => subject === each.capability);
  const asRead = [...gap.capabilities].sort((one, other) => readAs(one) - readAs(other));
  return { ...gap, ...weightedSplit(asRead.map((split) => ({ weight: split.weight, split }))) };
}

function stageOfFirstRead(...[values, ...question]: Parameters<typeof stageOf>): StageFigure {
  const measured = values.find(({ kind }) => kind === 'adoption');
  const counted = values.filter((each) => each.kind !== 'adoption' || each === measured);
  return stageOf(counted, ...question);
}

function stageOfTheMet(...question: Parameters<typeof stageOf>): StageFigure {
  const stage = stageOf(...question);
  if (stage.evidenced === 'not-reported') return stage;
  const { low } = stage.evidenced;
  return { ...stage, evidenced: { low, high: low } };
}

function leastAttained(...question: Parameters<typeof stageOf>): StageFigure {
  const { attainment, ...stage } = stageOf(...question);
  return attainment ? { ...stage, attainment: { ...attainment, high: attainment.low } } : stage;
}

function cutADayLate(...question: Parameters<typeof stageIntervals>): readonly StageInterval[] {
  return stageIntervals(...question).map(({ from, to, ...interval }) => ({
    ...interval,
    from: addDays(from, 1),
    ...(to && { to: addDays(to, 1) }),
  }));
}

function cutByFactsAlone(
  ...[{ known, models }, upTo]: Parameters<typeof stageIntervals>
): readonly StageInterval[] {
  const days = new Set([...known, ...models].map(({ effective }) => effective.latest));
  const cut = stageIntervals({ known, models }, upTo).filter(({ from }) => days.has(from));
  return cut.map(({ to: _, ...interval }, index) => {
    const next = cut[index + 1];
    return next === undefined ? interval : { ...interval, to: addDays(next.from, -1) };
  });
}

function ofTheFirstModel(
  ...[{ known, models }, upTo]: Parameters<typeof stageIntervals>
): readonly StageInterval[] {
  return stageIntervals({ known, models: models.slice(0, 1) }, upTo);
}

const parts = [
  'value',
  'notDeployed',
  'notAdopted',
  'notRealised',
  'optimisationGap',
  'useGap',
] as const satisfies readonly (keyof GapFigure)[];

const encloses = (outer: Bounds, inner: Bounds): boolean =>
  outer.low <= inner.low + 1e-9 && outer.high >= inner.high - 1e-9;

const saidOf = ({ declared, evidenced, validated, missing }: StageFigure): string => {
  const { low, high } =
    evidenced === 'not-reported' ? { low: undefined, high: undefined } : evidenced;
  const codes = missing.map(({ capability }) => capability);
  return JSON.stringify([declared?.stage, low, high, validated?.stage, codes]);
};

const keptOf = (interval: StageInterval): string => {
  const { declared, evidencedLow, evidencedHigh, validated, missing } = interval;
  return JSON.stringify([declared, evidencedLow, evidencedHigh, validated, missing]);
};

const FIRST = isoDate('2024-12-25');
const LAST = isoDate('2025-08-31');
const codes = ['C101', 'C104', 'C105', 'C201'] as const;
const sites = ['RXA01', 'RXA02'] as const;
const model = modelOf({
  C101: { validForMonths: 2, settings: ['acute', 'community'] },
  C104: { mandatory: false, validForMonths: 1, weight: 0.3 },
  C105: { validForMonths: 3, weight: 0.7 },
  C201: { stage: 2, validForMonths: 1, settings: ['community'] },
});
const first = modelFact('2025-02-01', model, { entry: 1 });
const second = modelFact(
  '2025-05-10',
  modelOf({ C101: { validForMonths: 1 }, C201: { stage: 1, validForMonths: 3 } }, 2),
  { entry: 2 },
);

/** One value for every input, so that a completion exists; the history's own are newer. */
const complete: readonly KnownFact[] = [
  fact('classification', '', '2024-12-01', { trustType: 'Acute' }),
  ...codes.flatMap((code) => [
    fact('scope', code, '2024-12-01', { sites: [{ site: 'RXA01', weight: 1 }] }),
    fact('enabled', `${code}@RXA01`, '2024-12-01', { live: true }),
    fact('adoption', code, '2024-12-31', {
      numerator: 85,
      denominator: 100,
      from: isoDate('2024-12-01'),
    }),
    fact('realisation', code, '2024-12-31', {
      validated: 30,
      expected: 50,
      from: isoDate('2024-12-01'),
    }),
  ]),
];

/** Every day from the last of 2024 to the summer, with month ends as likely as all others together. */
const day = (): fc.Arbitrary<IsoDate> =>
  fc.oneof(
    fc.integer({ min: 0, max: 7 }).map((months) => addMonths(isoDate('2024-12-31'), months)),
    fc.integer({ min: 0, max: 230 }).map((days) => addDays(isoDate('2024-12-31'), days)),
  );

const share = () => fc.constantFrom(0, 40, 79, 80, 81, 100);
const window = (to: IsoDate, days: number) => ({ from: addDays(to, -days) });

const said = <Kind extends FactKind>(
  kind: Kind,
  subject: fc.Arbitrary<string>,
  value: fc.Arbitrary<(day: IsoDate) => LedgerValues[Kind]>,
): fc.Arbitrary<KnownFact> =>
  fc
    .tuple(subject, day(), value, fc.nat({ max: 1 }))
    .map(
      ([about, on, valueOn, order]): KnownFact =>
        fact(kind, about, on, valueOn(on), { order }) as KnownFact,
    );

const code = () => fc.constantFrom(...codes);
const site = () => fc.constantFrom(...sites);
const type = () => fc.constantFrom('Acute', 'Mental Health and Community (Combined)', 'Ambulance');
const flag = () => fc.boolean();

const anyFact = (): fc.Arbitrary<KnownFact> =>
  fc.oneof(
    { weight: 4, arbitrary: anyAdoption() },
    said('realisation', code(), anyRealised()),
    {
      weight: 2,
      arbitrary: said(
        'scope',
        code(),
        fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })).map(([one, two]) => () => ({
          sites: [
            { site: sites[0], weight: one },
            { site: sites[1], weight: two },
          ],
        })),
      ),
    },
    {
      weight: 4,
      arbitrary: said(
        'enabled',
        fc.tuple(code(), site()).map(([about, at]) => `${about}@${at}`),
        flag().map((live) => () => ({ live })),
      ),
    },
    said(
      'enabled',
      code().map((about) => `${about}@*`),
      fc.constant(() => ({ live: false })),
    ),
    said(
      'replaced',
      fc.constantFrom('*', ...codes),
      fc.constant(() => ({ fromInstance: 'a', toInstance: 'b' })),
    ),
    said(
      'classification',
      fc.constant(''),
      type().map((trustType) => () => ({ trustType })),
    ),
    said(
      'stage-declared',
      fc.constant(''),
      fc.constantFrom<Stage>(1, 2).map((stage) => () => ({ stage })),
    ),
    said(
      'stage-validated',
      fc.constantFrom('1', '2'),
      fc.tuple(fc.nat({ max: 3 }), flag()).map(([months, withdrawn]) => (on: IsoDate) => ({
        validator: odsCode('QDEM1'),
        expires: addMonths(on, months),
        withdrawn,
      })),
    ),
    said(
      'succession-of',
      fc.constantFrom('RXB', 'RXC'),
      fc.constant(() => ({ predecessor: odsCode('RXB'), succession: 'merger' as const })),
    ),
  );

function anyAdoption() {
  return said(
    'adoption',
    code(),
    fc.tuple(share(), fc.nat({ max: 40 })).map(([numerator, days]) => (to: IsoDate) => ({
      numerator,
      denominator: 100,
      ...window(to, days),
    })),
  );
}

function anyRealised() {
  return fc
    .tuple(share(), fc.constantFrom(0, 50, 100), fc.nat({ max: 40 }))
    .map(([validated, expected, days]) => (to: IsoDate) => ({
      validated,
      expected,
      ...window(to, days),
    }));
}

/** Facts in the order in which they were recorded; without a whole to begin with, few gaps are exact. */
function history(): fc.Arbitrary<readonly KnownFact[]> {
  return fc
    .tuple(fc.constantFrom([], complete), fc.array(anyFact(), { maxLength: 40, size: 'max' }))
    .map(([before, facts]) =>
      [...before, ...facts].map((each, index) => ({
        ...each,
        entry: index + 1,
        firstEntry: index + 1,
      })),
    );
}
