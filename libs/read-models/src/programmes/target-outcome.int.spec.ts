import type { AnyMessage } from '#event-sourcing';
import { isoDate, onDay, type PartId, type ProgrammeId } from '#vocabulary';
import { RecordedWorld } from '../testing/recorded-world.js';
import { TargetOutcome, TargetOutcomeHandler } from './target-outcome.query.js';

describe('What came of a target', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  const outcome = (target: string, asOf: string) =>
    new TargetOutcomeHandler(world.ledger).execute(
      new TargetOutcome(PROGRAMME, target as PartId, { asOf: isoDate(asOf), knownAt: undefined }),
    );

  it('is not known before its deadline is over', async () => {
    expect(await outcome('all', '2025-03-31')).toBeUndefined();
    expect(await outcome('none', '2025-12-31')).toBeUndefined();
  });

  it('is that it was missed, although it was reached later', async () => {
    expect(await outcome('all', '2025-12-31')).toMatchObject({
      ...{ came: 'missed', deadlineOn: '2025-03-31' },
      ...{ numerator: 1, unknown: 0, denominator: 2, needed: 2 },
      ...{ now: { numerator: 2, unknown: 0 }, formula: { name: 'coverage', version: '1' } },
    });
  });

  it('is that it was reached, of one that was first stated after its deadline too', async () => {
    expect(await outcome('half', '2025-12-31')).toMatchObject({ came: 'reached', needed: 1 });
    expect((await outcome('all', '2025-12-31'))?.trusts).toMatchObject([
      { code: 'RAA', verdict: 'counts' },
      { code: 'RBB', verdict: 'does-not' },
    ]);
    expect(await outcome('all', '2025-07-31')).toMatchObject({ now: { numerator: 1, unknown: 0 } });
  });

  it('is not known where those of whom nothing tells could have made the difference', async () => {
    expect(await outcome('untold', '2025-12-31')).toMatchObject({
      ...{ came: 'unknown', numerator: 0, unknown: 2, denominator: 2, needed: 1 },
    });
  });
});

const PROGRAMME = 'england' as ProgrammeId;
const own = `programme-${PROGRAMME}`;

const event = (type: string, day: string, data: object): AnyMessage => ({
  type,
  data: { ...data, effective: onDay(isoDate(day)) },
});
const said = (type: string, day: string, data: object) => ({
  stream: own,
  event: event(type, day, { programme: PROGRAMME, ...data }),
});
const trust = (organisation: string) => ({
  stream: `organisation-${organisation}`,
  event: event('OrganisationRegistered', '2020-04-01', {
    ...{ organisation, kind: 'trust', name: `Trust ${organisation}` },
  }),
});
const epr = (organisation: string, day: string, hasEpr: boolean) => ({
  stream: `optimisation-${organisation}`,
  event: event('EprStatusReported', day, { organisation, hasEpr }),
});
const target = (name: string, value: number, [on, definition]: readonly [string, string]) =>
  said('ProgrammeTargetSet', on, {
    ...{ target: name, metric: 'Trusts', unit: 'percent', value },
    ...{ deadline: '2025-03', definition, definitionVersion: 1 },
    ...{ cohort: 'trusts', cohortVersion: 1 },
  });

const history = [
  trust('RAA'),
  trust('RBB'),
  said('ProgrammeRegistered', '2024-04-01', { name: 'National', scopeAreas: [] }),
  said('TargetDefinitionChanged', '2024-04-01', {
    ...{ definition: 'epr', version: 1, title: 'Has one', predicate: { has: 'epr-status' } },
  }),
  said('TargetDefinitionChanged', '2024-04-01', {
    ...{ definition: 'dark', version: 1, title: 'Not held', predicate: { notHeld: 'no data' } },
  }),
  said('CohortRevised', '2024-04-01', {
    ...{ cohort: 'trusts', version: 1, cause: 'established', added: ['RAA', 'RBB'], removed: [] },
  }),
  target('all', 100, ['2024-04-01', 'epr']),
  target('half', 50, ['2025-06-01', 'epr']),
  target('untold', 50, ['2024-04-01', 'dark']),
  epr('RAA', '2025-01-15', true),
  epr('RBB', '2025-01-15', false),
  epr('RBB', '2025-08-01', true),
].map((each, n) => ({
  ...each,
  recordedAt: `2025-09-${String(n + 1).padStart(2, '0')}T09:00:00.000Z`,
}));
