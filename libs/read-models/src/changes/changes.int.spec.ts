import type { Entry } from '#event-sourcing';
import { isoDate, odsCode, onDay } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import { ledgerRowsOf, type LedgerRow } from '../facts-ledger/ledger-rows.js';
import { eventId, recordingOf, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import {
  ChangesBetween,
  ChangesBetweenHandler,
  type ChangesAnswer,
} from './changes-between.query.js';

const TODAY = isoDate('2026-01-31');
const RXX = odsCode('RXX');

describe('What changed between two moments', () => {
  let world: RecordedWorld;
  const between = (
    since: number,
    until: number,
    page: { before?: number; limit: number } = { limit: 100 },
    scope = {},
  ): Promise<ChangesAnswer> =>
    new ChangesBetweenHandler(world.ledger).execute(
      new ChangesBetween({ entry: since }, { asOf: TODAY, knownAt: { entry: until } }, page, scope),
    );
  const told = async (since: number, until: number) =>
    (await between(since, until)).changes.map(
      ({ change, kind, subject, before, after, cause, entry }) => ({
        change,
        of: `${kind} ${subject}`.trim(),
        before: before?.value,
        after: after?.value,
        cause,
        entry,
      }),
    );

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  it('names a new go-live forecast as moved, with what it said before and why', async () => {
    expect(await told(2, 3)).toEqual([
      {
        change: 'moved',
        of: 'go-live-plan main',
        before: { state: 'planned', plannedGoLive: '2025-06' },
        after: { state: 'revised', plannedGoLive: '2025-11' },
        cause: 'Data migration took longer',
        entry: 3,
      },
    ]);
  });

  it('shows a correction with the old and the new value, and its reason', async () => {
    expect(await told(4, 5)).toEqual([
      {
        change: 'corrected',
        of: 'adoption C105',
        before: { numerator: 80, denominator: 100, from: '2025-03-01' },
        after: { numerator: 80, denominator: 110, from: '2025-03-01' },
        cause: 'A site was left out',
        entry: 5,
      },
    ]);
  });

  it('counts what was recorded and corrected in between as new, as it stands at the end', async () => {
    expect(await told(3, 5)).toEqual([
      expect.objectContaining({
        change: 'new',
        before: undefined,
        after: { numerator: 80, denominator: 110, from: '2025-03-01' },
      }),
    ]);
  });

  it('tells what was withdrawn, and what came and went', async () => {
    expect(await told(6, 7)).toEqual([
      expect.objectContaining({ change: 'withdrawn', before: { stage: 2 }, after: undefined }),
    ]);
    expect(await told(5, 7)).toEqual([
      expect.objectContaining({ change: 'passing', before: undefined, after: undefined }),
    ]);
  });

  it('shows of a correction only the series that it changed', async () => {
    expect(await told(7, 8)).toEqual([
      {
        change: 'corrected',
        of: 'name',
        before: { name: 'Airedale (demonstration)' },
        after: { name: 'Airedale Moor (demonstration)' },
        cause: 'Misspelt',
        entry: 8,
      },
    ]);
  });

  it('is empty between an entry and itself', async () => {
    expect(await between(8, 8)).toMatchObject({ facts: 0, changes: [], next: null });
  });

  it('pages from the newest change to the oldest, with the totals of all', async () => {
    const first = await between(0, 8, { limit: 2 });
    const second = await between(0, 8, { limit: 2, before: first.next ?? 0 });
    const entries = [first, second].map(({ changes }) => [
      ...new Set(changes.map(({ entry }) => entry)),
    ]);
    expect(entries).toEqual([
      [8, 7],
      [5, 3],
    ]);
    expect([first.facts, first.counts]).toEqual([
      5,
      { new: 4, moved: 0, corrected: 0, withdrawn: 0, passing: 1 },
    ]);
    expect(second.counts).toEqual(first.counts);
  });

  it('is of one organisation, or of the fictional ones, where asked', async () => {
    const all = { limit: 100 };
    expect(await between(0, 8, all, { organisation: RXX })).toMatchObject({ facts: 5 });
    expect(await between(0, 8, all, { demonstration: true })).toMatchObject({ facts: 5 });
    expect(await between(0, 8, all, { demonstration: false })).toMatchObject({ facts: 0 });
  });

  it('begins at the end of a day', async () => {
    const answer = await new ChangesBetweenHandler(world.ledger).execute(
      new ChangesBetween({ day: isoDate('2025-04-09') }, { asOf: TODAY }, { limit: 100 }),
    );
    expect(answer).toMatchObject({ sinceEntry: 4, facts: 3 });
  });
});

describe('What changed of the judgement of a value', () => {
  let world: RecordedWorld;
  const between = async (since: number, until: number) => {
    const moment = { asOf: TODAY, knownAt: { entry: until } };
    const asked = new ChangesBetween({ entry: since }, moment, { limit: 100 });
    const { changes } = await new ChangesBetweenHandler(world.ledger).execute(asked);
    return changes
      .filter(({ kind }) => kind === 'benefit-validation')
      .map(({ before, after }) => [before?.amount, after?.amount]);
  };

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...judged);
  });
  afterAll(() => world.close());

  it('tells the amount that was judged, where the value was corrected since and its last day too', async () => {
    expect(await between(0, 4)).toEqual([[undefined, 150_000]]);
  });

  it('tells of each side of a corrected judgement the amount that it names', async () => {
    expect(await between(3, 5)).toEqual([[150_000, 180_000]]);
  });
});

