import { folded } from './folded-fields.js';

describe('The fields of an event beyond those shown at once', () => {
  it.each([
    [50, 'The other 0 fields'],
    [51, 'The other field'],
    [1_302, 'The other 1,252 fields'],
  ])('of %d are: %s', (count, named) => {
    const fields = Array.from({ length: count }, (_, index) => ({
      path: `field-${String(index)}`,
      value: 'x',
    }));
    expect(folded(fields).restNamed).toBe(named);
  });
});
