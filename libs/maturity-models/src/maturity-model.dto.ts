import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import type { Named } from '#event-sourcing';
import type { Capability, MaturityModel } from '#facts';
import { freeText, given, IsText, OptionalText, RetractionDto, text } from '#organisations';
import {
  parseIsoDate,
  stages,
  careSettings,
  statedDate,
  trustTypes,
  type CapabilityCode,
  type FactId,
  type ModelId,
  type Stage,
} from '#vocabulary';
import type { MaturityModelOrder } from './domain/maturity-model.decider.js';

const share = { message: 'A threshold must be a number between 0 and 1, like 0.8' };
const number = { maxDecimalPlaces: 6 };

/** By type of trust, a list of care settings. */
function namesSettings(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [types, settings]: [readonly string[], readonly unknown[]] = [trustTypes, careSettings];
  return Object.entries(value).every(
    ([type, list]: [string, unknown]) =>
      types.includes(type) && Array.isArray(list) && list.every((each) => settings.includes(each)),
  );
}

export class ThresholdsDto {
  @ApiProperty({ example: 0.8 })
  @IsNumber(number, share)
  @Min(0, share)
  @Max(1, share)
  adoption: number;

  @ApiProperty({ example: 0.9 })
  @IsNumber(number, share)
  @Min(0, share)
  @Max(1, share)
  deployment: number;
}

export class CapabilityDto {
  @ApiProperty({ example: 'C105' })
  @Matches(/^C\d{3}$/, { message: 'Enter a capability code, like C105' })
  code: string;

  @ApiProperty({ example: 'Electronic prescribing and administration (ePMA)' })
  @IsText({
    what: 'Capability name',
    min: 3,
    max: 200,
    empty: 'Enter a capability name of 3 to 200 characters',
  })
  name: string;

  @ApiProperty({ enum: stages })
  @IsIn(stages, { message: 'Select a stage from 1 to 4' })
  stage: Stage;

  @ApiProperty()
  @IsBoolean({ message: 'Select whether the capability is mandatory' })
  mandatory: boolean;

  @ApiProperty({ type: [String], example: ['acute', 'mental-health'] })
  @IsArray({ message: 'Select the care settings it applies to' })
  @Length(1, 40, { each: true, message: 'Select the care settings it applies to' })
  settings: string[];

  @ApiProperty({ example: 1 })
  @IsNumber(number, { message: 'Weight must be a number, like 1' })
  weight: number;

  @ApiProperty({ type: ThresholdsDto })
  @ValidateNested()
  @Type(() => ThresholdsDto)
  @IsObject({ message: 'Enter the thresholds of the capability' })
  thresholds: ThresholdsDto;

  @ApiProperty({ example: 12 })
  @IsInt({ message: 'Validity must be a whole number of months, like 12' })
  validForMonths: number;

  @ApiProperty({ example: 'doses charted electronically / doses' })
  @IsText({ what: 'Measure', min: 3, max: 300, empty: 'Enter what is divided by what' })
  measure: string;

  toCapability(): Capability {
    const { name, stage, mandatory, settings, weight, validForMonths, measure } = this;
    const { adoption, deployment } = this.thresholds;
    return {
      code: this.code as CapabilityCode,
      name,
      stage,
      mandatory,
      settings,
      weight,
      thresholds: { adoption, deployment },
      validForMonths,
      measure,
    };
  }
}

export class PublishMaturityModelDto {
  @ApiProperty({ example: 2, minimum: 1 })
  @IsInt({ message: 'Version must be a whole number, like 2' })
  @Min(1, { message: 'Version must be 1 or more' })
  version: number;

  @ApiProperty({ example: 'Use of the electronic patient record in four stages' })
  @IsText({ what: 'Title', min: 3, max: 200, empty: 'Enter a title of 3 to 200 characters' })
  title: string;

  @ApiProperty({ description: 'True until clinicians have signed it off' })
  @IsBoolean({ message: 'Select whether the version is illustrative' })
  illustrative: boolean;

  @ApiProperty({
    description: 'Care settings by type of trust',
    example: { Acute: ['acute'], 'Mental Health': ['mental-health'] },
  })
  @ValidateBy({
    name: 'settingsOf',
    validator: {
      validate: namesSettings,
      defaultMessage: () => 'Enter the care settings of each type of trust, like Acute: acute',
    },
  })
  settingsOf: MaturityModel['settingsOf'];

  @ApiProperty({ type: [CapabilityDto] })
  @IsArray({ message: 'Enter the capabilities of the version' })
  @ArrayNotEmpty({ message: 'Enter the capabilities of the version' })
  @ValidateNested({ each: true })
  @Type(() => CapabilityDto)
  capabilities: CapabilityDto[];

  @ApiPropertyOptional({
    description: 'In force from this day on; may lie ahead',
    example: '2027-04-01',
  })
  @ValidateBy({
    name: 'oneDay',
    validator: {
      validate: (value, args) =>
        (value === undefined) ===
        ((args?.object as PublishMaturityModelDto).sinceBeforeRecords === true),
      defaultMessage: () =>
        'Enter the day it comes into force, or say that it holds since before our records',
    },
  })
  @ValidateBy({
    name: 'day',
    validator: {
      validate: (value) =>
        value === undefined || (typeof value === 'string' && parseIsoDate(value) !== undefined),
      defaultMessage: () => 'The day it comes into force must be a real date, like 2027-04-01',
    },
  })
  effectiveOn?: string;

  @ApiPropertyOptional({ description: 'It holds for all our records, as version 1 does' })
  @IsOptional()
  @IsBoolean({ message: 'Select yes if it holds since before our records' })
  sinceBeforeRecords?: boolean;

  @OptionalText('Reason', 500, { description: 'Why it is recorded more than 12 months later' })
  reason?: string;

  toCommand(model: ModelId): Named<MaturityModelOrder, 'PublishMaturityModel'> {
    const { version, title, illustrative, settingsOf, effectiveOn } = this;
    const capabilities = this.capabilities.map((each) => each.toCapability());
    const reason = freeText(this.reason);
    return {
      type: 'PublishMaturityModel',
      data: {
        model,
        content: { model, version, title, illustrative, settingsOf, capabilities },
        when:
          effectiveOn === undefined ? { since: 'before-records' } : { on: statedDate(effectiveOn) },
        ...given({ reason }),
      },
    };
  }
}

/** The whole version again, as it should have been. */
export class CorrectMaturityModelDto {
  @ApiProperty({ minLength: 10, maxLength: 500 })
  @IsText({ what: 'Reason', min: 10, max: 500, empty: 'Enter why you are correcting this entry' })
  reason: string;

  @ApiProperty({ type: PublishMaturityModelDto })
  @ValidateNested()
  @Type(() => PublishMaturityModelDto)
  @IsObject({ message: 'Enter the whole version as it should be' })
  entry: PublishMaturityModelDto;

  toCommand(model: ModelId, factId: FactId) {
    const reason = text(this.reason);
    const order = this.entry.toCommand(model);
    return { type: 'CorrectFact', data: { factId, reason, order } } as const;
  }
}

/** A version that should not have been published; the one before it holds again. */
export class RetractMaturityModelDto extends RetractionDto {}
