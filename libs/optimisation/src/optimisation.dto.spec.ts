import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { FROM_TEXT } from '#organisations';
import { odsCode } from '#vocabulary';
import { EnableCapabilityDto, SetCapabilityScopeDto } from './capability.dto.js';
import { PlanDeploymentDto, RecordGoLiveDto } from './deployment.dto.js';
import { DeclareStageDto, ValidateStageDto } from './stage.dto.js';
import { StateMilestoneDto } from './statement.dto.js';

const RXX = odsCode('RXX');
const on = { effectiveOn: '2026-01-18' };

const messagesOf = async (dto: object): Promise<readonly string[]> =>
  (await validate(dto)).flatMap(({ constraints }) => Object.values(constraints ?? {}));

describe('Entries about an EPR as they come in', () => {
  it('become orders that name every field', async () => {
    const dto = plainToInstance(RecordGoLiveDto, {
      ...on,
      instance: 'rxx-epr',
      supplier: 'A supplier',
      sites: ['RXX01', 'RXX02'],
      sharedWith: ['ryy'],
      detail: ' All wards ',
      evidence: 'acceptance-1',
    });
    expect(await messagesOf(dto)).toEqual([]);
    expect(dto.toCommand(RXX)).toEqual({
      type: 'RecordGoLive',
      data: {
        organisation: 'RXX',
        instance: 'rxx-epr',
        supplier: 'A supplier',
        sites: ['RXX01', 'RXX02'],
        sharedWith: ['RYY'],
        detail: 'All wards',
        evidence: 'acceptance-1',
        when: { on: '2026-01-18' },
      },
    });
  });

  it('give a site the weight 1 where they say none, and read weights from files', () => {
    const entry = {
      ...on,
      capability: 'C105',
      sites: [{ site: 'RXX01' }, { site: 'RXX02', weight: '2.5' }],
    };
    const dto = plainToInstance(SetCapabilityScopeDto, entry, FROM_TEXT);
    expect(dto.toCommand(RXX).data.sites).toEqual([
      { site: 'RXX01', weight: 1 },
      { site: 'RXX02', weight: 2.5 },
    ]);
  });

  it('hold lists in one text where they come from a form or a file', async () => {
    const entry = { ...on, capability: 'C105', sites: 'RXX01, RXX02' };
    const dto = plainToInstance(EnableCapabilityDto, entry, FROM_TEXT);
    expect(dto.toCommand(RXX).data.sites).toEqual(['RXX01', 'RXX02']);
    expect(await messagesOf(plainToInstance(EnableCapabilityDto, entry))).not.toEqual([]);
  });

  it.each([
    [
      PlanDeploymentDto,
      { ...on, instance: 'The EPR' },
      'Enter a reference for this EPR in lower-case',
    ],
    [
      PlanDeploymentDto,
      { ...on, instance: 'rxx', plannedGoLive: 'soon' },
      'Target date must be a real',
    ],
    [PlanDeploymentDto, { instance: 'rxx' }, 'Enter the date it took effect'],
    [EnableCapabilityDto, { ...on, capability: 'C105', sites: [] }, 'Enter at least one site'],
    [
      EnableCapabilityDto,
      { ...on, capability: 'C105', sites: 'a ward' },
      'Enter sites by their codes',
    ],
    [DeclareStageDto, { ...on, stage: '2' }, 'The stage must be 1, 2, 3 or 4'],
    [
      PlanDeploymentDto,
      { ...on, instance: 'rxx', supplier: ' ' },
      'Enter the supplier, or leave this out',
    ],
    [DeclareStageDto, { ...on, stage: 5 }, 'The stage must be 1, 2, 3 or 4'],
    [
      DeclareStageDto,
      { ...on, stage: 2, statement: 'Call 020 7946 0018' },
      'Remove personal details',
    ],
    [
      ValidateStageDto,
      { ...on, stage: 2, validator: 'QYY', expires: '' },
      'The expiry date must be',
    ],
    [StateMilestoneDto, { ...on, milestone: 'party' }, 'Select a milestone'],
    [
      StateMilestoneDto,
      { ...on, milestone: 'contract-signed', amountPence: 1.5 },
      'The amount must be',
    ],
  ])('are sent back: %p %j', async (entry, plain, beginning) => {
    const messages = await messagesOf(plainToInstance(entry as new () => object, plain));
    expect(messages).toContainEqual(expect.stringContaining(beginning));
  });
});
