import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { FROM_TEXT } from '#organisations';
import { odsCode } from '#vocabulary';
import { CorrectAdoptionDto, MeasureAdoptionDto } from './measurement.dto.js';

describe('An adoption measurement as it comes in', () => {
  it('becomes an order, its numbers read from the text of a form or a file', async () => {
    const dto = plainToInstance(MeasureAdoptionDto, { ...entry, numerator: '7200' }, FROM_TEXT);
    expect(await validate(dto)).toEqual([]);
    expect(dto.toCommand(odsCode('RXX'))).toEqual({
      type: 'MeasureAdoption',
      data: {
        organisation: 'RXX',
        capability: 'C105',
        window: { from: '2026-03-01', to: '2026-03-31' },
        numerator: 7200,
        denominator: 10_000,
        method: 'EPR report',
        source: { name: 'Monthly return' },
      },
    });
  });

  it.each([
    [{ numerator: '7200' }, 'Numerator must be a whole number that is 0 or more, like 42'],
    [{ numerator: '' }, 'Numerator must be a whole number that is 0 or more, like 42'],
    [{ denominator: 1.5 }, 'Denominator must be a whole number that is 0 or more, like 42'],
    [{ capability: 'ePMA' }, 'Select which EPR capability this is for, like C105'],
    [{ source: undefined }, 'Enter where this number came from'],
    [{ to: '2026-02-30' }, 'The last day measured must be a real date, like 2026-03-31'],
    [{ method: '' }, 'Enter how it was measured'],
    [{ method: 'x'.repeat(201) }, 'Method must be 200 characters or less'],
    [
      { method: 'Ask 943 476 5919' },
      'Remove personal details from the method: it seems to hold an NHS number',
    ],
    [{ reason: '' }, 'Enter the reason, or leave this out'],
    [
      { note: 'Ask someone@example.org' },
      'Remove personal details from the notes: it seems to hold an email address',
    ],
  ])('is sent back with %j', async (change, message) => {
    const dto = plainToInstance(MeasureAdoptionDto, { ...entry, ...change });
    const errors = await validate(dto);
    expect(errors.flatMap(({ constraints }) => Object.values(constraints ?? {}))).toContain(
      message,
    );
  });

  it('is corrected whole, with a reason', async () => {
    const dto = plainToInstance(CorrectAdoptionDto, { reason: 'short', entry });
    expect(await validate(dto)).toHaveLength(1);
    const right = plainToInstance(CorrectAdoptionDto, { reason: 'A site was left out', entry });
    expect(await validate(right)).toEqual([]);
  });
});

const entry = {
  from: '2026-03-01',
  to: '2026-03-31',
  method: 'EPR report',
  source: { name: 'Monthly return' },
  capability: 'C105',
  numerator: 7200,
  denominator: 10_000,
};
