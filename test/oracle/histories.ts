import type { AnyMessage, Entry } from '#event-sourcing';
import type { Capability, MaturityModel } from '#facts';
import { MODEL_ID } from '#maturity-models';
import {
  addDays,
  addMonths,
  earlierOf,
  isoDate,
  type CapabilityCode,
  type EffectiveDay,
  type IsoDate,
  type Stage,
} from '#vocabulary';
import fc from 'fast-check';

/** Trusts of the histories, of which the last is the successor of mergers. */
export const TRUSTS = ['ZZA', 'ZZB', 'ZZC'] as const;
export const ICBS = ['QZ1', 'QZ2'] as const;
/** The model that figures use, and one that is published beside it and changes none. */
export const MODEL = MODEL_ID;
const ANOTHER_MODEL = 'another';
const REGION = 'YZ1';
const VALIDATOR = 'ZZV';
const SITES = ['ZZA01', 'ZZA02'] as const;
const CODES = ['C101', 'C104', 'C105', 'C201'] as const;
const TYPES = ['Acute', 'Mental Health', 'Ambulance', undefined] as const;

/** The day of the first entries; what is random follows it within about a year. */
const START = isoDate('2025-01-01');

/** Numbers that decide a step of a history; small, so that a counterexample shrinks to something read. */
type Dice = Readonly<{
  act: number;
  subject: number;
  daysOn: number;
  daysBack: number;
  order: number;
  one: number;
  two: number;
  pick: number;
}>;

/**
 * Random histories as the contexts record them: three trusts in two ICBs, two versions of a model, and
 * up to `maxSteps` further entries, many of them on the same few days. Measurements, go-lives and
 * declarations are never dated after their recording; changes of organisations may be.
 */
export const histories = (
  maxSteps = 45,
  times: keyof typeof likely = 'settled',
): fc.Arbitrary<readonly Entry[]> =>
  fc
    .tuple(
      fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 4 }),
      fc.array(dice(), {
        minLength: times === 'promising' || times === 'measuring' ? Math.floor(maxSteps / 2) : 0,
        maxLength: maxSteps,
        size: 'max',
      }),
    )
    .map(([setting, throws]) => written(setting, throws, times));

const dice = (): fc.Arbitrary<Dice> =>
  fc.record({
    act: fc.nat({ max: 99 }),
    subject: fc.nat({ max: 11 }),
    daysOn: fc.nat({ max: 20 }),
    daysBack: fc.oneof(fc.constantFrom(0, 1, 31), fc.nat({ max: 120 })),
    order: fc.nat({ max: 3 }),
    one: fc.nat({ max: 9 }),
    two: fc.nat({ max: 9 }),
    pick: fc.nat({ max: 30 }),
  });

/** The log under construction. */
class Log {
  readonly entries: Entry[] = [];
  /** Facts that stand, and facts taken back, in the order of their first entry. */
  readonly standing: { id: string; by: string; stream: string; fact: AnyMessage }[] = [];
  readonly retracted: { stream: string; fact: AnyMessage }[] = [];
  today = START;
  private readonly revisions = new Map<string, number>();

  record(stream: string, fact: AnyMessage): void {
    const { id } = this.add(stream, fact);
    this.standing.push({ id, by: id, stream, fact });
  }

  add(stream: string, { type, data }: AnyMessage): Entry {
    const entry = this.entries.length + 1;
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    const added: Entry = {
      entry,
      id: `00000000-0000-4000-8000-${String(entry).padStart(12, '0')}`,
      stream,
      revision,
      position: BigInt(entry),
      recordedAt: `${this.today}T09:00:00.${String(entry % 1000).padStart(3, '0')}Z`,
      type,
      data,
      metadata: {
        actor: 'recorder-1',
        role: 'trust-recorder',
        organisation: 'ZZA',
        command: `command-${String(entry)}`,
        digest: '',
        correlation: 'history',
        causation: 'history',
        schemaVersion: 1,
      },
    };
    this.entries.push(added);
    return added;
  }
}

