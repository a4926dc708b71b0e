import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { odsCode, type FactId } from '#vocabulary';
import {
  CloseOrganisationDto,
  CorrectRenamingDto,
  MoveOrganisationToIcbDto,
  RegisterOrganisationDto,
  RenameOrganisationDto,
  RetractOrganisationEntryDto,
  SucceedOrganisationDto,
} from './organisation.dto.js';

const RCF = odsCode('RCF');

describe('An entry about an organisation', () => {
  it('becomes an order that names every field', () => {
    const dto = plainToInstance(RegisterOrganisationDto, {
      kind: 'trust',
      name: ' Airedale NHS Foundation Trust ',
      trustType: 'Acute',
      icb: 'qwo',
      effectiveOn: '1991-04-01',
      reason: 'Found in the archive',
      source: { name: 'ODS', publishedOn: '2026-07' },
    });
    expect(dto.toCommand(RCF)).toEqual({
      type: 'RegisterOrganisation',
      data: {
        organisation: 'RCF',
        kind: 'trust',
        name: 'Airedale NHS Foundation Trust',
        trustType: 'Acute',
        icb: 'QWO',
        when: { on: '1991-04-01' },
        source: { name: 'ODS', publishedOn: '2026-07' },
        reason: 'Found in the archive',
      },
    });
  });

  it('may say a span, or that it has been so since before our records', () => {
    const moved = plainToInstance(MoveOrganisationToIcbDto, {
      effectiveFrom: '2025-07-15',
      effectiveTo: '2026-07-08',
    });
    expect(moved.toCommand(RCF).data.when).toEqual({ between: ['2025-07-15', '2026-07-08'] });
    const since = plainToInstance(RenameOrganisationDto, {
      name: 'Airedale',
      sinceBeforeRecords: true,
    });
    expect(since.toCommand(RCF).data.when).toEqual({ since: 'before-records' });
  });

  it('is valid when complete', async () => {
    expect(await messages(RenameOrganisationDto, { name: 'New', effectiveOn: '2026' })).toEqual([]);
    expect(await messages(CloseOrganisationDto, { lastDay: '2026-03-31' })).toEqual([]);
    const span = { effectiveFrom: '2025-07-15', effectiveTo: '2026-07-08' };
    expect(await messages(MoveOrganisationToIcbDto, span)).toEqual([]);
  });

  it('says what is missing or wrong, field by field', async () => {
    expect(await messages(RenameOrganisationDto, { effectiveOn: '2026-02-30' })).toEqual([
      'Date must be a real date, month, year or financial year, like 2026-03-31, 2026-03, 2026 or 2026/27',
      'Enter a name of 3 to 200 characters',
    ]);
    expect(await messages(RenameOrganisationDto, { name: 'New' })).toEqual([
      'Enter the date it took effect, or the first and last day it may have been, or say that it has been so since before our records',
    ]);
    expect(await messages(CloseOrganisationDto, { lastDay: '2026-02-30' })).toEqual([
      'The last day must be a real date, like 2026-03-31',
    ]);
    expect(
      await messages(SucceedOrganisationDto, { successor: '?', effectiveOn: '2026-04-01' }),
    ).toEqual([
      'Enter an ODS code that exists, like RXX',
      'Select whether it was a merger, an acquisition or a split',
    ]);
  });

  it('refuses two ways of dating it, half a span and a span that ends before it begins', async () => {
    const dated = { effectiveOn: '2026', sinceBeforeRecords: true };
    expect(await messages(MoveOrganisationToIcbDto, dated)).toHaveLength(1);
    expect(await messages(MoveOrganisationToIcbDto, { effectiveFrom: '2026-01-01' })).toEqual([
      'Last day must be a real date, like 2026-03-31',
    ]);
    const backwards = { effectiveFrom: '2026-01-02', effectiveTo: '2026-01-01' };
    expect(await messages(MoveOrganisationToIcbDto, backwards)).toEqual([
      'Last day must be the same as or after the first day',
    ]);
  });

  it('refuses personal details and says which', async () => {
    const dto = { name: 'New', effectiveOn: '2026', reason: 'Ask jo.bloggs@nhs.net' };
    expect(await messages(RenameOrganisationDto, dto)).toEqual([
      'Remove personal details from the reason: it seems to hold an email address',
    ]);
  });

  it.each([
    [{ name: 'Jo, jo.bloggs@nhs.net' }, 'source', 'an email address'],
    [{ name: 'Board paper', caution: 'Ask 020 7946 0958' }, 'caution', 'a telephone number'],
  ])('refuses them in its source: %j', async (source, field, found) => {
    const dto = { name: 'New', effectiveOn: '2026', source };
    expect(await messages(RenameOrganisationDto, dto)).toEqual([
      `Remove personal details from the ${field}: it seems to hold ${found}`,
    ]);
  });

  it.each(['http://example.org', 'ftp://example.org', 'javascript:alert(1)', 'https://jo:x@a.org'])(
    'refuses the address %s',
    async (url) => {
      const dto = { name: 'New', effectiveOn: '2026', source: { name: 'Board paper', url } };
      expect(await messages(RenameOrganisationDto, dto)).toEqual([
        'Enter a link that starts with https://',
      ]);
    },
  );

  it('refuses a name that is spaces alone, or too short or long', async () => {
    const named = (name: string) => messages(RenameOrganisationDto, { name, effectiveOn: '2026' });
    expect(await named('    ')).toEqual(['Enter a name of 3 to 200 characters']);
    expect(await named('x')).toEqual(['Name must be 3 characters or more']);
    expect(await named('x'.repeat(201))).toEqual(['Name must be 200 characters or less']);
  });
});

