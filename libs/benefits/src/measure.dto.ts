import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { cadences, type BenefitMeasure, type Cadence } from '#facts';
import { given, IsCapability, IsText, Numeric, OptionalText } from '#organisations';
import { IsNumeric } from './fields.dto.js';

/** How a benefit is measured. */
export class MeasureDto {
  @ApiProperty({ example: 'Time for a drug round', maxLength: 200 })
  @IsText({ what: 'Measure', max: 200, empty: 'Enter what is measured' })
  name: string;

  @ApiProperty({ example: 'minutes', maxLength: 40 })
  @IsText({ what: 'Unit', max: 40, empty: 'Enter the unit of the measure, like minutes' })
  unit: string;

  @ApiProperty({ enum: ['higher', 'lower'] })
  @IsIn(['higher', 'lower'], { message: 'Select whether higher or lower is better' })
  direction: 'higher' | 'lower';

  @ApiProperty({ example: 'ePMA audit log', maxLength: 200 })
  @IsText({ what: 'Source', max: 200, empty: 'Enter where the numbers will come from' })
  source: string;

  @ApiProperty({ enum: cadences })
  @IsIn(cadences, { message: 'Select how often it is measured' })
  cadence: Cadence;

  @OptionalText('Formula', 500)
  formula?: string;

  @OptionalText('Numerator source', 200)
  numeratorSource?: string;

  @OptionalText('Denominator source', 200)
  denominatorSource?: string;

  @ApiPropertyOptional({ description: 'Whole months until a number can be had', minimum: 0 })
  @IsOptional()
  @Numeric()
  @IsInt({ message: 'Lag must be a whole number of months' })
  @Min(0, { message: 'Lag must be 0 months or more' })
  lagMonths?: number;

  toMeasure(): BenefitMeasure {
    const { formula, numeratorSource, denominatorSource, lagMonths } = this;
    return {
      name: this.name.trim(),
      unit: this.unit.trim(),
      direction: this.direction,
      source: this.source.trim(),
      cadence: this.cadence,
      ...given({ formula, numeratorSource, denominatorSource, lagMonths }),
    };
  }
}

export class UnitValueDto {
  @IsNumeric('Unit value', { description: 'Pence', example: 45 })
  pence: number;

  @ApiProperty({ example: 'Unit Costs of Health and Social Care 2025', maxLength: 200 })
  @IsText({ what: 'Source', max: 200, empty: 'Enter where the unit value came from' })
  source: string;

  @ApiProperty({ example: '2025/26', maxLength: 10 })
  @IsText({ what: 'Price year', max: 10, empty: 'Enter the year of its prices, like 2025/26' })
  priceYear: string;
}

export class GateDto {
  @ApiProperty({ example: 'C105' })
  @IsCapability()
  capability: string;

  @IsNumeric('The threshold', { description: 'Share of use, above 0 and up to 1', example: 0.6 })
  threshold: number;
}

export class OptimismBiasDto {
  @IsNumeric('The adjustment', { description: 'Share taken off, 0 to 1', example: 0.1 })
  share: number;

  @ApiProperty({ example: 'Green Book supplementary guidance', maxLength: 200 })
  @IsText({ what: 'Source', max: 200, empty: 'Enter the guidance that was followed' })
  source: string;
}