function written(
  setting: readonly number[],
  throws: readonly Dice[],
  times: keyof typeof likely,
): readonly Entry[] {
  const log = new Log();
  const at = (index: number): number => setting[index] ?? 0;
  const basis = { effective: known(isoDate('2020-04-01')) };
  log.record(`organisation-${REGION}`, {
    type: 'OrganisationRegistered',
    data: { ...basis, organisation: REGION, kind: 'region', name: 'A region' },
  });
  for (const icb of ICBS) {
    log.record(`organisation-${icb}`, {
      type: 'OrganisationRegistered',
      data: { ...basis, organisation: icb, kind: 'icb', name: 'An ICB', region: REGION },
    });
  }
  TRUSTS.forEach((organisation, index) => {
    const trustType = TYPES[at(index) % TYPES.length];
    log.record(`organisation-${organisation}`, {
      type: 'OrganisationRegistered',
      data: {
        ...basis,
        organisation,
        kind: 'trust',
        name: 'A trust',
        ...(trustType && { trustType }),
        ...(at(index) > 0 && { icb: ICBS[at(index) % 2] }),
        demonstration: true,
      },
    });
  });
  // The first version is in force from the start, or only later: then it stands in until it is.
  publish(log, 1, at(3) === 0 ? isoDate('2025-04-10') : START);
  publish(log, 2, isoDate('2025-07-31'));
  log.record(`model-${ANOTHER_MODEL}`, {
    type: 'MaturityModelPublished',
    data: {
      effective: known(isoDate('2025-04-01')),
      model: ANOTHER_MODEL,
      content: { ...modelOf(1), model: ANOTHER_MODEL, settingsOf: {} },
    },
  });
  if (times === 'promising')
    BENEFITS.forEach((benefit, index) => {
      promise(log, benefit, index);
    });
  for (const thrown of throws) step(log, thrown, likely[times]);
  return log.entries;
}

function publish(log: Log, version: number, day: IsoDate): void {
  log.record(`model-${MODEL}`, {
    type: 'MaturityModelPublished',
    data: { effective: known(day), model: MODEL, content: modelOf(version) },
  });
}

/** Short validity, so that a history of a year sees much expire; version 2 asks other things. */
const modelOf = (version: number): MaturityModel => ({
  model: MODEL,
  version,
  title: 'A model',
  illustrative: true,
  settingsOf: { Acute: ['acute'], 'Mental Health': ['mental-health'] },
  capabilities: [
    capability('C101', { stage: 1, validForMonths: version }),
    capability('C104', { stage: 1, validForMonths: 2, mandatory: false, weight: 0.3 }),
    capability('C105', { stage: 1, validForMonths: 3, settings: ['acute'], weight: 0.7 }),
    capability('C201', { stage: version === 1 ? 2 : 1, validForMonths: 1, weight: version }),
  ],
});

const capability = (code: string, note: Partial<Capability>): Capability => ({
  code: code as CapabilityCode,
  name: code,
  stage: 1,
  mandatory: true,
  settings: ['acute', 'mental-health'],
  weight: 1,
  thresholds: { adoption: 0.8, deployment: 0.5 },
  validForMonths: 1,
  measure: 'uses / eligible uses',
  ...note,
});

function step(log: Log, thrown: Dice, often: readonly (keyof typeof sayings)[]): void {
  log.today = addDays(log.today, thrown.daysOn > 12 ? 0 : thrown.daysOn);
  if (thrown.act < 16) correct(log, thrown);
  else if (thrown.act < 23) retract(log, thrown);
  else if (thrown.act < 27) recordAgain(log, thrown);
  else if (thrown.act < 40) sayOtherwise(log, thrown);
  else {
    const type = often[thrown.act - 40] ?? types[thrown.pick % types.length] ?? 'AdoptionMeasured';
    const { stream, data } = sayings[type](log, thrown);
    log.record(stream, { type, data });
  }
}

const identifying = ['organisation', 'capability', 'successor', 'benefit', 'actual', 'names'];
const dating = ['effective', 'window', 'period', 'source'];

type Anew = Readonly<{ fact: AnyMessage; kept: readonly string[] }>;

/** A fact of the same type, of which these fields are as they were. */
function saidAnew(log: Log, thrown: Dice, { fact: { type, data }, kept }: Anew): AnyMessage {
  const said = sayings[type as keyof typeof sayings](log, thrown).data;
  const changed = Object.entries(said).filter(([field]) => !kept.includes(field));
  const same = Object.entries(data).filter(([field]) => kept.includes(field));
  return { type, data: Object.fromEntries([...changed, ...same]) };
}