describe('A correction', () => {
  const factId = '00000000-0000-4000-8000-000000000001' as FactId;

  it('carries the whole entry again', () => {
    const dto = plainToInstance(CorrectRenamingDto, {
      reason: 'Misread the extract',
      entry: { name: 'Newer', effectiveOn: '2026-04-01' },
    });
    expect(dto.toCommand(RCF, factId)).toEqual({
      type: 'CorrectFact',
      data: {
        factId,
        reason: 'Misread the extract',
        order: {
          type: 'RenameOrganisation',
          data: { organisation: 'RCF', name: 'Newer', when: { on: '2026-04-01' } },
        },
      },
    });
  });

  it('needs a reason and the entry', async () => {
    expect(await messages(CorrectRenamingDto, { reason: 'Typo' })).toEqual([
      'Enter the whole entry as it should be',
      'Reason must be 10 characters or more',
    ]);
    expect(await messages(CorrectRenamingDto, { reason: '  ', entry: [] })).toEqual([
      'Enter the whole entry as it should be',
      'Enter why you are correcting this entry',
    ]);
    expect(await messages(CorrectRenamingDto, { reason: 'x'.repeat(501) })).toEqual([
      'Enter the whole entry as it should be',
      'Reason must be 500 characters or less',
    ]);
    expect(
      await messages(CorrectRenamingDto, { reason: 'Misread the extract', entry: { name: 'x' } }),
    ).toContain('Name must be 3 characters or more');
  });

  it('or a retraction names its fact', () => {
    const dto = plainToInstance(RetractOrganisationEntryDto, { reason: 'It was never so' });
    expect(dto.toCommand(factId)).toEqual({
      type: 'RetractFact',
      data: { factId, reason: 'It was never so' },
    });
  });
});

type Failures = Awaited<ReturnType<typeof validate>>;

async function messages(shape: new () => object, body: object): Promise<string[]> {
  const collect = (failures: Failures): string[] =>
    failures.flatMap(({ constraints = {}, children = [] }) => [
      ...Object.values(constraints),
      ...collect(children),
    ]);
  return collect(await validate(plainToInstance(shape, body))).sort();
}
