import type { AnyMessage, Entry } from '#event-sourcing';
import {
  addDays,
  addMonths,
  dayAfter,
  drivers,
  londonDay,
  partners,
  type EffectiveDay,
  type IsoDate,
} from '#vocabulary';
import fc from 'fast-check';
import { histories, TRUSTS } from './histories.js';

/** An entry to be recorded again elsewhere. */
export type FurtherEntry = Pick<Entry, 'id' | 'stream' | 'recordedAt' | 'type' | 'data'>;

type Dice = Readonly<{ act: number; trust: number; back: number; one: number; two: number }>;

/**
 * Random histories of real trusts with everything that figures beside stage and gap rest on: flows
 * and drivers, plans and go-lives, a programme with its targets, evidence, pools and what becomes of
 * benefits. What is not in the history it begins with is recorded in the days after it, dated up to
 * half a year earlier; a third of it mends what was recorded before.
 */
export const furnishedHistories = (): fc.Arbitrary<readonly FurtherEntry[]> =>
  fc
    .tuple(
      histories(50, 'promising'),
      // Small numbers first would say the same few things of one trust.
      fc.noBias(fc.array(dice(), { minLength: 90, maxLength: 110, size: 'max' })),
    )
    .map(([before, throws]) => furnished(before, throws));

const dice = (): fc.Arbitrary<Dice> =>
  fc.record({
    act: fc.nat({ max: 29 }),
    trust: fc.nat({ max: 2 }),
    back: fc.nat({ max: 180 }),
    one: fc.nat({ max: 9 }),
    two: fc.nat({ max: 9 }),
  });

type Standing = Readonly<{ id: string; stream: string; fact: AnyMessage }>;

function furnished(before: readonly Entry[], throws: readonly Dice[]): readonly FurtherEntry[] {
  const entries: FurtherEntry[] = before.map(asReal);
  const first = dayAfter(londonDay(before.at(-1)?.recordedAt ?? '2025-06-01'));
  const standing: Standing[] = [];
  const add = (stream: string, { type, data }: AnyMessage, day: IsoDate): string => {
    const number = entries.length + 1;
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const recordedAt = `${day}T10:00:00.${String(number % 1000).padStart(3, '0')}Z`;
    entries.push({ id, stream, recordedAt, type, data });
    return id;
  };
  const state = ({ stream, fact }: Omit<Standing, 'id'>, day: IsoDate) =>
    standing.push({ id: add(stream, fact, day), stream, fact });
  for (const { stream, fact } of programmeOf(first)) add(stream, fact, first);
  const wrong = add(...targetTakenBack(first), first);
  add(
    'programme-national',
    { type: 'FactRetracted', data: { factId: wrong, reason: 'not so' } },
    first,
  );
  throws.forEach((thrown, index) => {
    const day = addDays(first, Math.floor(index / 10));
    const mended = standing.at(-1 - (thrown.one % Math.min(10, standing.length)));
    if (thrown.act < 6 && mended !== undefined) {
      const fact = anew(mended.fact, thrown, day);
      add(
        mended.stream,
        { type: 'FactCorrected', data: { factId: mended.id, reason: 'a slip', fact } },
        day,
      );
    } else if (thrown.act < 10 && mended !== undefined) {
      add(
        mended.stream,
        { type: 'FactRetracted', data: { factId: mended.id, reason: 'not so' } },
        day,
      );
      standing.splice(standing.indexOf(mended), 1);
    } else {
      const saying = sayings[thrown.act % sayings.length];
      if (saying !== undefined) state(saying(thrown, day), day);
    }
  });
  // No figure rests on it; it keeps the day of the last entry, whatever is taken away.
  const last = addDays(first, 15);
  add('organisation-QZ1', named(last), last);
  return entries;
}

/** The trusts of the other histories are fictional, and nothing asks how their benefits are measured. */
function asReal({ id, stream, recordedAt, type, data }: Entry): FurtherEntry {
  const { demonstration: _, profile, ...rest } = data as Record<string, unknown>;
  const measured = profile === undefined ? {} : { profile: { ...profile, measure: monthly } };
  return { id, stream, recordedAt, type, data: { ...rest, ...measured } };
}

const monthly = { name: 'Hours', unit: 'hours', cadence: 'monthly' } as const;

const named = (day: IsoDate): AnyMessage => ({
  type: 'OrganisationRenamed',
  data: { effective: on(day), organisation: 'QZ1', name: 'Another name' },
});

/** The same of the same, on another day with other numbers. */
function anew({ type, data }: AnyMessage, thrown: Dice, day: IsoDate): AnyMessage {
  const other = all[type]?.(thrown, day).fact.data ?? {};
  const kept = ['organisation', 'benefit', 'pool', 'partner', 'driver', 'instance', 'evidenceId'];
  const same = Object.entries(data).filter(([field]) => kept.includes(field));
  const isNew = type in all;
  return { type, data: isNew ? { ...other, ...Object.fromEntries(same) } : data };
}

