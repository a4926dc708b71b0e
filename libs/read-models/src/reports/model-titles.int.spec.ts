import { maturityModelV1, MODEL_ID } from '#maturity-models';
import { isoDate, onDay } from '#vocabulary';
import { eventId, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { ModelTitles, ModelTitlesHandler } from './model-titles.query.js';

describe('The title of a version of the maturity model', () => {
  let world: RecordedWorld;

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  const titles = (entry: number) =>
    new ModelTitlesHandler(world.ledger).execute(new ModelTitles(entry));

  it('is the one that was known at an entry, and not the one it was given since', async () => {
    expect(await titles(1)).toEqual([{ name: MODEL_ID, version: 1, title: 'Four stages' }]);
    expect(await titles(2)).toEqual([{ name: MODEL_ID, version: 1, title: 'Stages of use' }]);
  });
});

const publish = (title: string) => ({
  type: 'MaturityModelPublished',
  data: {
    model: MODEL_ID,
    effective: onDay(isoDate('2025-04-01')),
    content: { ...maturityModelV1, title },
  },
});

const history: readonly Recording[] = [
  publish('Four stages'),
  {
    type: 'FactCorrected',
    data: { factId: eventId(1), reason: 'A better title', fact: publish('Stages of use') },
  },
].map((event, n) => ({
  ...{ stream: `model-${MODEL_ID}`, event },
  recordedAt: `2025-05-0${String(n + 1)}T09:00:00.000Z`,
}));
