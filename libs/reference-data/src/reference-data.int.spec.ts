import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import type { AssessmentEvent } from '#assessments';
import { read, type Asker, type EventStore } from '#event-sourcing';
import { EventStoreModule, InMemoryEventStore } from '#event-store';
import type { OptimisationEvent } from '#optimisation';
import type { ProgrammeFact } from '#programmes';
import {
  OrganisationRequest,
  type OrganisationEvent,
  type OrganisationOrder,
} from '#organisations';
import { isoDate, odsCode, statedDate, type FreeText, type IsoDate } from '#vocabulary';
import { ReferenceDataLoader, type LoadReport } from './reference-data-loader.js';
import { ReferenceDataModule } from './reference-data.module.js';

const store = new InMemoryEventStore();
let first: LoadReport;
let events: readonly Known[];

beforeAll(async () => {
  first = await load(store);
  events = await allOf(store);
});

describe('Loading the reference data', () => {
  it('makes a fact of every row', () => {
    expect(
      first.files.map(({ file, rows, recorded, refused }) => ({ file, rows, recorded, refused })),
    ).toEqual(
      [
        ['maturity model, version 1', 1],
        ['nhs_england_regions.csv', 7],
        ['icbs.csv', 48],
        ['trusts.csv', 275],
        ['icb_successions.csv', 16],
        ['trust_renames.csv', 28],
        ['trust_icb_membership.csv', 269],
        ['trust_successions.csv', 54],
        ['epr_suppliers_2024-10.csv', 209],
        ['epr_milestones.csv', 76],
        ['dma_2025_acute_pillar_scores.csv', 127],
        ['programmes.csv', 2],
        ['target_definitions.csv', 11],
        ['programme_cohorts.csv', 11],
        ['programme_targets.csv', 13],
        ['programme_statements.csv', 33],
      ].map(([file, rows]) => ({ file, rows, recorded: rows, refused: [] })),
    );
  });

  it('again changes nothing', async () => {
    const head = await store.head();
    const again = await load(store);
    expect(await store.head()).toEqual(head);
    expect(again.files.map(({ recorded, alreadyThere }) => [recorded, alreadyThere])).toEqual(
      first.files.map(({ rows }) => [0, rows]),
    );
  });

  it('goes on where a load was cut off, and records each row once', async () => {
    const cutOff = new InMemoryEventStore();
    const some = (await store.readAll(undefined, 10_000)).slice(0, 400);
    await cutOff.restore(some);
    await load(cutOff);
    const ids = (recorded: readonly { id: string }[]) => recorded.map(({ id }) => id).sort();
    expect(ids(await cutOff.readAll(undefined, 10_000))).toEqual(
      ids(await store.readAll(undefined, 10_000)),
    );
  });
});

describe('Every statement', () => {
  const sourced = () =>
    events.flatMap(({ data }) => ('organisation' in data && data.source ? [data] : []));

  it('says when its source was published or, without a date, gathered', () => {
    const undated = sourced().filter(
      ({ source }) => (source?.publishedOn ?? source?.gatheredOn) === undefined,
    );
    expect(undated).toEqual([]);
    expect(moves().filter(({ data }) => data.source?.publishedOn !== undefined)).toHaveLength(265);
  });

  it('names the address of its source, but for two successions of which none is known', () => {
    const unplaced = sourced().filter(({ source }) => source?.url === undefined);
    expect(unplaced.map(({ organisation }) => organisation).sort()).toEqual(['RJD', 'TAF']);
    const late = events.filter((event) => marksOf(event).includes('late-entry'));
    expect(late.filter(({ data }) => 'organisation' in data)).toMatchObject(
      unplaced.map((data) => ({ type: 'OrganisationSucceeded', data })),
    );
  });
});

describe('A row that the rules refuse', () => {
  it('is named with its line and sentence, and keeps no other row from being recorded', async () => {
    const taken = new InMemoryEventStore();
    const { commands, loader } = await application(taken);
    await commands.execute(new OrganisationRequest(otherTrust, programmeOffice));
    const { files } = await loader.load();
    const refusals = files.filter(({ refused }) => refused.length > 0);
    expect(refusals).toMatchObject([
      {
        file: 'trusts.csv',
        rows: 275,
        recorded: 274,
        alreadyThere: 0,
        refused: [
          {
            row: 2,
            code: 'already-registered',
            sentence: 'G6V2S is already registered. Correct its registration instead.',
          },
        ],
      },
    ]);
  });

  it('is named where it said something else when it was loaded before', async () => {
    const taken = new InMemoryEventStore();
    const { commands, loader } = await application(taken);
    const [stored] = await store.readStream('organisation-G6V2S');
    const commandId = stored === undefined ? '' : read<OrganisationEvent>(stored).metadata.command;
    const asker = { ...programmeOffice, commandId };
    await commands.execute(new OrganisationRequest(otherTrust, asker));
    const { files } = await loader.load();
    expect(files.flatMap(({ refused }) => refused)).toEqual([
      {
        row: 2,
        code: 'row-changed',
        sentence:
          'This row was loaded before and said something else then. Correct the entry it led to, as reference loader.',
      },
    ]);
    expect(files.find(({ file }) => file === 'trusts.csv')).toMatchObject({ recorded: 274 });
  });
});

