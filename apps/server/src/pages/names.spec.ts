import { organisationsNamed } from './names.js';

describe('An organisation, by its code,', () => {
  const named = organisationsNamed([{ code: 'RXX', name: 'Example NHS Trust' }]);

  it.each([
    ['RXX', 'Example NHS Trust (RXX)'],
    ['X26', 'NHS England'],
    ['ENGLAND', 'England'],
    // A site, or a benefit, is in no register of organisations.
    ['RXX01', 'RXX01'],
  ])('%s is called %s', (code, name) => {
    expect(named(code)).toBe(name);
  });
});