describe('What changed of a benefit that was handed over', () => {
  let world: RecordedWorld;
  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...judged.slice(0, 2), ...handedOver);
  });
  afterAll(() => world.close());

  it('names the organisation under which each entry stands, whose the benefit was then', async () => {
    const asked = new ChangesBetween({ entry: 0 }, { asOf: TODAY }, { limit: 100 });
    const { changes } = await new ChangesBetweenHandler(world.ledger).execute(asked);
    expect(changes.map(({ entry, kind, recordedUnder }) => [entry, kind, recordedUnder])).toEqual([
      [5, 'benefit-home', 'RXX'],
      [4, 'benefit-actual', 'RYY'],
      [2, 'benefit-actual', 'RXX'],
      [1, 'benefit', 'RXX'],
      [1, 'benefit-home', 'RXX'],
      [1, 'benefit-owner', 'RXX'],
    ]);
  });
});

/*
 * What was known at one entry, with the changes up to another, is what was known at the other: over
 * random histories that grow between the questions, against the rows as one reads them off the log.
 */
describe('The changes between any two entries', () => {
  it('are exactly the difference of what was known at them', async () => {
    const told = new Set<string>();
    for (const entries of histories40()) {
      const world = await RecordedWorld.open();
      const compare = async (from: number, to: number) => {
        const answer = await new ChangesBetweenHandler(world.ledger).execute(
          new ChangesBetween(
            { entry: from },
            { asOf: isoDate('2030-01-01'), knownAt: { entry: to } },
            { limit: Infinity },
          ),
        );
        expect(answer.facts).toBe(new Set(answer.changes.map(({ factId }) => factId)).size);
        const changed = answer.changes
          .filter(({ change }) => change !== 'passing')
          .map((each) => line(each, each.change, each.after));
        expect(changed.sort()).toEqual(expectedChanges(entries, from, to));
        for (const { change } of answer.changes) told.add(change);
      };
      try {
        for (let known = 0; known < entries.length; known += GROWS_BY) {
          await world.record(...entries.slice(known, known + GROWS_BY).map(recordingOf));
          const until = Math.min(known + GROWS_BY, entries.length);
          await compare(Math.max(0, known - GROWS_BY), until);
          await compare(0, Math.max(0, until - 1));
        }
        for (const [from, to] of pairsIn(entries.length)) await compare(from, to);
      } finally {
        await world.close();
      }
    }
    expect(told).toEqual(new Set(['new', 'moved', 'corrected', 'withdrawn', 'passing']));
  });
});