/** A second fact about the same thing on the same day, with or without a stated order. */
function sayOtherwise(log: Log, thrown: Dice): void {
  const other = chosen(log.standing, thrown.pick);
  if (other === undefined || !(other.fact.type in sayings)) return;
  const kept = [...identifying, ...dating.slice(0, thrown.two % 2 === 0 ? 3 : 4)];
  log.record(other.stream, saidAnew(log, thrown, { fact: other.fact, kept }));
}

/** The same kind of fact, said anew in all but whom and what it is about, and half the time its day. */
function correct(log: Log, thrown: Dice): void {
  const wrong = chosen(log.standing, thrown.pick);
  if (wrong === undefined || !(wrong.fact.type in sayings)) return;
  const kept = thrown.two % 2 === 0 ? [...identifying, ...dating] : identifying;
  const fact = saidAnew(log, thrown, { fact: wrong.fact, kept });
  const data = { factId: wrong.id, reason: 'a slip', fact };
  wrong.by = log.add(wrong.stream, { type: 'FactCorrected', data }).id;
  wrong.fact = fact;
}

function retract(log: Log, { pick }: Dice): void {
  const wrong = chosen(log.standing, pick);
  if (wrong === undefined || !(wrong.fact.type in sayings)) return;
  log.add(wrong.stream, { type: 'FactRetracted', data: { factId: wrong.id, reason: 'not so' } });
  log.standing.splice(log.standing.indexOf(wrong), 1);
  log.retracted.push(wrong);
}

function recordAgain(log: Log, { pick }: Dice): void {
  const gone = chosen(log.retracted, pick);
  if (gone !== undefined) log.record(gone.stream, gone.fact);
}

/** One of the newest, so that corrections of corrections, and of one of two that tie, are common. */
const chosen = <Item>(items: readonly Item[], pick: number): Item | undefined =>
  items.at(-1 - (pick % Math.max(1, Math.min(12, items.length))));

type Said = Readonly<{ stream: string; data: Record<string, unknown> }>;
type Say = (log: Log, thrown: Dice) => Said;

const trustOf = ({ subject }: Dice): string => TRUSTS[subject % 2 === 0 ? 0 : subject % 3] ?? 'ZZA';
const codeOf = ({ pick }: Dice): string => CODES[pick % CODES.length] ?? 'C101';

/** Statements about a trust's record, none of them ahead of its day. */
const ofTrust =
  (rest: (thrown: Dice, day: IsoDate) => Record<string, unknown>): Say =>
  (log, thrown) => {
    const organisation = trustOf(thrown);
    const effective = past(log, thrown);
    const data = { ...sourced(thrown), effective, organisation, ...rest(thrown, effective.latest) };
    return { stream: `optimisation-${organisation}`, data };
  };

const measured =
  (subject: string, rest: (thrown: Dice) => Record<string, unknown>): Say =>
  (log, thrown) => {
    const organisation = trustOf(thrown);
    const to = past(log, { ...thrown, order: 0 }).latest;
    const window = { from: addDays(to, -3 * thrown.two), to };
    const data = {
      ...sourced(thrown),
      effective: known(to),
      organisation,
      window,
      method: 'count',
    };
    return {
      stream: `${subject}-${organisation}-${codeOf(thrown)}`,
      data: { ...data, capability: codeOf(thrown), ...rest(thrown) },
    };
  };

/** Changes of organisations: half of them recorded ahead. */
const ofOrganisation =
  (rest: (thrown: Dice, day: IsoDate) => Record<string, unknown>): Say =>
  (log, thrown) => {
    const organisation = trustOf(thrown);
    const ahead = addDays(log.today, thrown.daysBack);
    const effective = thrown.one % 2 === 0 ? past(log, thrown) : known(ahead);
    const data = { ...sourced(thrown), effective, organisation, ...rest(thrown, effective.latest) };
    return { stream: `organisation-${organisation}`, data };
  };

