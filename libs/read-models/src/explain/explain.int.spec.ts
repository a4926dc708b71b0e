import type { Entry } from '#event-sourcing';
import { addDays, laterOf, londonDay, type IsoDate, type OdsCode } from '#vocabulary';
import fc from 'fast-check';
import { histories, ICBS, TRUSTS } from '../../../../test/oracle/histories.js';
import {
  oracleCoverage,
  oracleGaps,
  oracleQuarters,
  type OracleCounts,
  oracleStages,
  type Fault,
} from '../../../../test/oracle/oracle-roll-up.js';
import { oracle, oracleOfCapability } from '../../../../test/oracle/oracle.js';
import type { Grouping } from '../cohorts/cohort.js';
import type { Lens } from '../facts-ledger/asking.js';
import type { GapBody, GapGroup } from '../gap/gap-roll-up.query.js';
import type { ProgressionBody } from '../progression/cohort-progress.js';
import type { StagesBody } from '../stages/stage-distribution.query.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import type { EventUsed } from './events-used.js';
import type { CohortFigure as AnyCohortFigure } from './cohort-answers.js';
import { ExplainCohort, ExplainCohortHandler } from './explain-cohort.query.js';
import { ExplainCoverage, ExplainCoverageHandler } from './explain-coverage.query.js';
import { Explain, ExplainHandler } from './explain.query.js';

const figures = [
  'stage',
  'gap',
  'capability',
  'gaps',
  'stages',
  'progression',
  'epr-coverage',
] as const;

/*
 * The law of explanations: taking away an event that is not listed never changes the figure. What the
 * figure is without it, the naive oracle says, after it has agreed with the figure that was given. To
 * take away what first stated a fact is to take away what mended it too; a correction or a
 * retraction can go by itself. Each law is run once more against a listing that leaves something out,
 * or an oracle with a fault, and must then find it.
 */
describe('Explaining the figures of random histories', () => {
  let cases: readonly Case[] = [];

  const runs = { settled: 5, restless: 13, promising: 7 } as const;
  const some = (['settled', 'restless', 'promising'] as const).flatMap((times) =>
    fc.sample(histories(times === 'promising' ? 90 : 60, times), { numRuns: runs[times], seed: 2 }),
  );
  // Each history is a world of its own, and has a limit of its own.
  for (const entries of some) {
    beforeAll(async () => {
      cases = [...cases, ...(await casesOf(entries))];
    });
  }

  it.each(figures)('answers with the figure of the naive oracle: %s', (figure) => {
    for (const { given, without, entries, told } of asking(figure)) {
      expect([told, differenceOf(given, without(entries))]).toEqual([told, undefined]);
    }
  });

  it.each(figures)('lists every event that the figure needs: %s', (figure) => {
    expect(asking(figure).flatMap((each) => firstNeeded(each, everything) ?? [])).toEqual([]);
  });

  it.each([
    ['gap', 'adoption'],
    ['gap', 'scope'],
    ['capability', 'classification'],
    ['capability', 'replaced'],
    ['capability', 'scope'],
    ['stage', 'stage-validated'],
    ['stage', 'succession-of'],
    ['gap', 'benefit-link'],
    ['gap', 'benefit-approval'],
    ['gap', 'benefit-actual'],
    ['capability', 'benefit-validation'],
    ['gaps', 'benefit-home'],
    ['gaps', 'status'],
    ['gaps', 'icb'],
    ['gaps', 'succeeded-by'],
    ['gaps', 'enabled'],
    ['stages', 'classification'],
    ['stages', 'region'],
    ['stages', 'replaced'],
    ['progression', 'icb'],
    ['progression', 'stage-declared'],
    ['progression', 'scope'],
    ['progression', 'succeeded-by'],
    ['epr-coverage', 'epr-status'],
    ['epr-coverage', 'status'],
  ] as const)('and would be found out, were for a %s no %s listed', (figure, kind) => {
    const lists = (event: EventUsed): boolean => event.kind !== kind;
    expect(asking(figure).find((each) => firstNeeded(each, lists))).toBeDefined();
  });

  // Rare for the stage of one trust; the stages of many have it.
  const others = figures.filter((figure) => figure !== 'stage');
  it.each(others)('and would be found out, were nothing that took back listed: %s', (figure) => {
    const lists = ({ part }: EventUsed): boolean => part !== 'took-back';
    expect(asking(figure).find((each) => firstNeeded(each, lists))).toBeDefined();
  });

  it.each<[Figure, Fault]>([
    ['gaps', 'parts count each'],
    ['stages', 'parts count each'],
    ['stages', 'the highest stage'],
    ['gaps', 'the place it had'],
    ['gaps', 'one step only'],
    ['progression', 'parts count each'],
    ['progression', 'the highest stage'],
    ['progression', 'the place it had'],
  ])('tells the lens as-is (%s) from one in which %s', (figure, fault) => {
    const faulty = asking(figure).filter(
      ({ given, without, entries }) => differenceOf(given, without(entries, fault)) !== undefined,
    );
    expect(faulty).not.toEqual([]);
    expect(faulty.every(({ lens }) => lens === 'as-is')).toBe(true);
  });

  const asking = (figure: Figure): readonly Case[] =>
    cases.filter((each) => each.figure === figure);
});

