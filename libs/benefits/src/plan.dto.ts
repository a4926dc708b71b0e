import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsOptional } from 'class-validator';
import { correctionOf, freeText, given, IsText, OptionalText, text } from '#organisations';
import type { OdsCode, Office, PoolTag } from '#vocabulary';
import type { Approval } from './domain/benefit.events.js';
import {
  BenefitEntryDto,
  IsNumeric,
  IsOffice,
  IsPool,
  IsTrajectory,
  OptionalCosts,
  OptionalOffice,
  PeriodAmountDto,
  Why,
  type Order,
} from './fields.dto.js';

class ApprovalDto extends BenefitEntryDto {
  @ApiProperty({ example: 'finance-committee', description: 'A role or a unit, never a name' })
  @IsOffice('who approved it')
  approver: string;

  @ApiProperty({ example: 'EPR full business case', maxLength: 100 })
  @IsText({ what: 'Case', max: 100, empty: 'Enter the business case it stands in' })
  caseRef: string;

  @ApiProperty({ example: '2.1', maxLength: 40 })
  @IsText({ what: 'Case version', max: 40, empty: 'Enter the version of the business case' })
  caseVersion: string;

  @IsTrajectory()
  trajectory: PeriodAmountDto[];

  @OptionalCosts()
  costs?: PeriodAmountDto[];

  @IsNumeric('Full-year value', { description: 'Money in pence', example: 1_200_000 })
  fullYearValue: number;

  @IsNumeric('The attribution share', { description: 'Above 0 and up to 1', example: 0.4 })
  attributionShare: number;

  @OptionalText('Rationale', 500, { description: 'Why that share is its own' })
  rationale?: string;

  @OptionalText('Counterfactual', 500, { description: 'What would have come without it' })
  counterfactual?: string;

  @ApiPropertyOptional({
    example: 'pharmacy-time',
    description: 'A resource that others claim too',
  })
  @IsOptional()
  @IsPool()
  pool?: string;

  protected approval(): Approval {
    const { fullYearValue, attributionShare } = this;
    return {
      approver: this.approver as Office,
      caseRef: this.caseRef.trim(),
      caseVersion: this.caseVersion.trim(),
      trajectory: this.trajectory.map((each) => each.toPeriodAmount()),
      fullYearValue,
      attributionShare,
      ...given({
        costs: this.costs?.map((each) => each.toPeriodAmount()),
        rationale: freeText(this.rationale),
        counterfactual: freeText(this.counterfactual),
        pool: this.pool as PoolTag | undefined,
      }),
    };
  }
}

export class ApproveBenefitDto extends ApprovalDto {
  toCommand(organisation: OdsCode): Order<'ApproveBenefit'> {
    const data = { organisation, benefit: this.id, ...this.approval(), ...this.basis() };
    return { type: 'ApproveBenefit', data };
  }
}

export class RebaselineBenefitDto extends ApprovalDto {
  @Why('Enter why it is rebaselined')
  why: string;

  toCommand(organisation: OdsCode): Order<'RebaselineBenefit'> {
    const why = text(this.why);
    const data = { organisation, benefit: this.id, ...this.approval(), why, ...this.basis() };
    return { type: 'RebaselineBenefit', data };
  }
}

export class ReviseBenefitForecastDto extends BenefitEntryDto {
  @IsTrajectory()
  trajectory: PeriodAmountDto[];

  @Why('Enter why the forecast changed')
  why: string;

  @OptionalOffice('who approved it')
  approver?: string;

  toCommand(organisation: OdsCode): Order<'ReviseBenefitForecast'> {
    return {
      type: 'ReviseBenefitForecast',
      data: {
        organisation,
        benefit: this.id,
        trajectory: this.trajectory.map((each) => each.toPeriodAmount()),
        why: text(this.why),
        ...given({ approver: this.approver as Office | undefined }),
        ...this.basis(),
      },
    };
  }
}

export class WriteOffBenefitDto extends BenefitEntryDto {
  @IsNumeric('Remaining value', { description: 'Money in pence', example: 400_000 })
  remainingValue: number;

  @ApiProperty({ example: 'trust-board', description: 'A role or a unit, never a name' })
  @IsOffice('who decided it')
  approver: string;

  @ApiProperty({ enum: ['board'], description: 'Only a board writes off' })
  @Equals('board', { message: 'Only the board can write off a benefit' })
  capacity: 'board';

  @Why('Enter why it is written off')
  why: string;

  toCommand(organisation: OdsCode): Order<'WriteOffBenefit'> {
    const { remainingValue, capacity } = this;
    return {
      type: 'WriteOffBenefit',
      data: {
        organisation,
        benefit: this.id,
        remainingValue,
        approver: this.approver as Office,
        capacity,
        why: text(this.why),
        ...this.basis(),
      },
    };
  }
}

export class CorrectApprovalDto extends correctionOf(ApproveBenefitDto) {}
export class CorrectRebaseliningDto extends correctionOf(RebaselineBenefitDto) {}
export class CorrectBenefitForecastDto extends correctionOf(ReviseBenefitForecastDto) {}
export class CorrectWriteOffDto extends correctionOf(WriteOffBenefitDto) {}