const facts = {
  AdoptionMeasured: measured('adoption', ({ one }) => ({
    numerator: [0, 40, 79, 80, 81, 90, 100, 100, 100, 90][one] ?? 0,
    denominator: 100,
  })),
  CapabilityEnabled: ofTrust((thrown) => ({
    capability: codeOf(thrown),
    sites: thrown.one % 3 === 0 ? [...SITES] : [SITES[thrown.one % 2]],
  })),
  CapabilityScopeSet: ofTrust((thrown) => ({
    capability: codeOf(thrown),
    sites: [
      { site: SITES[0], weight: thrown.one },
      { site: SITES[1], weight: thrown.two },
    ],
  })),
  CapabilityWithdrawn: ofTrust((thrown) => ({
    capability: codeOf(thrown),
    ...(thrown.one % 2 === 0 && { sites: [SITES[thrown.two % 2]] }),
    why: 'unsafe',
  })),
  RealisationMeasured: measured('realisation', ({ one, two }) => ({
    validated: one * 20,
    expected: two * 20,
    unit: 'pence',
  })),
  EprReplaced: ofTrust((thrown) => ({
    fromInstance: 'old',
    toInstance: 'new',
    ...(thrown.one % 2 === 0 && { capabilities: [codeOf(thrown)] }),
  })),
  StageDeclared: ofTrust(({ one }) => ({ stage: stageOf(one) })),
  StageValidated: ofTrust(({ one, two }, day) => ({
    stage: stageOf(one % 2),
    validator: VALIDATOR,
    expires: addMonths(day, two % 4),
  })),
  StageValidationWithdrawn: ofTrust(({ one }) => ({
    stage: stageOf(one % 2),
    validator: VALIDATOR,
    why: 'not as shown',
  })),
  EprStatusReported: ofTrust(({ one }) => ({ hasEpr: one > 2 })),
  OrganisationReclassified: ofOrganisation(({ two }) => ({ trustType: TYPES[two % 3] })),
  OrganisationMovedToIcb: ofOrganisation(({ two }) =>
    two % 3 === 2 ? {} : { icb: ICBS[two % 3] },
  ),
  OrganisationRenamed: ofOrganisation(({ two }) => ({ name: `Trust ${String(two)}` })),
  OrganisationClosed: ofOrganisation((_, day) => ({ lastDay: addDays(day, -1) })),
  OrganisationSucceeded: ofOrganisation(({ subject }) => ({
    successor: subject % 3 === 2 ? 'ZZB' : 'ZZC',
    succession: 'merger',
  })),
} satisfies Record<string, Say>;

/** What is said of benefits, which only some histories speak of. */
const ofBenefits = {
  BenefitLinked: ofBenefit(({ two, pick }) => ({
    link: { kind: 'capability', node: CODES[pick % 2], weight: [1, 1, 2, 0.5][two % 4] },
  })),
  BenefitUnlinked: ofBenefit(({ pick }) => ({
    ...{ kind: 'capability', node: CODES[pick % 2], why: 'not so' },
  })),
  BenefitApproved: ofBenefit((thrown) => ({ ...approval, trajectory: trajectoryOf(thrown) })),
  BenefitRebaselined: ofBenefit((thrown) => ({
    ...approval,
    trajectory: trajectoryOf(thrown),
    why: 'late',
  })),
  BenefitActualRecorded: (log, thrown) => {
    const to = past(log, { ...thrown, order: 0 }).latest;
    const said = ofBenefit(({ one, two }) => ({
      period: { from: addDays(to, -3 * two), to },
      amount: one * 20 - 10,
      method: 'count',
      ...(two % 5 === 0 && { marks: ['below-gate'] }),
    }))(log, thrown);
    return { ...said, data: { ...said.data, effective: known(to) } };
  },
  BenefitActualValidated: judged,
  BenefitActualRejected: judged,
  BenefitTransferred: ofBenefit(({ one }) => ({ successor: one % 2 === 0 ? 'ZZC' : 'ZZA' })),
} satisfies Record<string, Say>;

const BENEFITS = ['ZZA-ONE', 'ZZA-TWO', 'ZZB-ONE'] as const;

/** Profiled, linked to a capability, and approved. */
function promise(log: Log, benefit: string, index: number): void {
  const basis = { effective: known(START), organisation: benefit.slice(0, 3), benefit };
  const plain = { title: 'A benefit', owner: 'chief-nurse', class: 'CRB', valuedIn: 'money' };
  const link = { kind: 'capability', node: CODES[index % 2], weight: 1 };
  const trajectory = trajectoryOf({ one: 3, two: index });
  for (const [type, said] of [
    ['BenefitProfiled', { profile: plain }],
    ['BenefitLinked', { link }],
    ['BenefitApproved', { ...approval, trajectory }],
  ] as const) {
    log.record(`benefit-${benefit}`, { type, data: { ...basis, ...said } });
  }
}