/** Those of which the oracle speaks; the others are in `explained-figures.int.spec.ts`. */
type CohortFigure = Extract<AnyCohortFigure, 'gaps' | 'stages' | 'progression'>;

/** `capability`: the gap of one capability, explained with a filter to it. */
type Figure = CohortFigure | 'stage' | 'gap' | 'capability' | 'epr-coverage';

/** One figure that was given and explained, and how the oracle comes by it. */
type Asked = Readonly<{
  figure: Figure;
  told: string;
  lens: Lens;
  entries: readonly Entry[];
  given: unknown;
  listed: readonly EventUsed[];
  without: (entries: readonly Entry[], fault?: Fault) => unknown;
}>;

/** A case, and how the figure differs where an entry and what mended it had never been. */
type Case = Asked & Readonly<{ lacking: (gone: Entry) => string | undefined }>;

const everything = (): boolean => true;

/** What each entry's absence would change, worked out once however many listings are held to it. */
function lackingOf({ entries, given, without }: Asked): Case['lacking'] {
  const known = new Map<Entry, string | undefined>();
  return (gone) => {
    if (!known.has(gone)) {
      const mends = 'factId' in gone.data;
      const rest = entries.filter((each) => each !== gone && (mends || factIdOf(each) !== gone.id));
      known.set(gone, differenceOf(given, without(rest)));
    }
    return known.get(gone);
  };
}

/** The first event that is not listed although its absence would change the figure. */
function firstNeeded(
  { entries, listed, lacking, told }: Case,
  lists: (event: EventUsed) => boolean,
) {
  const names = new Set(listed.filter(lists).map(({ eventId }) => eventId));
  for (const gone of entries) {
    if (names.has(gone.id)) continue;
    const difference = lacking(gone);
    if (difference !== undefined) return { told, gone: gone.entry, difference };
  }
  return undefined;
}

const factIdOf = ({ id, data }: Entry): string => ('factId' in data ? String(data.factId) : id);

/** Asks for figures and their explanations at two moments of a history. */
async function casesOf(entries: readonly Entry[]): Promise<Case[]> {
  const world = await RecordedWorld.open();
  try {
    await world.record(...entries.map(recordingOf));
    const cases: Asked[] = [];
    for (const [turn, moment] of momentsOf(entries).entries()) {
      for (const trust of TRUSTS) cases.push(...(await ofTrust(world, moment, trust as OdsCode)));
      for (const [by, lens, icb] of groupings) {
        cases.push(await ofCohort(world, moment, { figure: 'gaps', by, lens, icb }));
        cases.push(await ofCohort(world, moment, { figure: 'stages', by, lens, icb }));
      }
      for (const [lens, icb] of overTime[turn] ?? []) {
        const asked = { figure: 'progression', by: 'nation', lens, icb } as const;
        cases.push(await ofCohort(world, moment, asked));
      }
      cases.push(await ofCoverage(world, moment));
    }
    return cases.map((each) => ({ ...each, lacking: lackingOf(each) }));
  } finally {
    await world.close();
  }
}

