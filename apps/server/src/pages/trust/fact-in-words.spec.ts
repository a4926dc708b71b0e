import type { FactKind } from '#facts';
import { isoDate, onDay } from '#vocabulary';
import { factInWords } from './fact-in-words.js';

describe('A fact on one line', () => {
  it.each<[FactKind, string, object, string]>([
    [
      'stage-validated',
      '1',
      { validator: 'X26', expires: isoDate('2026-10-01'), withdrawn: false },
      'Stage 1 validated by NHS England on 1 October 2025, until 1 October 2026',
    ],
    [
      'stage-validated',
      '1',
      { validator: 'X26', expires: isoDate('2026-10-01'), withdrawn: true },
      'Validation of stage 1 withdrawn, on 1 October 2025',
    ],
    [
      'cohort-member',
      '1@RYY',
      { member: true, version: 1, cause: 'established' },
      'Example NHS Trust (RYY) joined the list of trusts that a target counts on 1 October 2025, in version 1: first set up',
    ],
    ['stage-declared', '', { stage: 1 }, 'Declared stage 1, digitising, on 1 October 2025'],
  ])('says when it was so before how it goes on: %s', (kind, subject, value, line) => {
    const fact = { kind, subject, value, effective: onDay(isoDate('2025-10-01')) };
    expect(factInWords(fact as Parameters<typeof factInWords>[0], names)).toBe(line);
  });
});

const names = {
  organisation: (code: string) => (code === 'X26' ? 'NHS England' : `Example NHS Trust (${code})`),
  capability: (code: string) => code,
};
