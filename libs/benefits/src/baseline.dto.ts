import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Min } from 'class-validator';
import { correctionOf, given, IsDay, IsText, Numeric } from '#organisations';
import type { IsoDate, OdsCode, Office } from '#vocabulary';
import { BenefitEntryDto, IsNumeric, IsOffice, type Order } from './fields.dto.js';

export class AgreeBaselineDto extends BenefitEntryDto {
  @IsNumeric('Baseline', { description: 'In the unit of the measure', example: 72 })
  value: number;

  @ApiProperty({ example: '2023-10-01', description: 'First day measured' })
  @IsDay('The first day measured')
  from: string;

  @ApiProperty({ example: '2023-12-31', description: 'Last day measured' })
  @IsDay('The last day measured')
  to: string;

  @ApiProperty({ example: 'Observed rounds on six wards', maxLength: 200 })
  @IsText({ what: 'Method', max: 200, empty: 'Enter how it was measured' })
  method: string;

  @ApiPropertyOptional({ example: 120, minimum: 1 })
  @IsOptional()
  @Numeric()
  @IsInt({ message: 'Sample size must be a whole number' })
  @Min(1, { message: 'Sample size must be 1 or more' })
  sampleSize?: number;

  @ApiProperty({ example: 'benefits-board', description: 'A role or a unit, never a name' })
  @IsOffice('who agreed it')
  agreedBy: string;

  toCommand(organisation: OdsCode): Order<'AgreeBaseline'> {
    return {
      type: 'AgreeBaseline',
      data: {
        organisation,
        benefit: this.id,
        value: this.value,
        period: { from: this.from as IsoDate, to: this.to as IsoDate },
        method: this.method.trim(),
        agreedBy: this.agreedBy as Office,
        ...given({ sampleSize: this.sampleSize }),
        ...this.basis(),
      },
    };
  }
}

export class CorrectBaselineDto extends correctionOf(AgreeBaselineDto) {}