type Saying = (thrown: Dice, day: IsoDate) => Omit<Standing, 'id'>;

const on = (day: IsoDate): EffectiveDay => ({ earliest: day, latest: day, precision: 'day' });
const trustOf = ({ trust }: Dice): string => TRUSTS[trust] ?? 'ZZA';

const ofTrust =
  (subject: string, type: string, rest: (thrown: Dice, back: IsoDate) => object): Saying =>
  (thrown, day) => {
    const [organisation, back] = [trustOf(thrown), addDays(day, -thrown.back)];
    const data = { organisation, effective: on(back), ...rest(thrown, back) };
    return { stream: `${subject}-${organisation}`, fact: { type, data } };
  };

const window = (back: IsoDate) => ({ from: addDays(back, -20), to: back });
const partnerOf = ({ one }: Dice) => partners[one % 3];
const BENEFITS = ['ZZA-ONE', 'ZZA-TWO', 'ZZB-ONE'] as const;

const ofBenefit =
  (type: string, rest: (thrown: Dice, back: IsoDate) => object): Saying =>
  (thrown, day) => {
    const [benefit, back] = [BENEFITS[thrown.trust] ?? 'ZZA-ONE', addDays(day, -thrown.back)];
    const organisation = benefit.slice(0, 3);
    const data = { organisation, benefit, effective: on(back), ...rest(thrown, back) };
    return { stream: `benefit-${benefit}`, fact: { type, data } };
  };

const ofPool =
  (type: string, rest: (thrown: Dice) => object): Saying =>
  (thrown, day) => {
    const [benefit, pool] = [BENEFITS[thrown.trust] ?? 'ZZA-ONE', `pool-${String(thrown.one % 2)}`];
    const organisation = benefit.slice(0, 3);
    const data = { organisation, benefit, pool, effective: on(addDays(day, -thrown.back)) };
    return { stream: `pool-${pool}`, fact: { type, data: { ...data, ...rest(thrown) } } };
  };

const ofEvidence =
  (type: string, rest: (back: IsoDate, thrown: Dice) => object): Saying =>
  (thrown, day) => {
    const organisation = trustOf(thrown);
    const evidenceId = `EV-${organisation}-${String(thrown.two % 2).padStart(12, '0')}`;
    const back = addDays(day, -thrown.back);
    const data = { evidenceId, organisation, effective: on(back), ...rest(back, thrown) };
    return { stream: `evidence-${evidenceId}`, fact: { type, data } };
  };

const trajectory = (one: number, back: IsoDate) =>
  Array.from({ length: 4 }, (_, month) => {
    const from = addMonths(back, month);
    return { from, to: addDays(addMonths(from, 1), -1), amount: 100 * ((one + month) % 4) };
  });

const instanceOf = ({ two }: Dice): string => `epr-${String(two % 2)}`;
const planned = ({ one }: Dice, back: IsoDate): string => addMonths(back, one - 2).slice(0, 7);

