import { isoDate } from '#vocabulary';
import { OwnerFigures } from './owner-figures.js';

describe('The figure of an owner', () => {
  it('is kept until anything more is said of that owner', async () => {
    const { ask } = counted();
    expect(await ask('2025-03-31', { A: 1, B: 1 })).toBe(2);
    expect(await ask('2025-03-31', { A: 1, B: 1 })).toBe(0);
    expect(await ask('2025-03-31', { A: 1, B: 2 })).toBe(1);
  });

  it.each([
    ['another day', '2025-04-30', 1],
    ['other tables', '2025-03-31', 2],
  ])('is worked out again for %s', async (_, on, tables) => {
    const { ask } = counted();
    await ask('2025-03-31', { A: 1 });
    expect(await ask(on, { A: 1 }, tables)).toBe(1);
  });

  it('is kept as it was then beside what it is now, and no longer before that', async () => {
    const { ask } = counted();
    for (const touched of [1, 2, 1, 2]) await ask('2025-03-31', { A: touched });
    expect(await ask('2025-03-31', { A: 1 })).toBe(0);
    await ask('2025-03-31', { A: 3 });
    expect(await ask('2025-03-31', { A: 3 })).toBe(0);
    expect(await ask('2025-03-31', { A: 2 })).toBe(0);
    expect(await ask('2025-03-31', { A: 1 })).toBe(1);
  });

  it('is given up with all of the question asked for the longest ago where there is no room', async () => {
    const { ask } = counted(4);
    for (const day of ['2025-01-31', '2025-02-28', '2025-01-31']) await ask(day, { A: 1, B: 1 });
    await ask('2025-03-31', { A: 1 });
    expect(await ask('2025-01-31', { A: 1, B: 1 })).toBe(0);
    expect(await ask('2025-02-28', { A: 1, B: 1 })).toBe(2);
  });

  it('stays where its day was asked for since, though not the figure itself', async () => {
    const { ask, figures } = counted(4);
    for (const day of ['2025-01-31', '2025-02-28']) await ask(day, { A: 1, B: 1 });
    figures.stay(isoDate('2025-01-31'));
    await ask('2025-03-31', { A: 1 });
    expect(await ask('2025-01-31', { A: 1, B: 1 })).toBe(0);
    expect(await ask('2025-02-28', { A: 1, B: 1 })).toBe(2);
  });

  it('of the last question is kept even where there is no room for all', async () => {
    const { ask } = counted(1);
    await ask('2025-01-31', { A: 1, B: 1 });
    expect(await ask('2025-01-31', { A: 1, B: 1 })).toBe(0);
  });
});

/** Answers how many figures had to be worked out; owners by the entry at which anything was last said of them. */
function counted(room = 100) {
  const figures = new OwnerFigures<object>(room);
  const ask = async (on: string, owners: Readonly<Record<string, number>>, tables = 1) => {
    let worked = 0;
    const touched = () => Promise.resolve((owner: string) => owners[owner] ?? 0);
    const asked = { owners: Object.keys(owners), on };
    const found = await figures.of({ tables, touched }, asked, (others) => {
      worked = others.length;
      return Promise.resolve(new Map(others.map((owner) => [owner, {}])));
    });
    expect([...found.keys()].sort()).toEqual(asked.owners);
    return worked;
  };
  return { ask, figures };
}