const groupings: readonly (readonly [Grouping, Lens, string | undefined])[] = [
  ['icb', 'as-was', undefined],
  ['trustType', 'as-was', ICBS[1]],
  ['region', 'as-is', undefined],
  ['icb', 'as-is', undefined],
  ['nation', 'as-is', ICBS[0]],
];

/** At each of the two moments both lenses: once of all, once of one ICB. */
const overTime: readonly (readonly (readonly [Lens, string | undefined])[])[] = [
  [
    ['as-was', undefined],
    ['as-is', ICBS[0]],
  ],
  [
    ['as-was', ICBS[0]],
    ['as-is', undefined],
  ],
];

type At = Readonly<{ entries: readonly Entry[]; asOf: IsoDate; knownAt: number }>;

/** The last entry a while after it, and one on the way, asked about a while before it. */
function momentsOf(entries: readonly Entry[]): readonly At[] {
  const dayOf = (entry: number) => londonDay(entries[entry - 1]?.recordedAt ?? '2025-01-01');
  const half = Math.ceil(entries.length * 0.7);
  return [
    { entries, knownAt: entries.length, asOf: addDays(dayOf(entries.length), -20) },
    { entries, knownAt: half, asOf: addDays(dayOf(half), 25) },
  ];
}

const momentOf = ({ asOf, knownAt }: At) => ({ asOf, knownAt: { entry: knownAt } });
const tell = (...words: readonly unknown[]): string => words.map(String).join(' ');

async function ofTrust(world: RecordedWorld, at: At, organisation: OdsCode): Promise<Asked[]> {
  const { entries, asOf, knownAt } = at;
  const handler = new ExplainHandler(world.ledger);
  const stage = await handler.execute(new Explain('stage', organisation, momentOf(at)));
  const gap = await handler.execute(new Explain('gap', organisation, momentOf(at)));
  const shared = { lens: 'as-was' as const, entries };
  const told = tell(organisation, asOf, knownAt);
  const figuresIn = (some: readonly Entry[]) => oracle(some, { organisation, asOf, knownAt });
  return [
    {
      ...shared,
      figure: 'stage',
      told: `stage ${told}`,
      given: stageShown(stage?.inputs),
      listed: stage?.events ?? [],
      without: (some) => {
        const { declared, evidenced, validated } = figuresIn(some) ?? {};
        return { declared, evidenced, validated };
      },
    },
    {
      ...shared,
      figure: 'gap',
      told: `gap ${told}`,
      given: gapShown(gap?.inputs),
      listed: gap?.events ?? [],
      without: (some) => figuresIn(some)?.gap,
    },
    ...(await Promise.all(
      ['C101', 'C104', 'C105', 'C201'].map((code) => ofCapability(world, at, organisation, code)),
    )),
  ];
}

async function ofCapability(
  world: RecordedWorld,
  at: At,
  organisation: OdsCode,
  code: string,
): Promise<Asked> {
  const { entries, asOf, knownAt } = at;
  const query = new Explain('gap', organisation, momentOf(at), code);
  const answer = await new ExplainHandler(world.ledger).execute(query);
  return {
    figure: 'capability',
    told: tell('gap', code, organisation, asOf, knownAt),
    lens: 'as-was',
    entries,
    given: capabilityShown(answer?.inputs),
    listed: answer?.events ?? [],
    without: (some) => {
      const gap = oracleOfCapability(some, { organisation, asOf, knownAt }, code);
      const { coverage: _, ...shown } = gap ?? {};
      return shown;
    },
  };
}

type AskedCohort = Readonly<{
  figure: CohortFigure;
  by: Grouping;
  lens: Lens;
  icb: string | undefined;
}>;

