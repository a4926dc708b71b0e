import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  correctionOf,
  freeText,
  given,
  IsDay,
  IsText,
  Must,
  OptionalText,
  parses,
  SourceDto,
  text,
} from '#organisations';
import { parseFactId, type FactId, type IsoDate, type OdsCode } from '#vocabulary';
import {
  BenefitSupportDto,
  IsNumeric,
  NeedsSource,
  OptionalNumeric,
  Why,
  type Order,
} from './fields.dto.js';

export class RecordActualDto extends BenefitSupportDto {
  @ApiProperty({ example: '2026-03-01', description: 'First day measured' })
  @IsDay('The first day measured')
  from: string;

  @ApiProperty({ example: '2026-03-31', description: 'Last day measured' })
  @IsDay('The last day measured')
  to: string;

  @IsNumeric('Amount', {
    description: 'Money in pence; what is claimed, the attribution share taken off',
    example: 92_000,
  })
  amount: number;

  @OptionalNumeric('Volume', { description: 'What was measured, in the unit of the measure' })
  volume?: number;

  @OptionalNumeric('Numerator')
  numerator?: number;

  @OptionalNumeric('Denominator')
  denominator?: number;

  @ApiProperty({ example: 'EPR report, all inpatient wards', maxLength: 200 })
  @IsText({ what: 'Method', max: 200, empty: 'Enter how it was measured' })
  method: string;

  @NeedsSource()
  source: SourceDto;

  @OptionalText('Use of freed time', 500, { description: 'What the time was used for' })
  useOfFreedTime?: string;

  @OptionalText('Notes', 2000)
  note?: string;

  toCommand(organisation: OdsCode): Order<'RecordActual'> {
    const { amount, volume, numerator, denominator } = this;
    return {
      type: 'RecordActual',
      data: {
        organisation,
        benefit: this.id,
        period: { from: this.from as IsoDate, to: this.to as IsoDate },
        amount,
        method: this.method.trim(),
        ...given({ volume, numerator, denominator }),
        ...given({ useOfFreedTime: freeText(this.useOfFreedTime), note: freeText(this.note) }),
        source: this.source.toSource(),
        ...this.support(),
      },
    };
  }
}

/** A decision on an actual, by the reference of its entry. */
class DecisionDto extends BenefitSupportDto {
  @ApiProperty({ format: 'uuid', description: 'The entry of the recorded value' })
  @Must('actual', parses(parseFactId), 'Enter the reference of the recorded value')
  actual: string;
}

export class ValidateActualDto extends DecisionDto {
  @ApiProperty({ example: 'Held against the ledger and a sample of 40 rounds', maxLength: 200 })
  @IsText({ what: 'Method', max: 200, empty: 'Enter how it was validated' })
  method: string;

  @ApiPropertyOptional({ enum: ['finance'], description: 'Needed for cash-releasing benefits' })
  @IsOptional()
  @IsIn(['finance'], { message: 'Select finance, or leave this out' })
  capacity?: 'finance';

  toCommand(organisation: OdsCode): Order<'ValidateActual'> {
    return {
      type: 'ValidateActual',
      data: {
        organisation,
        benefit: this.id,
        actual: this.actual as FactId,
        method: this.method.trim(),
        ...given({ capacity: this.capacity }),
        ...this.support(),
      },
    };
  }
}

export class RejectActualDto extends DecisionDto {
  @Why('Enter why it is rejected')
  why: string;

  toCommand(organisation: OdsCode): Order<'RejectActual'> {
    const data = { organisation, benefit: this.id, actual: this.actual as FactId };
    return {
      type: 'RejectActual',
      data: { ...data, why: text(this.why), ...this.support() },
    };
  }
}

export class CorrectActualDto extends correctionOf(RecordActualDto) {}
export class CorrectValidationDto extends correctionOf(ValidateActualDto) {}
export class CorrectRejectionDto extends correctionOf(RejectActualDto) {}
