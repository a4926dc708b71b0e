import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { FROM_TEXT } from '#organisations';
import { odsCode } from '#vocabulary';
import { RecordActualDto, ValidateActualDto } from './actual.dto.js';
import { AgreeBaselineDto } from './baseline.dto.js';
import { LinkBenefitDto } from './map.dto.js';
import { ApproveBenefitDto, WriteOffBenefitDto } from './plan.dto.js';
import { CorrectProfileDto, ProfileBenefitDto } from './profile.dto.js';

const RXX = odsCode('RXX');

describe('The profile of a benefit as it comes in', () => {
  it('becomes an order, what is left out left out', async () => {
    const dto = plainToInstance(ProfileBenefitDto, profile);
    expect(await messagesOf(dto)).toEqual([]);
    expect(dto.toCommand(RXX)).toEqual({
      type: 'ProfileBenefit',
      data: {
        organisation: 'RXX',
        benefit: 'RXX-EPMA-TIME',
        profile: {
          title: 'Nursing time freed',
          class: 'NCRB',
          valuedIn: 'measure',
          beneficiary: 'Ward nurses',
          category: 'Productivity',
          objective: 'Time to care',
          owner: 'chief-nurse',
          measure: profile.measure,
          gate: { capability: 'C105', threshold: 0.6 },
        },
        when: { on: '2024-02-01' },
      },
    });
  });

  it.each([
    [{ benefit: 'epma' }, /^Enter a reference for the benefit/],
    [{ class: 'cash' }, /^Select whether the benefit is cash-releasing, non-cash-releasing/],
    [{ owner: 'Jo Bloggs' }, /^Enter an owner by role or unit/],
    [{ measure: undefined }, /^Enter how it is measured/],
    [{ measure: { ...measure(), source: '' } }, /^Enter where the numbers will come from/],
    [{ measure: { ...measure(), cadence: 'daily' } }, /^Select how often it is measured/],
    [{ capabilities: ['ePMA'] }, /^Select capabilities from the maturity model/],
    [{ title: 'Ask someone@example.org' }, /^Remove personal details from the title/],
    [{ gate: { capability: 'C105' } }, /^The threshold must be a number/],
  ])('is sent back with %j', async (change, message) => {
    const messages = await messagesOf(
      plainToInstance(ProfileBenefitDto, { ...profile, ...change }),
    );
    expect(messages).toContainEqual(expect.stringMatching(message));
  });

  it('is corrected whole, with a reason', async () => {
    const short = plainToInstance(CorrectProfileDto, { reason: 'short', entry: profile });
    expect(await messagesOf(short)).toEqual(['Reason must be 10 characters or more']);
  });
});

describe('Other entries about a benefit as they come in', () => {
  it('are read from the text of a form or a file', async () => {
    const dto = plainToInstance(AgreeBaselineDto, { ...baseline, value: '72.5' }, FROM_TEXT);
    expect(await messagesOf(dto)).toEqual([]);
    expect(dto.toCommand(RXX).data).toMatchObject({ value: 72.5, sampleSize: 6 });
  });

  it.each<[ClassConstructor<object>, object, RegExp]>([
    [AgreeBaselineDto, { ...baselineLike(), value: 'much' }, /^Baseline must be a number, like 42/],
    [ApproveBenefitDto, { trajectory: [{ from: '2024-02-30' }] }, /^The first day of the period/],
    [ApproveBenefitDto, { trajectory: [null] }, /^Enter the expected amounts by period/],
    [ApproveBenefitDto, { trajectory: 'all' }, /^Enter the expected amounts by period/],
    [ApproveBenefitDto, { pool: 'Nursing time' }, /^Enter a pool in lower-case letters/],
    [LinkBenefitDto, { kind: 'outcome', node: 'C105' }, /^Enter a capability like C105, or a ref/],
    [LinkBenefitDto, { kind: 'outcome', node: 'quick' }, /^Enter a title for the outcome/],
    [RecordActualDto, { amount: 1 }, /^Enter where this number came from/],
    [ValidateActualDto, { actual: '7' }, /^Enter the reference of the recorded value/],
    [WriteOffBenefitDto, { capacity: 'finance' }, /^Only the board can write off a benefit/],
  ])('are sent back with what to do: %p %j', async (shape, entry, message) => {
    const messages = await messagesOf(plainToInstance(shape, entry));
    expect(messages).toContainEqual(expect.stringMatching(message));
  });
});

const profile = {
  benefit: 'RXX-EPMA-TIME',
  effectiveOn: '2024-02-01',
  title: ' Nursing time freed ',
  class: 'NCRB',
  valuedIn: 'measure',
  beneficiary: 'Ward nurses',
  category: 'Productivity',
  objective: 'Time to care',
  owner: 'chief-nurse',
  measure: measure(),
  gate: { capability: 'C105', threshold: 0.6 },
};
const baseline = baselineLike();

function measure() {
  return {
    name: 'Time for a drug round',
    unit: 'minutes',
    direction: 'lower',
    source: 'ePMA audit log',
    cadence: 'monthly',
  };
}
function baselineLike() {
  return {
    benefit: 'RXX-EPMA-TIME',
    effectiveOn: '2024-02-01',
    value: 72,
    from: '2023-10-01',
    to: '2023-12-31',
    method: 'Observed rounds',
    sampleSize: 6,
    agreedBy: 'benefits-board',
  };
}

async function messagesOf(dto: object): Promise<string[]> {
  const deep = ({ constraints = {}, children = [] }: ValidationError): string[] => [
    ...Object.values(constraints),
    ...children.flatMap(deep),
  ];
  return (await validate(dto)).flatMap(deep);
}
