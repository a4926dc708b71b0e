import { organisationsNamed } from './names.js';
import { byWhom } from './who-in-words.js';

describe('Whoever recorded something', () => {
  const names = { organisation: organisationsNamed([{ code: 'RXX', name: 'Example NHS Trust' }]) };

  it.each([
    ['RXX', 'a trust recorder of Example NHS Trust (RXX)'],
    ['DEMOX1', 'a trust recorder of DEMOX1 (not in the register)'],
    ['ENGLAND', 'a trust recorder of England'],
  ])('for %s is %s', (organisation, words) => {
    expect(byWhom({ role: 'trust-recorder', organisation }, names)).toBe(words);
  });
});