const GROWS_BY = 7;

const histories40 = () => [
  ...fc.sample(histories(40, 'restless'), { numRuns: 5, seed: 11 }),
  ...fc.sample(histories(60, 'promising'), { numRuns: 3, seed: 12 }),
];

/** Short stretches all along the log, and long ones to its end. */
const pairsIn = (length: number): readonly (readonly [number, number])[] =>
  Array.from({ length: Math.ceil(length / 3) }, (_, index) => index * 3).flatMap(
    (from) =>
      [
        [from, Math.min(from + 5, length)],
        [from, length],
      ] as const,
  );

type Place = Readonly<{ owner: string; kind: string; subject: string; factId: string }>;

const line = ({ owner, kind, subject, factId }: Place, change: string, after: object | null) =>
  JSON.stringify([factId, owner, kind, subject, change, after !== null]);

/** Read off the log: every series of every fact that says otherwise at the one entry than at the other. */
function expectedChanges(entries: readonly Entry[], from: number, to: number): string[] {
  const [before, after] = [knownAt(entries, from), knownAt(entries, to)];
  const facts = new Set([...before.keys(), ...after.keys()]);
  return [...facts]
    .flatMap((factId) => {
      const [one, other] = [before.get(factId) ?? [], after.get(factId) ?? []];
      if (one[0]?.entry === other[0]?.entry) return [];
      const series = new Map([...one, ...other].map((row) => [seriesOf(row), row]));
      const change = changeOf(one, other, [...before.values()].flat());
      const lines = [...series].map(([name, row]) => {
        const [old, now] = [one, other].map((rows) => rows.find((each) => seriesOf(each) === name));
        const same = said(old) === said(now);
        return { same, text: line(row, change, now ?? null) };
      });
      const differing = lines.filter(({ same }) => !same);
      return (differing.length === 0 ? lines : differing).map(({ text }) => text);
    })
    .sort();
}

function changeOf(
  one: readonly LedgerRow[],
  other: readonly LedgerRow[],
  before: readonly LedgerRow[],
): string {
  if (other.length === 0) return 'withdrawn';
  if (one.length > 0) return 'corrected';
  const isMoved = other.some((row) => {
    if (!['go-live-plan', 'benefit-approval', 'benefit-forecast'].includes(row.kind)) return false;
    return before.some(
      (each) =>
        seriesOf(each) === seriesOf(row) ||
        (row.kind === 'benefit-forecast' &&
          each.kind === 'benefit-approval' &&
          each.owner === row.owner),
    );
  });
  return isMoved ? 'moved' : 'new';
}

const seriesOf = ({ owner, kind, subject }: LedgerRow) => `${owner}\n${kind}\n${subject}`;
const said = (row: LedgerRow | undefined) => row && JSON.stringify([row.effective, row.value]);

function knownAt(entries: readonly Entry[], until: number): Map<string, readonly LedgerRow[]> {
  const known = new Map<string, readonly LedgerRow[]>();
  for (const event of entries.slice(0, until)) {
    const { opens, closes } = ledgerRowsOf(event);
    if (closes !== undefined) known.delete(closes);
    const [first] = opens;
    if (first !== undefined) known.set(first.factId, opens);
  }
  return known;
}

const STREAM = 'optimisation-RXX';
const adopted = (denominator: number) => ({
  type: 'AdoptionMeasured',
  data: {
    effective: onDay(isoDate('2025-03-31')),
    organisation: RXX,
    capability: 'C105',
    numerator: 80,
    denominator,
    window: { from: '2025-03-01', to: '2025-03-31' },
    method: 'EPR report',
  },
});
const registered = (name: string) => ({
  type: 'OrganisationRegistered',
  data: {
    effective: onDay(isoDate('2020-04-01')),
    organisation: RXX,
    kind: 'trust',
    name,
    demonstration: true,
  },
});