async function ofCohort(world: RecordedWorld, at: At, asked: AskedCohort): Promise<Asked> {
  const { entries, asOf, knownAt } = at;
  const { figure, by, lens, icb } = asked;
  const filter = { demonstration: true, ...(icb !== undefined && { icb: icb as OdsCode }) };
  const handler = new ExplainCohortHandler(world.ledger);
  const listed: EventUsed[] = [];
  let answer: unknown;
  let after: OdsCode | null = null;
  do {
    const part = { limit: 2, ...(after !== null && { after }) };
    const page = await handler.execute(
      new ExplainCohort({ figure, filter, by, lens }, momentOf(at), part),
    );
    listed.push(...page.events, ...page.trusts.flatMap(({ events }) => events));
    answer = page.answer;
    after = page.next;
  } while (after !== null);
  const today = laterOf(asOf, londonDay(entries[knownAt - 1]?.recordedAt ?? ''));
  const question = { asOf, knownAt, by, icb, heirsOn: lens === 'as-is' ? today : undefined };
  return {
    figure,
    told: tell(figure, by, lens, icb, asOf, knownAt),
    lens,
    entries,
    given: shownBy[figure](answer),
    listed,
    without: (some, fault) => {
      if (figure === 'progression') return oracleQuarters(some, question, fault);
      return (figure === 'gaps' ? oracleGaps : oracleStages)(some, question, fault);
    },
  };
}

async function ofCoverage(world: RecordedWorld, at: At): Promise<Asked> {
  const { entries, asOf, knownAt } = at;
  const handler = new ExplainCoverageHandler(world.ledger);
  const { answer, trusts } = await handler.execute(
    new ExplainCoverage(momentOf(at), true, { limit: 9 }),
  );
  return {
    figure: 'epr-coverage',
    told: tell('epr-coverage', asOf, knownAt),
    lens: 'as-was',
    entries,
    given: Object.fromEntries(
      answer.map(({ on, source, inSource, ofOpenTrusts }) => [
        `${on} ${source}`,
        [
          ...[inSource.numerator, inSource.denominator],
          ...[ofOpenTrusts.numerator, ofOpenTrusts.denominator],
        ],
      ]),
    ),
    listed: trusts.flatMap(({ events }) => events),
    without: (some) => oracleCoverage(some, { asOf, knownAt }),
  };
}

/* What the oracle says too, of each kind of answer. */

function stageShown(inputs: unknown) {
  const { declared, evidenced, validated } = (inputs ?? {}) as Partial<
    Record<'declared' | 'validated', { stage: number }> & { evidenced: unknown }
  >;
  return { declared: declared?.stage, evidenced, validated: validated?.stage };
}

function gapShown(inputs: unknown) {
  if (inputs === undefined || inputs === null) return undefined;
  const gap = inputs as NonNullable<GapGroup['gap']>;
  const { value, notDeployed, notAdopted, notRealised, optimisationGap: whole, useGap: use } = gap;
  return {
    ...{ value, notDeployed, notAdopted, notRealised },
    ...{ whole, use, coverage: gap.evidenceCoverage },
  };
}

function capabilityShown(inputs: unknown) {
  const { capabilities = [] } = (inputs ?? {}) as { capabilities?: readonly unknown[] };
  const { coverage: _, ...gap } = gapShown(capabilities[0]) ?? {};
  return gap;
}

const shownBy: Readonly<Record<CohortFigure, (answer: unknown) => unknown>> = {
  gaps: (answer) =>
    Object.fromEntries(
      (answer as GapBody).groups.flatMap(({ code, gap }) => {
        if (gap === null) return [];
        const { coverage, ...shown } = gapShown(gap) ?? {};
        const { trusts, reported } = gap;
        return [[code, { trusts, reported, gap: shown, coverage }]];
      }),
    ),
  stages: (answer) =>
    Object.fromEntries(
      (answer as StagesBody).groups.map(({ code, stages }) => [code, countsShown(stages)]),
    ),
  progression: (answer) =>
    Object.fromEntries(
      (answer as ProgressionBody).quarters.map((quarter) => [quarter.on, countsShown(quarter)]),
    ),
};

const countsShown = ({ evidenced, evidencedHigh, declared, validated }: OracleCounts) => ({
  evidenced,
  evidencedHigh,
  declared,
  validated,
});

/** The first place where two answers differ; numbers that differ by the arithmetic alone do not. */
function differenceOf(one: unknown, other: unknown, path = ''): string | undefined {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) < 1e-9 ? undefined : `${path}: ${String(one)} ≠ ${String(other)}`;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other ? undefined : `${path}: ${String(one)} ≠ ${String(other)}`;
  }
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const difference = differenceOf(left[key], right[key], `${path}/${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
