import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { wgllPillars, type BenefitProfile, type WgllPillar } from '#facts';
import {
  correctionOf,
  freeText,
  given,
  IsDay,
  IsText,
  Listed,
  Must,
  Numeric,
  OptionalText,
  parses,
  RetractionDto,
  text,
} from '#organisations';
import {
  benefitClasses,
  parseCapabilityCode,
  stages,
  type BenefitClass,
  type CapabilityCode,
  type IsoDate,
  type OdsCode,
  type Office,
  type Stage,
} from '#vocabulary';
import { GateDto, MeasureDto, OptimismBiasDto, UnitValueDto } from './measure.dto.js';
import {
  BenefitEntryDto,
  IsOffice,
  OptionalNumeric,
  OptionalOffice,
  type Order,
} from './fields.dto.js';

const classes = Object.keys(benefitClasses) as BenefitClass[];

export class ProfileBenefitDto extends BenefitEntryDto {
  @ApiProperty({ example: 'Nursing time freed by electronic drug charts', maxLength: 200 })
  @IsText({ what: 'Title', max: 200, empty: 'Enter a title' })
  title: string;

  @ApiProperty({
    enum: classes,
    description: 'Cash-releasing, non-cash-releasing, societal, quality',
  })
  @IsIn(classes, {
    message:
      'Select whether the benefit is cash-releasing, non-cash-releasing, societal or quality',
  })
  class: BenefitClass;

  @ApiProperty({ enum: ['money', 'measure'], description: 'Unit of trajectory and actuals' })
  @IsIn(['money', 'measure'], { message: 'Select whether amounts are in money or in the measure' })
  valuedIn: 'money' | 'measure';

  @ApiProperty({ example: 'Ward nurses', maxLength: 200 })
  @IsText({ what: 'Beneficiary', max: 200, empty: 'Enter who benefits' })
  beneficiary: string;

  @ApiProperty({ example: 'Workforce productivity', maxLength: 100 })
  @IsText({ what: 'Category', max: 100, empty: 'Enter a category' })
  category: string;

  @ApiProperty({ example: 'Release time to care', maxLength: 200 })
  @IsText({ what: 'Objective', max: 200, empty: 'Enter the objective it serves' })
  objective: string;

  @ApiProperty({ example: 'chief-nurse', description: 'A role or a unit, never a name' })
  @IsOffice('an owner')
  owner: string;

  @ApiProperty({ type: MeasureDto })
  @IsObject({ message: 'Enter how it is measured' })
  @ValidateNested()
  @Type(() => MeasureDto)
  measure: MeasureDto;

  @OptionalNumeric('Target', { description: 'For one measurement, in the unit of the measure' })
  targetValue?: number;

  @ApiPropertyOptional({ type: [String], example: ['C105'] })
  @IsOptional()
  @Listed()
  @ArrayMaxSize(50, { message: 'You can only enter up to 50 capabilities' })
  @IsArray({ message: 'Select capabilities from the maturity model, like C105' })
  @Must(
    'capabilities',
    (value) => Array.isArray(value) && value.every(parses(parseCapabilityCode)),
    'Select capabilities from the maturity model, like C105',
  )
  capabilities?: string[];

  @ApiPropertyOptional({ enum: stages })
  @IsOptional()
  @Numeric()
  @IsIn(stages, { message: 'The stage must be 1, 2, 3 or 4' })
  stage?: Stage;

  @ApiPropertyOptional({ enum: wgllPillars })
  @IsOptional()
  @IsIn(wgllPillars, { message: 'Select a success measure of What Good Looks Like' })
  wgllPillar?: WgllPillar;

  @OptionalOffice('the accountable executive')
  accountable?: string;

  @OptionalOffice('who measures it')
  measurer?: string;

  @OptionalOffice('who validates it in finance')
  financeValidator?: string;

  @ApiPropertyOptional({ example: '2030-03-31' })
  @IsOptional()
  @IsDay('The day until which it is sustained')
  sustainUntil?: string;

  @ApiPropertyOptional({ type: UnitValueDto })
  @IsOptional()
  @IsObject({ message: 'Enter a unit value with its source, or leave this out' })
  @ValidateNested()
  @Type(() => UnitValueDto)
  unitValue?: UnitValueDto;

  @OptionalText('Discount set', 60)
  discountSet?: string;

  @ApiPropertyOptional({ type: GateDto, description: 'Use that must be reached before it counts' })
  @IsOptional()
  @IsObject({ message: 'Enter a capability and a threshold, or leave this out' })
  @ValidateNested()
  @Type(() => GateDto)
  gate?: GateDto;

  @OptionalText('Enabling conditions', 500)
  conditions?: string;

  @OptionalText('Assumptions', 500)
  assumptions?: string;

  @OptionalText('Risks', 500)
  risks?: string;

  @ApiPropertyOptional({ type: OptimismBiasDto })
  @IsOptional()
  @IsObject({ message: 'Enter an adjustment with its source, or leave this out' })
  @ValidateNested()
  @Type(() => OptimismBiasDto)
  optimismBias?: OptimismBiasDto;

  @ApiPropertyOptional({ enum: ['low', 'medium', 'high'] })
  @IsOptional()
  @IsIn(['low', 'medium', 'high'], { message: 'Select low, medium or high confidence' })
  confidence?: 'low' | 'medium' | 'high';

  @OptionalText('Funding reference', 100, { example: 'FD-2024-117' })
  fundingRef?: string;

  @ApiPropertyOptional({ description: 'It was found after the go-live, not planned before it' })
  @IsOptional()
  @Equals(true, { message: 'Select yes if it was found after the go-live, or leave this out' })
  emergent?: true;

  toCommand(organisation: OdsCode): Order<'ProfileBenefit'> {
    return {
      type: 'ProfileBenefit',
      data: { organisation, benefit: this.id, profile: this.profile(), ...this.basis() },
    };
  }

  private profile(): BenefitProfile {
    const { targetValue, stage, wgllPillar, discountSet, confidence, fundingRef, emergent } = this;
    return {
      title: text(this.title),
      class: this.class,
      valuedIn: this.valuedIn,
      beneficiary: this.beneficiary.trim(),
      category: this.category.trim(),
      objective: this.objective.trim(),
      owner: this.owner as Office,
      measure: this.measure.toMeasure(),
      ...given({ targetValue, stage, wgllPillar, discountSet, confidence, fundingRef, emergent }),
      ...given({
        capabilities: this.capabilities as CapabilityCode[] | undefined,
        accountable: this.accountable as Office | undefined,
        measurer: this.measurer as Office | undefined,
        financeValidator: this.financeValidator as Office | undefined,
        sustainUntil: this.sustainUntil as IsoDate | undefined,
        conditions: freeText(this.conditions),
        assumptions: freeText(this.assumptions),
        risks: freeText(this.risks),
      }),
      ...this.values(),
    };
  }

  private values(): Pick<BenefitProfile, 'unitValue' | 'gate' | 'optimismBias'> {
    const { unitValue, gate, optimismBias } = this;
    return given({
      unitValue: unitValue && {
        pence: unitValue.pence,
        source: unitValue.source.trim(),
        priceYear: unitValue.priceYear.trim(),
      },
      gate: gate && {
        capability: gate.capability as CapabilityCode,
        threshold: gate.threshold,
      },
      optimismBias: optimismBias && {
        share: optimismBias.share,
        source: optimismBias.source.trim(),
      },
    });
  }
}

export class CorrectProfileDto extends correctionOf(ProfileBenefitDto) {}
export class RetractBenefitEntryDto extends RetractionDto {}
