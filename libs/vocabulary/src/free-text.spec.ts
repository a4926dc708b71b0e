import { parseFreeText, personalDetailIn } from './free-text.js';

describe('Free text', () => {
  it('is kept, its ends trimmed', () => {
    expect(parseFreeText('  Ward 4 was closed for a week.\n')).toBe(
      'Ward 4 was closed for a week.',
    );
  });

  it('is refused when empty or too long', () => {
    expect(parseFreeText('   ')).toBeUndefined();
    expect(parseFreeText('a'.repeat(501))).toBeUndefined();
    expect(parseFreeText('a'.repeat(500))).toBeDefined();
    expect(parseFreeText('abc', 2)).toBeUndefined();
  });

  it('is refused where it holds a personal detail', () => {
    expect(parseFreeText('Ask jo.bloggs@nhs.net')).toBeUndefined();
  });
});

describe('Personal details', () => {
  it.each([
    ['Ask jo.bloggs@nhs.net for it', 'an email address'],
    ['Patient 943 476 5919 asked', 'an NHS number'],
    ['Patient 9434765919 asked', 'an NHS number'],
    ['Patient 943-476-5919 asked', 'an NHS number'],
    ['NHS no. 943.476.5919', 'an NHS number'],
    ['Ring 020 7946 0018', 'a telephone number'],
    ['Ring +44 20 7946 0018', 'a telephone number'],
    ['Ring (020) 7946 0018', 'a telephone number'],
    ['Ring +44 (0)20 7946 0018', 'a telephone number'],
    ['Ring 07700 900123', 'a telephone number'],
    ['9434765919 9434765919', 'an NHS number'],
    ['Since (2026) 020 7946 0018', 'a telephone number'],
  ])('in "%s": %s', (text, detail) => {
    expect(personalDetailIn(text)).toBe(detail);
  });

  it.each([
    'EV-RXX-009434765919',
    'Live on 2025-11-04, cut over by 2025-11-30',
    '63 of 1518 incidents; 1,200,000 doses',
    'Contract runs to 2032-05-21; amount £88,000,000',
    'C105 at RCF22 reached 83.5 %',
    'Reference 9434765918',
    'From 2025-11-04 2025-11-30 on',
    'At 10:30 on 3 March 2026',
  ])('are not seen in "%s"', (text) => {
    expect(personalDetailIn(text)).toBeUndefined();
  });
});
