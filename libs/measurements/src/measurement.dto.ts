import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNumber, IsObject, Min, ValidateNested } from 'class-validator';
import type { Named } from '#event-sourcing';
import {
  correctionOf,
  freeText,
  given,
  IsCapability,
  IsDay,
  IsText,
  Must,
  Numeric,
  OptionalText,
  RetractionDto,
  SourceDto,
  SupportDto,
} from '#organisations';
import {
  drivers,
  partners,
  type CapabilityCode,
  type Driver,
  type IsoDate,
  type OdsCode,
  type Partner,
} from '#vocabulary';
import type { MeasurementOrder } from './domain/measurement.orders.js';

type Order<Type extends MeasurementOrder['type']> = Named<MeasurementOrder, Type>;

const IsCount = (what: string) =>
  Must(
    'count',
    (value) => Number.isSafeInteger(value) && (value as number) >= 0,
    `${what} must be a whole number that is 0 or more, like 42`,
  );

/** What every measurement says: when, how it was counted, and where the number came from. */
class MeasurementDto extends SupportDto {
  @ApiProperty({ example: '2026-03-01', description: 'First day measured' })
  @IsDay('The first day measured')
  from: string;

  @ApiProperty({ example: '2026-03-31', description: 'Last day measured' })
  @IsDay('The last day measured')
  to: string;

  @ApiProperty({ example: 'EPR report, all inpatient wards', maxLength: 200 })
  @IsText({ what: 'Method', max: 200, empty: 'Enter how it was measured' })
  method: string;

  @ApiProperty({ type: SourceDto })
  @IsObject({ message: 'Enter where this number came from' })
  @ValidateNested()
  @Type(() => SourceDto)
  source: SourceDto;

  @OptionalText('Notes', 2000)
  note?: string;

  protected measured(organisation: OdsCode) {
    return {
      organisation,
      window: { from: this.from as IsoDate, to: this.to as IsoDate },
      method: this.method.trim(),
      source: this.source.toSource(),
      ...this.support(),
      ...given({ note: freeText(this.note) }),
    };
  }
}

/** A share: of so many, so many. */
class ShareDto extends MeasurementDto {
  @ApiProperty({ example: 8400, description: 'Of adoption: uses through the capability' })
  @Numeric()
  @IsCount('Numerator')
  numerator: number;

  @ApiProperty({
    example: 10_000,
    description: 'Of adoption: eligible actions where it is deployed',
  })
  @Numeric()
  @IsCount('Denominator')
  denominator: number;
}

export class MeasureAdoptionDto extends ShareDto {
  @ApiProperty({ example: 'C105' })
  @IsCapability()
  capability: string;

  toCommand(organisation: OdsCode): Order<'MeasureAdoption'> {
    const { numerator, denominator } = this;
    const capability = this.capability as CapabilityCode;
    return {
      type: 'MeasureAdoption',
      data: { ...this.measured(organisation), capability, numerator, denominator },
    };
  }
}

export class MeasureRealisationDto extends MeasurementDto {
  @ApiProperty({ example: 'C105' })
  @IsCapability()
  capability: string;

  @ApiProperty({ example: 4200, description: 'Validated to date; money in pence' })
  @Numeric()
  @IsNumber({}, { message: 'The validated amount must be a number, like 42 or 42.5' })
  @Min(0, { message: 'The validated amount must be 0 or more' })
  validated: number;

  @ApiProperty({ example: 6000, description: 'Expected to date; money in pence' })
  @Numeric()
  @IsNumber({}, { message: 'The expected amount must be a number, like 42 or 42.5' })
  @Min(0, { message: 'The expected amount must be 0 or more' })
  expected: number;

  @ApiProperty({ example: 'pence', maxLength: 40 })
  @IsText({ what: 'Unit', max: 40, empty: 'Enter the unit of the amounts, like pence or hours' })
  unit: string;

  toCommand(organisation: OdsCode): Order<'MeasureRealisation'> {
    const { validated, expected } = this;
    const [capability, unit] = [this.capability as CapabilityCode, this.unit.trim()];
    return {
      type: 'MeasureRealisation',
      data: { ...this.measured(organisation), capability, validated, expected, unit },
    };
  }
}

export class MeasureSharedRecordUseDto extends MeasurementDto {
  @ApiProperty({ enum: partners })
  @IsIn(partners, { message: 'Select a partner of the shared care record' })
  partner: Partner;

  @ApiProperty({ example: 1000, description: 'Eligible encounters' })
  @Numeric()
  @IsCount('Eligible')
  eligible: number;

  @ApiProperty({ example: 900, description: "Of these, with the partner's record within reach" })
  @Numeric()
  @IsCount('Available')
  available: number;

  @ApiProperty({ example: 600, description: 'Of these, in which it was used' })
  @Numeric()
  @IsCount('Used')
  used: number;

  toCommand(organisation: OdsCode): Order<'MeasureSharedRecordUse'> {
    const { partner, eligible, available, used } = this;
    return {
      type: 'MeasureSharedRecordUse',
      data: { ...this.measured(organisation), partner, eligible, available, used },
    };
  }
}

export class MeasureDriverDto extends ShareDto {
  @ApiProperty({ enum: drivers })
  @IsIn(drivers, { message: 'Select a driver of use' })
  driver: Driver;

  toCommand(organisation: OdsCode): Order<'MeasureDriver'> {
    const { driver, numerator, denominator } = this;
    return {
      type: 'MeasureDriver',
      data: { ...this.measured(organisation), driver, numerator, denominator },
    };
  }
}

export class CorrectAdoptionDto extends correctionOf(MeasureAdoptionDto) {}
export class CorrectRealisationDto extends correctionOf(MeasureRealisationDto) {}
export class CorrectSharedRecordUseDto extends correctionOf(MeasureSharedRecordUseDto) {}
export class CorrectDriverDto extends correctionOf(MeasureDriverDto) {}
export class RetractMeasurementDto extends RetractionDto {}
