import { countedInWords, standInWords, validationInWords } from './counted-words.js';

describe('Whom a target counts', () => {
  const trust = (code: string) => ({ code: `R${code}`, name: `Trust ${code}` });
  const [a, b, c, merged] = [trust('A'), trust('B'), trust('C'), trust('M')];
  const said = (members: readonly (typeof a)[], open: readonly (typeof a)[]) =>
    countedInWords({ members, open, version: 1, asOf: '31 October 2026' });

  it('is said to be the same where it counts the trusts of the other pages', () => {
    expect(said([a, merged], [merged, a])).toEqual([
      'It counts the 2 trusts of its list, the same that the other pages of this programme count.',
    ]);
  });

  it('names those that merged since, and their successor, which its list does not have', () => {
    expect(said([a, b, c], [a, merged])).toEqual([
      'It counts the 3 trusts of its list, as version 1 has it. The other pages of this programme count the 2 trusts open on 31 October 2026, so numbers may differ.',
      'In its list, and not open on that day: Trust B (RB) and Trust C (RC).',
      'Open on that day, and not in its list: Trust M (RM).',
    ]);
  });

  it('counts those that are too many to be named', () => {
    const many = ['1', '2', '3', '4', '5', '6', '7'].map((code) => trust(code));
    expect(said([a], [a, ...many])[1]).toBe(
      'Open on that day, and not in its list: Trust 1 (R1), Trust 2 (R2), Trust 3 (R3), Trust 4 (R4), Trust 5 (R5) and 2 more.',
    );
  });

  it('is not told of an empty list', () => {
    expect(said([], [a])).toEqual([]);
  });
});

describe('Why a target takes a trust without a validated stage as not known', () => {
  const validated = { all: [{ has: 'epr-status' }, { stageAtLeast: 1, by: 'validated' }] } as const;

  it('is said where the target asks for a validation, wherever it stands in its definition', () => {
    expect(validationInWords(validated, 10)).toMatch(
      /^A trust whose stage nobody is recorded to have validated is one of those not known/,
    );
  });

  it('is not said of other targets, nor where all is known', () => {
    expect(validationInWords(validated, 0)).toBeUndefined();
    expect(validationInWords({ stageAtLeast: 1, by: 'evidenced' }, 10)).toBeUndefined();
  });
});

describe('What the chances of a target that asks for a stage are chances of', () => {
  const known = { kind: 'distribution' } as const;

  it('is said wherever its definition asks for one', () => {
    const asks = { any: [{ has: 'epr-status' }, { stageAtLeast: 2, by: 'evidenced' }] } as const;
    expect(standInWords(asks, known)).toMatch(/its next go-live stands in for it/);
  });

  it('is not said of other targets, nor where no chance is given', () => {
    expect(standInWords({ has: 'epr-status' }, known)).toBeUndefined();
    expect(
      standInWords({ stageAtLeast: 2, by: 'evidenced' }, { kind: 'too-few-observations' }),
    ).toBeUndefined();
  });
});