/** A statement about a benefit, today or earlier. */
function ofBenefit(rest: (thrown: Dice) => Record<string, unknown>): Say {
  return (log, thrown) => {
    const benefit = BENEFITS[thrown.subject % BENEFITS.length] ?? 'ZZA-ONE';
    const data = { organisation: benefit.slice(0, 3), benefit, effective: past(log, thrown) };
    return { stream: `benefit-${benefit}`, data: { ...data, ...rest(thrown) } };
  };
}

const approval = { approver: 'board', caseRef: 'case', caseVersion: '1', fullYearValue: 1 };

/** Months from before the first entries on; of some of them nothing is expected. */
const trajectoryOf = ({ one, two }: Pick<Dice, 'one' | 'two'>) =>
  Array.from({ length: 12 }, (_, month) => {
    const from = addMonths(isoDate('2024-11-01'), month);
    const amount = 25 * ((one + month * two) % 4);
    return { from, to: addDays(addMonths(from, 1), -1), amount };
  });

/** Judges one of the newest actuals as it stands; where there is none, none. */
function judged(log: Log, thrown: Dice): Said {
  const actuals = log.standing.filter(({ fact }) => fact.type === 'BenefitActualRecorded');
  const actual = chosen(actuals, thrown.pick % 4);
  if (actual === undefined) {
    const nothing = { actual: UNKNOWN, names: UNKNOWN, period: { from: START, to: START } };
    return ofBenefit(() => nothing)(log, thrown);
  }
  const { organisation, benefit, effective, period } = actual.fact.data as Record<string, unknown>;
  const data = { organisation, benefit, effective, period, actual: actual.id, names: actual.by };
  return { stream: actual.stream, data };
}

const UNKNOWN = '00000000-0000-4000-8000-ffffffffffff';

const sayings = { ...facts, ...ofBenefits };

const repeated = (
  shares: Readonly<Partial<Record<keyof typeof sayings, number>>>,
): readonly (keyof typeof sayings)[] =>
  Object.entries(shares).flatMap(([type, length]) =>
    Array.from({ length }, () => type as keyof typeof sayings),
  );

/** What comes more often than the rest: what decides most figures, or what moves trusts about. */
const likely = {
  settled: repeated({
    AdoptionMeasured: 14,
    CapabilityEnabled: 10,
    CapabilityScopeSet: 8,
    RealisationMeasured: 4,
    StageValidated: 7,
    OrganisationSucceeded: 4,
    EprReplaced: 3,
  }),
  measuring: repeated({ AdoptionMeasured: 400, RealisationMeasured: 400 }),
  restless: repeated({
    AdoptionMeasured: 8,
    CapabilityEnabled: 6,
    CapabilityScopeSet: 5,
    StageDeclared: 7,
    StageValidated: 6,
    OrganisationSucceeded: 7,
    OrganisationMovedToIcb: 7,
    OrganisationReclassified: 2,
    EprReplaced: 5,
    EprStatusReported: 5,
  }),
  promising: repeated({
    ...{ AdoptionMeasured: 5, CapabilityEnabled: 5, CapabilityScopeSet: 5 },
    ...{ RealisationMeasured: 2, EprReplaced: 2, OrganisationSucceeded: 1 },
    ...{ BenefitLinked: 6, BenefitUnlinked: 1, BenefitApproved: 6, BenefitRebaselined: 2 },
    ...{ BenefitActualRecorded: 11, BenefitActualValidated: 11, BenefitActualRejected: 2 },
    ...{ BenefitTransferred: 1 },
  }),
};
const types = Object.keys(facts) as readonly (keyof typeof facts)[];

const stageOf = (number: number): Stage => ((number % 4) + 1) as Stage;

const known = (day: IsoDate): EffectiveDay => ({ earliest: day, latest: day, precision: 'day' });

/** Today or earlier: the end or the middle of a month, the day itself, or the month alone. */
function past({ today }: Log, { daysBack, order }: Dice): EffectiveDay {
  const day = addDays(today, -daysBack);
  const monthBegins = isoDate(`${day.slice(0, 8)}01`);
  const monthEnds = earlierOf(addDays(addMonths(monthBegins, 1), -1), today);
  if (order === 3) return { earliest: monthBegins, latest: monthEnds, precision: 'month' };
  if (daysBack % 4 === 0) return known(day);
  return known(daysBack % 4 === 1 ? earlierOf(addDays(monthBegins, 14), today) : monthEnds);
}

/** A stated order, on some. */
const sourced = ({ order }: Dice): Record<string, unknown> =>
  order === 1 || order === 2 ? { source: { name: 'a register', order } } : {};