const history: readonly Recording[] = [
  at('2025-04-01', 'organisation-RXX', registered('Airedale (demonstration)')),
  at('2025-04-02', STREAM, {
    type: 'DeploymentPlanned',
    data: {
      effective: onDay(isoDate('2025-04-02')),
      organisation: RXX,
      instance: 'main',
      plannedGoLive: '2025-06',
    },
  }),
  at('2025-04-03', STREAM, {
    type: 'GoLiveForecastRevised',
    data: {
      effective: onDay(isoDate('2025-04-03')),
      organisation: RXX,
      instance: 'main',
      plannedGoLive: '2025-11',
      reason: 'Data migration took longer',
    },
  }),
  at('2025-04-08', 'adoption-RXX-C105', adopted(100)),
  at('2025-04-10', 'adoption-RXX-C105', {
    type: 'FactCorrected',
    data: { factId: eventId(4), reason: 'A site was left out', fact: adopted(110) },
  }),
  at('2025-04-11', STREAM, {
    type: 'StageDeclared',
    data: { effective: onDay(isoDate('2025-04-11')), organisation: RXX, stage: 2 },
  }),
  at('2025-04-12', STREAM, {
    type: 'FactRetracted',
    data: { factId: eventId(6), reason: 'Not decided' },
  }),
  at('2025-04-13', 'organisation-RXX', {
    type: 'FactCorrected',
    data: {
      factId: eventId(1),
      reason: 'Misspelt',
      fact: registered('Airedale Moor (demonstration)'),
    },
  }),
];

const BENEFIT = 'benefit-RXX-ONE';
const value = (amount: number, to: string) => ({
  type: 'BenefitActualRecorded',
  data: {
    effective: onDay(isoDate(to)),
    ...{ organisation: RXX, benefit: 'RXX-ONE', method: 'count', amount },
    period: { from: '2025-03-01', to },
  },
});
const validated = (names: string, to: string) => ({
  type: 'BenefitActualValidated',
  data: {
    effective: onDay(isoDate(to)),
    ...{ organisation: RXX, benefit: 'RXX-ONE', method: 'sample', actual: eventId(2), names },
    period: { from: '2025-03-01', to },
  },
});

const judged: readonly Recording[] = [
  at('2025-04-01', BENEFIT, {
    type: 'BenefitProfiled',
    data: {
      effective: onDay(isoDate('2025-01-01')),
      ...{ organisation: RXX, benefit: 'RXX-ONE' },
      profile: { title: 'x', owner: 'chief-nurse', class: 'CRB', valuedIn: 'money' },
    },
  }),
  at('2025-04-02', BENEFIT, value(150_000, '2025-03-31')),
  at('2025-04-03', BENEFIT, validated(eventId(2), '2025-03-31')),
  at('2025-04-04', BENEFIT, {
    type: 'FactCorrected',
    data: { factId: eventId(2), reason: 'A ward left out', fact: value(180_000, '2025-03-30') },
  }),
  at('2025-04-05', BENEFIT, {
    type: 'FactCorrected',
    data: { factId: eventId(3), reason: 'Seen again', fact: validated(eventId(4), '2025-03-30') },
  }),
];

const transferred = (day: string) => ({
  type: 'BenefitTransferred',
  data: {
    effective: onDay(isoDate(day)),
    ...{ organisation: RXX, benefit: 'RXX-ONE', successor: 'RYY' },
  },
});

/** Handed over, measured there, and the day of the first put right. */
const handedOver: readonly Recording[] = [
  at('2025-04-03', BENEFIT, transferred('2025-04-01')),
  at('2025-05-04', BENEFIT, value(90_000, '2025-04-30')),
  at('2025-05-05', BENEFIT, {
    type: 'FactCorrected',
    data: { factId: eventId(3), reason: 'By the order', fact: transferred('2025-04-02') },
  }),
];

function at(day: string, stream: string, event: Recording['event']): Recording {
  return { stream, recordedAt: `${day}T09:00:00.000Z`, event };
}
