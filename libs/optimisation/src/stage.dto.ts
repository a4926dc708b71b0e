import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import {
  correctionOf,
  EntryDto,
  freeText,
  given,
  IsDay,
  IsOdsCode,
  Numeric,
  OptionalText,
  RetractionDto,
  text,
} from '#organisations';
import { odsCode, stages, type IsoDate, type OdsCode, type Stage } from '#vocabulary';
import { regressionCauses, type RegressionCause } from './domain/optimisation.events.js';
import { IsStage, type Order, WhyWithdrawn } from './fields.dto.js';

class StageDto extends EntryDto {
  @ApiProperty({ enum: stages, example: 2 })
  @Numeric()
  @IsStage()
  stage: Stage;
}

export class DeclareStageDto extends StageDto {
  @ApiPropertyOptional({ description: 'Whether the board of the trust declared it' })
  @IsOptional()
  @IsBoolean({ message: 'Select yes if the board declared it' })
  byBoard?: boolean;

  @OptionalText('Statement', 500)
  statement?: string;

  @ApiPropertyOptional({
    enum: regressionCauses,
    description: 'Why it is lower than the stage declared before',
  })
  @IsOptional()
  @IsIn(regressionCauses, { message: 'Select why the stage is lower' })
  cause?: RegressionCause;

  toCommand(organisation: OdsCode): Order<'DeclareStage'> {
    const { stage, byBoard, cause } = this;
    return {
      type: 'DeclareStage',
      data: {
        organisation,
        stage,
        ...given({ byBoard, cause, statement: freeText(this.statement) }),
        ...this.basis(),
      },
    };
  }
}

export class ValidateStageDto extends StageDto {
  @ApiProperty({ example: 'QWO', description: 'The organisation that validates' })
  @IsOdsCode()
  validator: string;

  @ApiProperty({ example: '2027-03-31', description: 'The last day on which it counts' })
  @IsDay('The expiry date')
  expires: string;

  @OptionalText('Scope', 500, { description: 'What was looked at; left out: all of the trust' })
  scope?: string;

  toCommand(organisation: OdsCode): Order<'ValidateStage'> {
    return {
      type: 'ValidateStage',
      data: {
        organisation,
        stage: this.stage,
        validator: odsCode(this.validator),
        expires: this.expires as IsoDate,
        ...given({ scope: freeText(this.scope) }),
        ...this.basis(),
      },
    };
  }
}

export class WithdrawStageValidationDto extends StageDto {
  @ApiProperty({ example: 'QWO', description: 'The organisation that validated it' })
  @IsOdsCode()
  validator: string;

  @WhyWithdrawn()
  why: string;

  toCommand(organisation: OdsCode): Order<'WithdrawStageValidation'> {
    return {
      type: 'WithdrawStageValidation',
      data: {
        organisation,
        stage: this.stage,
        validator: odsCode(this.validator),
        why: text(this.why),
        ...this.basis(),
      },
    };
  }
}

export class CorrectDeclarationDto extends correctionOf(DeclareStageDto) {}
export class CorrectStageValidationDto extends correctionOf(ValidateStageDto) {}
export class CorrectStageValidationWithdrawalDto extends correctionOf(WithdrawStageValidationDto) {}
export class RetractOptimisationEntryDto extends RetractionDto {}
