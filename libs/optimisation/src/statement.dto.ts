import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, Length } from 'class-validator';
import { correctionOf, EntryDto, HasNoPersonalDetails, IsStatedDate, Must } from '#organisations';
import type { OdsCode, StatedDate } from '#vocabulary';
import { milestones, type Milestone } from './domain/optimisation.events.js';
import { freeText, given, Numeric, upTo, type Order } from './fields.dto.js';

export class ReportEprStatusDto extends EntryDto {
  @ApiProperty({ description: 'Whether the trust had an EPR on that day' })
  @IsBoolean({ message: 'Select yes if the trust had an EPR on that day' })
  hasEpr: boolean;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @Length(1, 100, upTo(100, 'Supplier'))
  supplier?: string;

  toCommand(organisation: OdsCode): Order<'ReportEprStatus'> {
    const { hasEpr, supplier } = this;
    return {
      type: 'ReportEprStatus',
      data: { organisation, hasEpr, ...given({ supplier }), ...this.basis() },
    };
  }
}

export class StateMilestoneDto extends EntryDto {
  @ApiProperty({ enum: milestones })
  @IsIn(milestones, { message: 'Select a milestone' })
  milestone: Milestone;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @Length(1, 100, upTo(100, 'Supplier'))
  supplier?: string;

  @ApiPropertyOptional({ example: 4_200_000_00, description: 'Whole pence' })
  @IsOptional()
  @Numeric()
  @Must(
    'pence',
    (value) => Number.isSafeInteger(value) && (value as number) >= 0,
    'The amount must be a whole number of pence, like 4200',
  )
  amountPence?: number;

  @ApiPropertyOptional({ example: '2026/27', description: 'What was planned for when' })
  @IsOptional()
  @IsStatedDate('The planned date')
  plannedFor?: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @HasNoPersonalDetails('notes')
  @Length(1, 500, upTo(500, 'Notes'))
  detail?: string;

  toCommand(organisation: OdsCode): Order<'StateMilestone'> {
    const { milestone, supplier, amountPence } = this;
    const plannedFor = this.plannedFor as StatedDate | undefined;
    return {
      type: 'StateMilestone',
      data: {
        organisation,
        milestone,
        ...given({ supplier, amountPence, plannedFor, detail: freeText(this.detail) }),
        ...this.basis(),
      },
    };
  }
}

export class CorrectEprStatusDto extends correctionOf(ReportEprStatusDto) {}
export class CorrectMilestoneDto extends correctionOf(StateMilestoneDto) {}