describe('The Digital Maturity Assessment of 2025', () => {
  const scored = () => ofType('AssessmentImported').map(({ data }) => data);

  it('is there for 127 acute trusts, by their own word', () => {
    expect(scored()).toHaveLength(127);
    expect(scored().filter(({ selfAssessed }) => !selfAssessed)).toEqual([]);
    expect(new Set(scored().map(({ effective }) => effective.latest))).toEqual(
      new Set(['2025-06-30']),
    );
  });

  // The means that the origin of the file states (data/PROVENANCE.md).
  it.each([
    ['well-led', 2.82],
    ['smart-foundations', 2.65],
    ['safe-practice', 2.38],
    ['support-workforce', 2.61],
    ['empower-people', 2.16],
    ['improve-care', 2.42],
    ['healthy-populations', 2.17],
  ])('has the mean that was published for %s: %d', (pillar, mean) => {
    const scores = scored().flatMap(({ scores: each }) => each[pillar] ?? []);
    const sum = scores.reduce((total, score) => total + score, 0);
    expect((sum / scores.length).toFixed(2)).toBe(mean.toFixed(2));
  });
});

describe('Trusts', () => {
  it.each([
    ['2023-11-20', 210],
    ['2024-10-01', 208],
    ['2025-07-01', 205],
    ['2026-07-08', 202],
  ])('were open on %s: %i', (day, count) => {
    expect(openTrusts(isoDate(day)).size).toBe(count);
  });

  it('of the care-trust codes were open since before our records', () => {
    expect([...openTrusts(isoDate('1900-01-01'))].sort()).toEqual(['TAD', 'TAF', 'TAH', 'TAJ']);
  });

  it('are registered under the oldest name known, and renamed one name after another', () => {
    expect(namesOf('RA7')).toEqual([
      'University Hospitals Bristol NHS Foundation Trust',
      'University Hospitals Bristol and Weston NHS Foundation Trust',
      'Bristol NHS Foundation Trust',
    ]);
    expect(namesOf('RRE')).toEqual([
      'South Staffordshire and Shropshire Healthcare NHS Foundation Trust',
      'Midlands Partnership NHS Foundation Trust',
      'Midlands Partnership University NHS Foundation Trust',
    ]);
  });

  it('that were renamed or moved on a day nobody knows keep the span it lies in', () => {
    const span = { earliest: '2025-07-15', latest: '2026-07-08', precision: 'between' };
    for (const [code, icb] of [
      ['RPG', 'QKS'],
      ['RXK', 'QUA'],
    ] as const) {
      expect(
        moves().find(({ data }) => data.organisation === code && data.icb === icb)?.data.effective,
      ).toEqual(span);
    }
    expect(renamings().find(({ data }) => data.organisation === 'RXY')?.data.effective).toEqual(
      span,
    );
    expect(
      renamings().find(({ data }) => data.name.startsWith('Midlands Partnership University'))?.data
        .effective,
    ).toEqual({ earliest: '2024-10-01', latest: '2025-07-15', precision: 'between' });
  });

  it('that closed before there were ICBs are in none: 61', () => {
    const placed = new Set(moves().map(({ data }) => data.organisation));
    const trusts = registrations().filter(({ data }) => data.kind === 'trust');
    const unplaced = trusts.filter(({ data }) => !placed.has(data.organisation));
    expect(unplaced).toHaveLength(61);
    expect(unplaced.every(({ data }) => data.icb === undefined)).toBe(true);
  });

  it('have their assumed start in an ICB marked as assumed', () => {
    const assumed = moves().filter(({ data }) => data.effective.latest === '2022-07-01');
    expect(assumed).toHaveLength(212);
    expect(assumed.every(({ data }) => /assumed/i.test(data.source?.caution ?? ''))).toBe(true);
  });

  it('of which 53 came to another ICB on 1 April 2026', () => {
    expect(moves().filter(({ data }) => data.effective.latest === '2026-04-01')).toHaveLength(53);
  });

  it('whose succession has no legal date count it between what is known of it', () => {
    const succession = events.find(
      (event) => event.type === 'OrganisationSucceeded' && event.data.organisation === 'RJD',
    );
    expect(succession?.data).toMatchObject({
      successor: 'RJE',
      effective: { earliest: '2014-01-01', latest: '2017-11-01', precision: 'between' },
    });
  });
});

