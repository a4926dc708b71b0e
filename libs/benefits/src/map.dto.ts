import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, ValidateIf } from 'class-validator';
import { correctionOf, given, IsText, Must, OptionalText, parses, text } from '#organisations';
import {
  parseCapabilityCode,
  parseInstanceId,
  type CapabilityCode,
  type OdsCode,
} from '#vocabulary';
import type { Link } from './domain/benefit.events.js';
import { BenefitEntryDto, IsNumeric, OptionalNumeric, Why, type Order } from './fields.dto.js';

const kinds = ['capability', 'outcome', 'objective'] as const;

/** A node of the map: a capability by its code, others by a reference of their own. */
class NodeDto extends BenefitEntryDto {
  @ApiProperty({ enum: kinds })
  @IsIn(kinds, { message: 'Select a capability, an outcome or an objective' })
  kind: Link['kind'];

  @ApiProperty({ example: 'C105' })
  @Must(
    'node',
    (value, dto) =>
      parses(
        (dto as unknown as NodeDto).kind === 'capability' ? parseCapabilityCode : parseInstanceId,
      )(value),
    'Enter a capability like C105, or a reference in lower-case letters, digits and hyphens',
  )
  node: string;
}

export class LinkBenefitDto extends NodeDto {
  @OptionalNumeric('The weight', { description: 'Of a capability; 1 where it is left out' })
  weight?: number;

  @OptionalText('Through', 60, { description: 'The outcome that a capability works through' })
  through?: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Of an outcome or an objective' })
  @ValidateIf(({ kind, title }: LinkBenefitDto) => kind !== 'capability' || title !== undefined)
  @IsText({ what: 'Title', max: 200, empty: 'Enter a title for the outcome or objective' })
  title?: string;

  toCommand(organisation: OdsCode): Order<'LinkBenefit'> {
    const data = { organisation, benefit: this.id, link: this.link(), ...this.basis() };
    return { type: 'LinkBenefit', data };
  }

  private link(): Link {
    const { kind, weight, through } = this;
    return kind === 'capability'
      ? { kind, node: this.node as CapabilityCode, ...given({ weight, through }) }
      : { kind, node: this.node, title: text(this.title ?? '') };
  }
}

export class UnlinkBenefitDto extends NodeDto {
  @Why('Enter why the link ended')
  why: string;

  toCommand(organisation: OdsCode): Order<'UnlinkBenefit'> {
    const { kind, node } = this;
    const data = { organisation, benefit: this.id, kind, node, why: text(this.why) };
    return { type: 'UnlinkBenefit', data: { ...data, ...this.basis() } };
  }
}

export class RecordDisbenefitDto extends BenefitEntryDto {
  @ApiProperty({ example: 'extra-log-ins', description: 'A reference of your own' })
  @Must(
    'disbenefit',
    parses(parseInstanceId),
    'Enter a reference in lower-case letters, digits and hyphens, like extra-log-ins',
  )
  disbenefit: string;

  @ApiProperty({ example: 'Time lost to log-ins on shared devices', maxLength: 200 })
  @IsText({ what: 'Title', max: 200, empty: 'Enter a title' })
  title: string;

  @ApiProperty({ example: 'Ward doctors', maxLength: 200 })
  @IsText({ what: 'Bearer', max: 200, empty: 'Enter who bears it' })
  bearer: string;

  @ApiProperty({ example: 'Time to log in', maxLength: 200 })
  @IsText({ what: 'Measure', max: 200, empty: 'Enter what is measured' })
  measure: string;

  @ApiProperty({ example: 'pence', maxLength: 40 })
  @IsText({ what: 'Unit', max: 40, empty: 'Enter the unit, like pence or minutes' })
  unit: string;

  @IsNumeric('Value', { description: 'In the unit; money in pence', example: 90_000 })
  value: number;

  toCommand(organisation: OdsCode): Order<'RecordDisbenefit'> {
    const { disbenefit, value } = this;
    return {
      type: 'RecordDisbenefit',
      data: {
        organisation,
        benefit: this.id,
        disbenefit,
        title: text(this.title),
        bearer: this.bearer.trim(),
        measure: this.measure.trim(),
        unit: this.unit.trim(),
        value,
        ...this.basis(),
      },
    };
  }
}

export class CorrectLinkDto extends correctionOf(LinkBenefitDto) {}
export class CorrectUnlinkingDto extends correctionOf(UnlinkBenefitDto) {}
export class CorrectDisbenefitDto extends correctionOf(RecordDisbenefitDto) {}
