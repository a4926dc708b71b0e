import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsNumber, IsObject, IsOptional, ValidateNested } from 'class-validator';
import type { Named } from '#event-sourcing';
import type { PeriodAmount } from '#facts';
import {
  EntryDto,
  IsDay,
  IsText,
  Must,
  Numeric,
  parses,
  SourceDto,
  SupportDto,
} from '#organisations';
import {
  parseBenefitId,
  parseOffice,
  parsePoolTag,
  personalDetailIn,
  type BenefitId,
  type IsoDate,
} from '#vocabulary';
import type { BenefitOrder } from './domain/benefit.orders.js';

export type Order<Type extends BenefitOrder['type']> = Named<BenefitOrder, Type>;

const IsBenefit = () =>
  applyDecorators(
    ApiProperty({ example: 'RXX-EPMA-TIME' }),
    Must(
      'benefit',
      parses(parseBenefitId),
      'Enter a reference for the benefit in 3 to 40 capital letters, digits and hyphens, like RXX-EPMA-TIME',
    ),
  );

export const IsPool = () =>
  Must(
    'pool',
    parses(parsePoolTag),
    'Enter a pool in lower-case letters, digits and hyphens, like pharmacy-time',
  );

/** "Select an owner role": a role or a unit, in a form in which nobody writes a name. */
export const IsOffice = (what: string) =>
  Must(
    'office',
    (value) => parses(parseOffice)(value) && personalDetailOf(value) === undefined,
    (value) => {
      const found = personalDetailOf(value);
      return found === undefined
        ? `Enter ${what} by role or unit in lower-case letters, digits and hyphens, like chief-pharmacist`
        : `Remove personal details, and enter ${what} by role or unit: it seems to hold ${found}`;
    },
  );

const personalDetailOf = (value: unknown) =>
  typeof value === 'string' ? personalDetailIn(value) : undefined;

export const OptionalOffice = (what: string) =>
  applyDecorators(
    ApiPropertyOptional({ example: 'chief-pharmacist' }),
    IsOptional(),
    IsOffice(what),
  );

type Described = Readonly<{ description?: string; example?: number }>;

export const IsNumeric = (what: string, described: Described = {}) =>
  applyDecorators(
    ApiProperty({ ...described, type: Number }),
    Numeric(),
    IsNumber({}, { message: `${what} must be a number, like 42 or 42.5` }),
  );

export const OptionalNumeric = (what: string, described: Described = {}) =>
  applyDecorators(
    ApiPropertyOptional({ ...described, type: Number }),
    IsOptional(),
    Numeric(),
    IsNumber({}, { message: `${what} must be a number, like 42 or 42.5` }),
  );

/** An entry about a benefit that says when it was so. */
export class BenefitEntryDto extends EntryDto {
  @IsBenefit()
  benefit: string;

  protected get id(): BenefitId {
    return this.benefit as BenefitId;
  }
}

/** An entry about a benefit that counts from the last day of a period. */
export class BenefitSupportDto extends SupportDto {
  @IsBenefit()
  benefit: string;

  protected get id(): BenefitId {
    return this.benefit as BenefitId;
  }
}

export class PeriodAmountDto {
  @ApiProperty({ example: '2026-04-01' })
  @IsDay('The first day of the period')
  from: string;

  @ApiProperty({ example: '2027-03-31' })
  @IsDay('The last day of the period')
  to: string;

  @IsNumeric('The amount', { description: 'Money in pence', example: 1_200_000 })
  amount: number;

  toPeriodAmount(): PeriodAmount {
    return { from: this.from as IsoDate, to: this.to as IsoDate, amount: this.amount };
  }
}

/** Forty years of months. */
const MAX_PERIODS = 480;

/** What is expected by period, without gaps. */
export const IsTrajectory = () =>
  applyDecorators(
    ApiProperty({ type: [PeriodAmountDto], maxItems: MAX_PERIODS }),
    ArePeriods('Enter the expected amounts by period'),
  );

/** What it costs by period, in pence; left out where the case does not state it. */
export const OptionalCosts = () =>
  applyDecorators(
    ApiPropertyOptional({
      type: [PeriodAmountDto],
      maxItems: MAX_PERIODS,
      description: 'What it takes to bring the benefit about; pence, in periods that may have gaps',
    }),
    IsOptional(),
    ArePeriods('Enter the costs by period'),
  );

const ArePeriods = (empty: string) =>
  applyDecorators(
    ArrayMaxSize(MAX_PERIODS, {
      message: `You can only enter up to ${String(MAX_PERIODS)} periods`,
    }),
    Must(
      'periods',
      (value) => Array.isArray(value) && value.every((each) => each instanceof PeriodAmountDto),
      empty,
    ),
    ValidateNested({ each: true }),
    Type(() => PeriodAmountDto),
  );

/** A reason that must be given. */
export const Why = (empty: string) =>
  applyDecorators(ApiProperty({ maxLength: 500 }), IsText({ what: 'Reason', max: 500, empty }));

/** Where a number came from: nobody's word alone makes one. */
export const NeedsSource = () =>
  applyDecorators(
    ApiProperty({ type: SourceDto }),
    IsObject({ message: 'Enter where this number came from' }),
    ValidateNested(),
    Type(() => SourceDto),
  );
