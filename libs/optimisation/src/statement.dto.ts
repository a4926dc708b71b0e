import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import {
  correctionOf,
  EntryDto,
  freeText,
  given,
  IsStatedDate,
  Must,
  Numeric,
  OptionalText,
} from '#organisations';
import type { OdsCode, StatedDate } from '#vocabulary';
import { milestones, type Milestone } from './domain/optimisation.events.js';
import { Supplier, type Order } from './fields.dto.js';

export class ReportEprStatusDto extends EntryDto {
  @ApiProperty({ description: 'Whether the trust had an EPR on that day' })
  @IsBoolean({ message: 'Select yes if the trust had an EPR on that day' })
  hasEpr: boolean;

  @Supplier()
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

  @Supplier()
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

  @OptionalText('Notes', 500)
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
