import type { AnyMessage } from '#event-sourcing';
import { isoDate, type ProgrammeId } from '#vocabulary';
import { RecordedWorld } from '../testing/recorded-world.js';
import { PackSignOffs, PackSignOffsHandler } from './pack-sign-offs.query.js';

describe('The sign-offs of a board pack', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  it('are withdrawn by what was said next, whatever days were stated', async () => {
    const handler = new PackSignOffsHandler(world.ledger);
    const moment = { asOf: isoDate('2025-11-20'), knownAt: undefined };
    const answer = await handler.execute(new PackSignOffs(PROGRAMME, moment));
    const told = answer?.signOffs.map(({ on, stands, withdrawn }) => [on, stands, withdrawn?.on]);
    expect(told).toEqual([
      ['2025-11-04', false, '2025-11-10'],
      ['2025-11-05', true, undefined],
    ]);
  });
});

const PROGRAMME = 'england' as ProgrammeId;

const event = (type: string, day: string, data: object): AnyMessage => ({
  type,
  data: {
    ...{ programme: PROGRAMME, ...data },
    effective: { earliest: day, latest: day, precision: 'day' },
  },
});

const pack = { day: '2025-10-31', entry: 1, formulas: 1, sections: ['stages'] };
const authorRole = 'programme-office';
const signed = (day: string) =>
  event('BoardPackSignedOff', day, { pack, authorRole, manifest: 'a', statement: 'Read.' });

const history = [
  event('ProgrammeRegistered', '2025-04-01', { name: 'National', scopeAreas: [] }),
  signed('2025-11-04'),
  event('PackSignOffWithdrawn', '2025-11-10', { pack, authorRole, why: 'A trust was left out.' }),
  signed('2025-11-05'),
].map((each, n) => ({
  stream: `programme-${PROGRAMME}`,
  recordedAt: `2025-11-${String(n + 11)}T09:00:00.000Z`,
  event: each,
}));
