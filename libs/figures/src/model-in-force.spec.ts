import { isoDate } from '#vocabulary';
import { modelInForce } from './model-in-force.js';
import { modelFact, modelOf } from './testing/index.js';

describe('The model a figure uses', () => {
  const first = modelFact('2025-04-01', modelOf({ C101: {} }, 1), { entry: 1 });
  const second = modelFact('2026-04-01', modelOf({ C101: {} }, 2), { entry: 2 });
  const used = (day: string) => modelInForce([second, first], isoDate(day));

  it('is the latest in force on the day', () => {
    expect(used('2026-03-31')).toMatchObject({ model: { version: 1 }, inForce: true });
    expect(used('2026-04-01')).toMatchObject({ model: { version: 2 }, inForce: true });
  });

  it('is the earliest, flagged, where none is in force yet', () => {
    expect(used('2025-03-31')).toMatchObject({ model: { version: 1 }, inForce: false });
  });

  it('is the later recorded of two that come into force on one day', () => {
    const sameDay = modelFact('2025-04-01', modelOf({ C101: {} }, 3), { entry: 3 });
    expect(modelInForce([first, sameDay], isoDate('2025-05-01'))?.model.version).toBe(3);
  });

  it('is none where none is known', () => {
    expect(modelInForce([], isoDate('2026-01-01'))).toBeUndefined();
  });
});