const all: Readonly<Record<string, Saying>> = {
  SharedRecordUseMeasured: ofTrust('exchange', 'SharedRecordUseMeasured', (thrown, back) => ({
    ...{ partner: partnerOf(thrown), window: window(back), method: 'count' },
    ...{ eligible: 100 + thrown.two, available: 60 + thrown.one, used: 10 * thrown.two },
  })),
  PartnerFlowEnabled: ofTrust('optimisation', 'PartnerFlowEnabled', (thrown) => ({
    ...{ partner: partnerOf(thrown), direction: 'both', content: 'all', standard: 'FHIR' },
  })),
  PartnerFlowWithdrawn: ofTrust('optimisation', 'PartnerFlowWithdrawn', (thrown) => ({
    ...{ partner: partnerOf(thrown), why: 'unsafe' },
  })),
  DriverMeasured: ofTrust('driver', 'DriverMeasured', ({ one, two }, back) => ({
    ...{ driver: drivers[one % drivers.length], window: window(back), method: 'count' },
    ...{ numerator: 10 * two + 5, denominator: 100 },
  })),
  DeploymentPlanned: ofTrust('optimisation', 'DeploymentPlanned', (thrown, back) => ({
    ...{ instance: instanceOf(thrown), plannedGoLive: planned(thrown, back) },
    ...(thrown.one % 3 === 0 && { supplier: 'A supplier' }),
  })),
  GoLiveForecastRevised: ofTrust('optimisation', 'GoLiveForecastRevised', (thrown, back) => ({
    ...{ instance: instanceOf(thrown), plannedGoLive: planned(thrown, back), why: 'late' },
  })),
  EprWentLive: ofTrust('optimisation', 'EprWentLive', (thrown) => ({
    instance: instanceOf(thrown),
  })),
  EprStatusReported: ofTrust('optimisation', 'EprStatusReported', ({ one }) => ({
    hasEpr: one > 3,
  })),
  MilestoneStated: ofTrust('optimisation', 'MilestoneStated', ({ one }) => ({
    milestone: one % 2 === 0 ? 'procurement-started' : 'contract-signed',
  })),
  EvidenceAttached: ofEvidence('EvidenceAttached', (back, thrown) => ({
    ...{ title: 'A report', url: 'https://example.nhs.uk/report' },
    // A month after it is recorded, so that it is soon due.
    ...(thrown.one % 3 !== 0 && { validUntil: addMonths(addDays(back, thrown.back), 1) }),
  })),
  EvidenceWithdrawn: ofEvidence('EvidenceWithdrawn', () => ({ why: 'wrong' })),
  PoolShareClaimed: ofPool('PoolShareClaimed', ({ two }) => ({ share: (two + 1) / 10 })),
  PoolShareReleased: ofPool('PoolShareReleased', () => ({})),
  BenefitForecastRevised: ofBenefit('BenefitForecastRevised', ({ one }, back) => ({
    ...{ trajectory: trajectory(one, back), why: 'late' },
  })),
  DisbenefitRecorded: ofBenefit('DisbenefitRecorded', ({ one, two }) => ({
    ...{ disbenefit: `slow-${String(two % 2)}`, title: 'Slower', bearer: 'Doctors' },
    ...{ measure: 'Hours', unit: 'pence', value: 100 * one },
  })),
  BenefitWrittenOff: ofBenefit('BenefitWrittenOff', ({ one }) => ({
    ...{ remainingValue: 100 * one, approver: 'board', why: 'given up' },
  })),
  BenefitProfiled: ofBenefit('BenefitProfiled', ({ one, two }) => ({
    profile: {
      ...{ title: 'A benefit', owner: 'chief-nurse', valuedIn: 'money' },
      class: two % 2 === 0 ? 'CRB' : 'NCRB',
      measure: { ...monthly, cadence: one % 2 === 0 ? 'monthly' : 'quarterly' },
      ...(one % 3 === 0 && { measurer: 'benefits-office' }),
    },
  })),
};
const sayings = Object.values(all);

const terms = (target: string, definition: string, deadline: IsoDate) => ({
  ...{ target, metric: 'Trusts', unit: 'percent', value: 100, deadline },
  ...{ definition, definitionVersion: 1, cohort: 'some', cohortVersion: 1 },
});

/** It would be due before the other target that expects the same stage. */
const targetTakenBack = (day: IsoDate): readonly [string, AnyMessage] => [
  'programme-national',
  {
    type: 'ProgrammeTargetSet',
    data: {
      ...{ programme: 'national', effective: on(addDays(day, -300)) },
      ...terms('sooner', 'at-two', addMonths(day, 1)),
    },
  },
];

/** A programme that asks two of the trusts for a stage and for an EPR. */
function programmeOf(day: IsoDate): readonly Omit<Standing, 'id'>[] {
  const programme = 'national';
  const begun = on(addDays(day, -300));
  const of = (type: string, data: object) => ({
    stream: `programme-${programme}`,
    fact: { type, data: { programme, effective: begun, ...data } },
  });
  const past = addDays(day, -30);
  const { target: _, metric: __, unit: ___, ...forecastTerms } = terms('epr', 'in-place', past);
  return [
    of('ProgrammeRegistered', { name: 'National', scopeAreas: [] }),
    of('TargetDefinitionChanged', {
      ...{ definition: 'at-two', version: 1, title: 'At stage 2' },
      predicate: { stageAtLeast: 2, by: 'evidenced' },
    }),
    of('TargetDefinitionChanged', {
      ...{ definition: 'in-place', version: 1, title: 'In place' },
      predicate: { any: [{ has: 'epr-status' }, { live: 'epr' }] },
    }),
    of('CohortRevised', {
      ...{ cohort: 'some', version: 1, cause: 'established', added: ['ZZA', 'ZZB'], removed: [] },
    }),
    of('ProgrammeTargetSet', terms('shaping', 'at-two', addMonths(day, 6))),
    of('ProgrammeTargetSet', terms('epr', 'in-place', addMonths(day, 6))),
    of('ForecastPublished', {
      ...{ forecast: 'first', target: 'epr', terms: forecastTerms, algorithm: 'panel/1' },
      ...{ asOf: addDays(day, -200), entry: 1, distribution: [0.3, 0.5, 0.2], insideView: 1 },
      trusts: [
        { organisation: 'ZZA', missing: 0.5 },
        { organisation: 'ZZB', missing: 0.4 },
      ],
    }),
    of('ForecastJudgementRecorded', {
      ...{ forecast: 'first', trust: 'ZZA', missing: 0.9, why: 'late', authorRole: 'validator' },
    }),
  ];
}
