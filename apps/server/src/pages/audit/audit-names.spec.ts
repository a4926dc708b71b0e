import { personOf } from './audit-names.js';

const names = { organisation: (code: string) => `Example NHS Trust (${code})` };

describe('A person on the pages of an auditor', () => {
  it.each([
    ['trust-recorder-1', 'trust-recorder', 'Trust recorder 1 of Example NHS Trust (RXX)'],
    ['a7f3', 'trust-recorder', 'a7f3, trust recorder of Example NHS Trust (RXX)'],
    // A log may have been brought in from elsewhere, with roles that are not ours.
    ['old-role-1', 'old-role', 'old-role-1, old role of Example NHS Trust (RXX)'],
  ])('with the id %s and the role %s is: %s', (id, role, words) => {
    expect(personOf({ id, role, organisation: 'RXX' }, names)).toBe(words);
  });
});
