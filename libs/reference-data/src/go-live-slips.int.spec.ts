import { CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { read, type AnyMessage } from '#event-sourcing';
import { EventStoreModule, InMemoryEventStore } from '#event-store';
import {
  deadlineForecast,
  deploymentsOf,
  expectationOn,
  nextDeployment,
  slipsOf,
  waitsOf,
  type StatedFact,
} from '#figures';
import { ledgerRowsOf } from '#read-models/testing';
import { isoDate, type IsoDate } from '#vocabulary';
import { ReferenceDataLoader } from './reference-data-loader.js';
import { ReferenceDataModule } from './reference-data.module.js';

/** The end of the month in which the files were gathered. */
const gathered = isoDate('2026-11-30');
let facts: readonly StatedFact[];

beforeAll(async () => {
  facts = await loadedFacts();
});

describe('The public record of go-lives', () => {
  const deployments = () => deploymentsOf(facts, gathered);

  it('holds sixteen plans, of which three were followed by a go-live', () => {
    expect(deployments()).toHaveLength(16);
    const live = deployments().flatMap(({ organisation, happened }) =>
      happened === undefined ? [] : [[organisation, happened.on]],
    );
    expect(live).toEqual([
      ['RF4', '2025-11-17'],
      ['RHQ', '2025-07-14'],
      ['RJ1', '2023-10-05'],
    ]);
  });

  it('has one slip that is known to the end: the others had no date, or are still to come', () => {
    const slips = slipsOf(deployments(), gathered);
    expect(slips).toHaveLength(28);
    expect(slips.filter(({ censored }) => !censored)).toEqual([
      {
        id: 'RF4 rf4-oracle-health-cerner',
        state: 'procurement',
        horizon: '0-3',
        checkedOn: '2025-10-31',
        expected: '2025-11-30',
        value: 0,
        censored: false,
      },
    ]);
  });

  it('tells Airedale by what was stated by a day, not by what we loaded', () => {
    const airedale = (day: string) => {
      const deployment = nextDeployment(deployments(), 'RCF', isoDate(day));
      return deployment && [expectationOn(deployment, isoDate(day))?.expected];
    };
    expect(airedale('2024-11-25')).toBeUndefined();
    expect(airedale('2024-11-26')).toEqual([undefined]);
    expect(airedale('2026-01-14')).toEqual(['2026-10-19']);
  });

  it('is too little for a distribution: the forecast shows its guard rail', () => {
    const forecast = forecastOn(gathered);
    expect(forecast).toMatchObject({
      kind: 'too-few-observations',
      awaited: 13,
      size: { completed: 1, censored: 27 },
      insideView: { low: 0, high: 4 },
      judged: undefined,
    });
    expect(forecast).not.toHaveProperty('count');
    expect(forecastOn(isoDate('2025-10-31')).size).toEqual({ completed: 0, censored: 18 });
  });
});

function forecastOn(asOf: IsoDate) {
  const courses = deploymentsOf(facts, asOf);
  const trusts = [...new Set(courses.map(({ organisation }) => organisation))];
  const awaited = trusts.flatMap((id) => {
    const course = nextDeployment(courses, id, asOf);
    return course === undefined ? [] : [{ id, group: course.supplier ?? id, course }];
  });
  const [slips, waits] = [slipsOf(courses, asOf), waitsOf(courses, asOf)];
  return deadlineForecast({ awaited, slips, waits, asOf, deadline: isoDate('2027-03-31') });
}

/** What the loaded events state of plans, go-lives and milestones. */
async function loadedFacts(): Promise<readonly StatedFact[]> {
  const store = new InMemoryEventStore();
  const testing = await Test.createTestingModule({
    imports: [
      CqrsModule.forRoot(),
      EventStoreModule.forRoot({ kind: 'opened', store }),
      ReferenceDataModule,
    ],
  }).compile();
  await testing.init();
  await testing.get(ReferenceDataLoader).load();
  const stored = await store.readAll(undefined, 10_000);
  await testing.close();
  return stored.flatMap((each, index) => {
    const { opens } = ledgerRowsOf({ ...read<AnyMessage>(each), entry: index + 1 });
    return opens.flatMap(({ owner: organisation, basis, firstEntry, ...row }) => {
      const known = { ...row, organisation, firstEntry: firstEntry ?? row.entry };
      const isDeployment = ['go-live-plan', 'live', 'milestone'].includes(row.kind);
      return isDeployment
        ? [{ ...known, ...(basis?.source && { source: basis.source }) } as StatedFact]
        : [];
    });
  });
}