describe('EPR status on 1 October 2024', () => {
  it('is 189 with an EPR of the 209 trusts in the source', () => {
    expect(statuses()).toHaveLength(209);
    expect(statuses().filter(({ data }) => data.hasEpr)).toHaveLength(189);
  });

  it('is 188 of the 208 trusts open that day: one had closed the day before, and is marked', () => {
    const open = openTrusts(isoDate('2024-10-01'));
    const ofOpen = statuses().filter(({ data }) => open.has(data.organisation));
    expect(ofOpen).toHaveLength(208);
    expect(ofOpen.filter(({ data }) => data.hasEpr)).toHaveLength(188);
    expect(statuses().filter(({ data }) => !open.has(data.organisation))).toMatchObject([
      { data: { organisation: 'R1C', marks: ['after-closure'] } },
    ]);
  });
});

describe('Go-live forecasts', () => {
  it('of Airedale stand in the order in which they were stated', () => {
    expect(forecastsOf('RCF')).toEqual([
      ['DeploymentPlanned', '2024-09', 1, '2024-11-26', 'published'],
      ['GoLiveDeferred', '2024-11', 2, '2024-11-26', 'published'],
      ['GoLiveDeferred', undefined, 3, '2024-11-26', 'month'],
      ['GoLiveForecastRevised', '2026-10-19', 4, '2026-01-14', 'day'],
    ]);
  });

  it('that follow each other are not overtaken by a vaguer date of the earlier one', () => {
    expect(forecastsOf('RF4')).toEqual([
      ['DeploymentPlanned', '2025-09', 1, '2025-09-30', 'between'],
      ['GoLiveDeferred', '2025-11', 2, '2025-09-30', 'month'],
    ]);
  });

  it('without an earlier plan in the source are kept and marked', () => {
    const marked = events.filter((event) => marksOf(event).includes('no-earlier-plan'));
    expect(
      marked.map(({ type, data }) => [type, (data as { organisation: string }).organisation]),
    ).toEqual(
      expect.arrayContaining([
        ['GoLiveCancelled', 'RD1'],
        ['GoLiveDeferred', 'RHQ'],
        ['GoLiveDeferred', 'RJ1'],
        ['GoLiveDeferred', 'RKB'],
      ]),
    );
    expect(marked).toHaveLength(4);
  });

  it('of a shared programme name one instance and each other’s trusts', () => {
    const plans = events.filter((event) => event.type === 'DeploymentPlanned');
    const norfolk = plans.filter(({ data }) => data.instance === 'norfolk-and-waveney-epr');
    expect(
      norfolk.map(({ data }) => [data.organisation, ...(data.sharedWith ?? [])].sort()),
    ).toEqual(Array(3).fill(['RCX', 'RGP', 'RM1']));
  });
});

describe('Programmes', () => {
  const ofTarget = (name: string) =>
    programmes().flatMap((event) =>
      (event.type === 'ProgrammeTargetSet' || event.type === 'ProgrammeTargetRebaselined') &&
      event.data.target === name
        ? [event.data]
        : [],
    );

  it('keep every term of the coverage target, each with its source', () => {
    const coverage = ofTarget('epr-coverage');
    expect(
      coverage.map(({ deadline, definitionVersion, effective }) => [
        effective.latest,
        deadline,
        definitionVersion,
      ]),
    ).toEqual([
      ['2021-12-31', '2025-03', 1],
      ['2023-07-31', '2026-03', 2],
      ['2025-11-28', '2026-03', 4],
    ]);
    expect(ofTarget('fully-digitised')).toMatchObject([{ deadline: '2024', value: 100 }]);
    expect(programmes().filter(({ data }) => !('source' in data))).toEqual([]);
  });

  it.each([
    ['2024-10-01', 208, []],
    ['2025-07-01', 205, []],
    // The Online NHS Trust opened after the programme had ended.
    ['2026-07-08', 201, ['K0N6A']],
  ])('count the trusts that were open on %s: %i', (day, count, besides) => {
    const members = new Set<string>();
    for (const event of programmes()) {
      if (event.type !== 'CohortRevised' || event.data.effective.latest > day) continue;
      for (const code of event.data.removed) members.delete(code);
      for (const code of event.data.added) members.add(code);
    }
    expect(members.size).toBe(count);
    expect([...members, ...besides].sort()).toEqual([...openTrusts(isoDate(day))].sort());
  });

  it('mark as late what is old and has no full address to read it at', () => {
    const late = programmes().filter((event) => marksOf(event).includes('late-entry'));
    expect(late).not.toEqual([]);
    for (const { data } of late) {
      expect('source' in data && data.source).not.toHaveProperty('url');
    }
  });

  it('hold their plans against journeys that sources date differently', () => {
    const journeys = programmes().flatMap((event) =>
      event.type === 'ProgrammeStatementMade' && event.data.kind === 'journey' ? [event.data] : [],
    );
    expect(journeys.map(({ statement }) => statement)).toEqual([
      'nyu-langone-since-2008',
      'nyu-langone-since-2009',
      'nyu-langone-years',
      'plan-horizon',
    ]);
  });
});

