import { counterexample } from './check.js';
import { faultyStores } from './faulty-store.js';

/** What the model checker says of each, the first time that it happens in the smallest way. */
const sentences: Readonly<Record<keyof typeof faultyStores, RegExp>> = {
  'loses an acknowledged append': /was acknowledged, and is lost/,
  'applies an append twice': /has 2 of its 1 events/,
  'writes half of an append whose outcome is unknown': /has 1 of its [23] events/,
  'says that nothing was written, and writes': /was refused, and is there/,
  'accepts a stale revision': /is there otherwise than meant/,
  'forgets which ids it has seen': /was appended twice/,
  'gives subscribers no event that is committed late': /a subscription .* (was given|stopped)/,
  'gives events in another order': /out of order/,
  'gives some events twice when it is asked to go on': /a subscription .* was given/,
  'writes JSON in its own way': /read alone is not as in the log/,
  'reads what is older than what it acknowledged': /read alone|allows at no length/,
  'lets its clock run back': /the clock ran back/,
};

describe('The model checker', () => {
  it.each(Object.entries(faultyStores))('finds a store that %s', async (name, FaultyStore) => {
    const found = await counterexample(
      () => {
        const store = new FaultyStore({ pollEvery: 1 });
        return Promise.resolve({
          open: () => Promise.resolve(store),
          dispose: () => store.close(),
        });
      },
      { seed: 1, runs: 300 },
    );
    expect(found).toMatch(/^MODEL_SEED=1 MODEL_PATH=\S+ shows it again:/);
    expect(found).toMatch(sentences[name as keyof typeof faultyStores]);
  });
});
