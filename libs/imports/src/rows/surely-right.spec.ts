import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsDefined, IsInt, Min, ValidateIf, validateSync } from 'class-validator';
import fc from 'fast-check';
import { FROM_TEXT } from '#organisations';
import { registers } from '../registers/registers.js';
import { entryIn } from './read-rows.js';
import { isSurelyRight } from './surely-right.js';

describe.each(registers.map((register) => [register.name, register] as const))(
  'An entry of %s',
  (_, register) => {
    const example = Object.fromEntries(
      register.columns.map((column) => [column.name, column.example]),
    );
    const entryOf = (cells: Readonly<Record<string, string>>) =>
      plainToInstance(register.entry, entryIn(register, cells), FROM_TEXT);

    it('is right where class-validator finds nothing wrong, and nowhere else', () => {
      expect(isSurelyRight(entryOf(example))).toBe(true);
      const texts = fc.oneof(
        fc.constantFrom(...Object.values(example)),
        fc.constantFrom('', ' ', '0', '-1', '2.5', 'yes', '2026-02-30', 'RXX', 'a@b.nhs.uk'),
        fc.constantFrom('C105', '943 476 5919', 'x'.repeat(2_001), 'https://a.uk', '2026-03'),
      );
      const cells = fc.dictionary(fc.constantFrom(...Object.keys(example)), texts, { maxKeys: 3 });
      fc.assert(
        fc.property(cells, (changed) => {
          const entry = entryOf({ ...example, ...changed });
          expect(isSurelyRight(entry)).toBe(validateSync(entry).length === 0);
        }),
        { numRuns: 300, seed: 11 },
      );
    });
  },
);

describe('An entry', () => {
  class Counted {
    @IsInt({ each: true })
    @Min(1, { each: true })
    counts: unknown;
  }
  class Conditional {
    @Min(1, { validateIf: () => false })
    count = 0;
  }
  class Otherwise {
    @ValidateIf(({ isCounted }: Otherwise) => isCounted)
    @Min(1)
    count = 0;
    @IsInt()
    more = 1;
    constructor(readonly isCounted: boolean) {}
  }
  class Defined {
    @IsDefined()
    anything = 1;
  }

  it('of a list is right where every item is', () => {
    const of = (counts: unknown) => isSurelyRight(Object.assign(new Counted(), { counts }));
    expect([of([1, 2]), of([]), of([1, 0]), of(['1']), of('1')]).toEqual([
      ...[true, true, false, false, false],
    ]);
  });

  it('is asked for what its conditions ask for', () => {
    expect(isSurelyRight(new Otherwise(false))).toBe(true);
    expect(isSurelyRight(new Otherwise(true))).toBe(false);
  });

  it('of a class without rules, or with rules of another kind, is left to class-validator', () => {
    expect(isSurelyRight({})).toBe(false);
    expect(isSurelyRight(new Conditional())).toBe(false);
    expect(isSurelyRight(new Defined())).toBe(false);
  });
});
