import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsStatedDate, IsText, Must, Numeric, parses } from '#organisations';
import { parsePartId } from '#vocabulary';

const isPart = (what: string): PropertyDecorator =>
  Must(
    'part',
    parses(parsePartId),
    `Enter the name of the ${what} in lower-case letters, digits and hyphens, like epr-coverage`,
  );

/** The name of a part of the programme: a target, a cohort, a report … */
export const IsPart = (what: string, says?: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      description: says ?? `Name of the ${what}: lower-case letters, digits and hyphens, up to 60`,
      example: `some-${what}`,
    }),
    isPart(what),
  );

export const OptionalPart = (what: string, description: string): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ description }), IsOptional(), isPart(what));

export const IsVersion = (what: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ minimum: 1, example: 1 }),
    Numeric(),
    Must(
      'version',
      (value) => Number.isSafeInteger(value) && (value as number) >= 1,
      `The version of the ${what} must be a whole number that is 1 or more`,
    ),
  );

const number = (what: string): PropertyDecorator =>
  Must('number', Number.isFinite, `${what} must be a number, like 42 or 42.5`);

export const IsAmount = (what: string, description?: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ example: 42, ...(description === undefined ? {} : { description }) }),
    Numeric(),
    number(what),
  );

export const OptionalNumber = (what: string): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ example: 42 }), IsOptional(), Numeric(), number(what));

export const OptionalCount = (what: string, description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description, example: 206 }),
    IsOptional(),
    Numeric(),
    Must(
      'count',
      (value) => Number.isSafeInteger(value) && (value as number) >= 0,
      `${what} must be a whole number that is 0 or more, like 42`,
    ),
  );

export const StatedDateField = (what: string): PropertyDecorator =>
  applyDecorators(ApiProperty({ example: '2026-03' }), IsStatedDate(what));

export const OptionalStatedDate = (what: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description: what, example: '2026-03' }),
    IsOptional(),
    IsStatedDate(what),
  );

/** Words typed by people. */
export const Words = (what: string, max: number, empty: string): PropertyDecorator =>
  applyDecorators(ApiProperty({ maxLength: max }), IsText({ what, max, empty }));
