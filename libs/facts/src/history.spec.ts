import { differencesBetween, factsAt, fieldsOf } from './history.js';

const named = (name: string) => ({ type: 'Named', data: { name, at: { site: 'RXX01' } } });
const history = [
  { ...named('One'), id: 'a', revision: 0 },
  { ...named('Two'), id: 'b', revision: 1 },
  {
    type: 'FactCorrected',
    data: { factId: 'a', reason: 'Misspelt', fact: named('Won') },
    id: 'c',
    revision: 2,
  },
  { type: 'FactRetracted', data: { factId: 'b', reason: 'Never so' }, id: 'd', revision: 3 },
];

describe('The facts of a stream at a revision', () => {
  const told = (revision: number) =>
    factsAt(history, revision).map(({ factId, data, retracted }) => [factId, data, retracted]);

  it('are those stated up to it', () => {
    expect(told(0)).toEqual([['a', named('One').data, undefined]]);
    expect(told(1).map(([id]) => id)).toEqual(['a', 'b']);
  });

  it('say what a correction says, in the place of the first statement', () => {
    expect(told(2)[0]).toEqual(['a', named('Won').data, undefined]);
    expect(factsAt(history, 2)[0]).toMatchObject({ firstRevision: 0, revision: 2 });
  });

  it('keep what was taken back, with the reason', () => {
    expect(told(3)[1]).toEqual(['b', named('Two').data, 'Never so']);
  });

  it('take a correction of what is not there for a statement of its own', () => {
    expect(factsAt(history.slice(2), 3).map(({ type }) => type)).toEqual([
      'FactCorrected',
      'FactRetracted',
    ]);
  });
});

describe('The fields of an entry', () => {
  it('are named by their path, empty ones included', () => {
    expect(fieldsOf({ name: 'One', at: { site: 'RXX01' }, sites: ['A', 'B'], marks: [] })).toEqual([
      { path: 'name', value: 'One' },
      { path: 'at.site', value: 'RXX01' },
      { path: 'sites.0', value: 'A' },
      { path: 'sites.1', value: 'B' },
      { path: 'marks', value: 'none' },
    ]);
  });

  it('differ where a value changed, came or went', () => {
    expect(differencesBetween({ a: 1, b: 2, c: 3 }, { a: 1, b: 4, d: 5 })).toEqual([
      { path: 'b', before: '2', after: '4' },
      { path: 'd', before: undefined, after: '5' },
      { path: 'c', before: '3', after: undefined },
    ]);
  });
});