const load = async (into: EventStore): Promise<LoadReport> =>
  (await application(into)).loader.load();

async function application(into: EventStore) {
  const testing = await Test.createTestingModule({
    imports: [
      CqrsModule.forRoot(),
      EventStoreModule.forRoot({ kind: 'opened', store: into }),
      ReferenceDataModule,
    ],
  }).compile();
  await testing.init();
  return { commands: testing.get(CommandBus), loader: testing.get(ReferenceDataLoader) };
}

const allOf = async (from: EventStore): Promise<readonly Known[]> =>
  (await from.readAll(undefined, 10_000)).map((stored) => read<Known>(stored));

const programmeOffice: Asker = {
  commandId: '8d1f4a52-9c1b-4e2d-8a6f-2b7c3d4e5f60',
  actor: 'p-1',
  role: 'programme-office',
  organisation: 'X26',
  correlation: '8d1f4a52-9c1b-4e2d-8a6f-2b7c3d4e5f61',
};
/** G6V2S stands in the first row of trusts.csv. */
const otherTrust: OrganisationOrder = {
  type: 'RegisterOrganisation',
  data: {
    organisation: odsCode('G6V2S'),
    kind: 'trust',
    name: 'North London Trust',
    when: { on: statedDate('2024-11-01') },
    reason: 'Entered by hand before the files came' as FreeText,
  },
};

type Known = AssessmentEvent | OptimisationEvent | OrganisationEvent | ProgrammeFact;
const ofType = <Type extends Known['type']>(type: Type) =>
  events.filter((event): event is Extract<Known, { type: Type }> => event.type === type);
const registrations = () => ofType('OrganisationRegistered');
const renamings = () => ofType('OrganisationRenamed');
const moves = () => ofType('OrganisationMovedToIcb');
const statuses = () => ofType('EprStatusReported');

/** What is recorded of programmes, in the order of the log. */
const programmes = () =>
  events.filter((event): event is Extract<Known, ProgrammeFact> => 'programme' in event.data);

function openTrusts(day: IsoDate): ReadonlySet<string> {
  const closed = new Set(
    ofType('OrganisationClosed')
      .filter(({ data }) => data.effective.latest <= day)
      .map(({ data }) => data.organisation),
  );
  return new Set(
    registrations()
      .filter(({ data }) => data.kind === 'trust' && data.effective.latest <= day)
      .map(({ data }) => data.organisation)
      .filter((code) => !closed.has(code)),
  );
}

const namesOf = (code: string) =>
  [...registrations(), ...renamings()]
    .filter(({ data }) => data.organisation === code)
    .sort((a, b) => (a.data.effective.latest < b.data.effective.latest ? -1 : 1))
    .map(({ data }) => data.name);

const forecastTypes = [
  'DeploymentPlanned',
  'GoLiveForecastRevised',
  'GoLiveDeferred',
  'GoLiveCancelled',
] as const;

const forecastsOf = (code: string) =>
  forecastTypes
    .flatMap((type) => ofType(type) as Extract<Known, { type: (typeof forecastTypes)[number] }>[])
    .filter(({ data }) => data.organisation === code)
    .sort((a, b) => (a.data.source?.order ?? 0) - (b.data.source?.order ?? 0))
    .map(({ type, data }) => [
      type,
      'plannedGoLive' in data ? data.plannedGoLive : undefined,
      data.source?.order,
      data.effective.latest,
      data.effective.precision,
    ]);

const marksOf = ({ data }: Known): readonly string[] => ('marks' in data ? (data.marks ?? []) : []);
