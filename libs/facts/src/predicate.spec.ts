import { predicateIn } from './predicate.js';

describe('Reading a predicate', () => {
  it.each([
    { has: 'epr-status' },
    { live: 'epr' },
    { underWay: 'go-live' },
    { stageAtLeast: 3, by: 'evidenced' },
    { emramAtLeast: 5 },
    { notHeld: 'No list of these trusts was published' },
    { all: [{ live: 'epr' }, { not: { emramAtLeast: 0 } }] },
    { any: [{ has: 'epr-status' }] },
  ])('takes %j', (data) => {
    expect(predicateIn(data)).toEqual(data);
  });

  it('puts its fields in one order, so that equal predicates have equal bytes', () => {
    const read = JSON.stringify(predicateIn({ by: 'declared', stageAtLeast: 1 }));
    expect(read).toBe('{"stageAtLeast":1,"by":"declared"}');
  });

  it.each([
    undefined,
    null,
    'live',
    {},
    [],
    { has: 'heating' },
    { live: ' ' },
    { live: 'm'.repeat(61) },
    { underWay: 'epr' },
    { stageAtLeast: 0, by: 'declared' },
    { stageAtLeast: 3 },
    { stageAtLeast: 3, by: 'hearsay' },
    { emramAtLeast: 8 },
    { emramAtLeast: 4.5 },
    { notHeld: '' },
    { all: [] },
    { all: [{ live: 'epr' }, { dead: 'epr' }] },
    { any: Array.from({ length: 21 }, () => ({ live: 'epr' })) },
    { live: 'epr', has: 'epr-status' },
    { not: { not: { not: { not: { not: { live: 'epr' } } } } } },
  ])('refuses %j', (data) => {
    expect(predicateIn(data)).toBeUndefined();
  });
});
