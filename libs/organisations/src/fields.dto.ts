import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy, type ValidationOptions } from 'class-validator';
import {
  parseCapabilityCode,
  parseIsoDate,
  parseOdsCode,
  parseStatedDate,
  personalDetailIn,
  type FreeText,
} from '#vocabulary';
import type { EntryDto } from './entry.dto.js';

/** A field that must pass a test, perhaps beside its neighbours; the message says what to do. */
export const Must = (
  name: string,
  test: (value: unknown, dto: EntryDto) => boolean,
  message: string | ((value: unknown) => string),
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: {
        validate: (value, args) => test(value, args?.object as EntryDto),
        defaultMessage: (args) => (typeof message === 'string' ? message : message(args?.value)),
      },
    },
    options,
  );

export const parses =
  (parser: (text: string) => unknown) =>
  (value: unknown): boolean =>
    typeof value === 'string' && parser(value) !== undefined;

export const IsOdsCode = (): PropertyDecorator =>
  Must('odsCode', parses(parseOdsCode), 'Enter an ODS code that exists, like RXX');

export const IsCapability = (): PropertyDecorator =>
  Must(
    'capability',
    parses(parseCapabilityCode),
    'Select which EPR capability this is for, like C105',
  );

export const IsDay = (what: string): PropertyDecorator =>
  Must('day', parses(parseIsoDate), `${what} must be a real date, like 2026-03-31`);

export const IsStatedDate = (what: string): PropertyDecorator =>
  Must(
    'statedDate',
    parses(parseStatedDate),
    `${what} must be a real date, month, year or financial year, like 2026-03-31, 2026-03, 2026 or 2026/27`,
  );

/** Refuses personal details, and says which kind was found. */
const HasNoPersonalDetails = (what: string, options?: ValidationOptions): PropertyDecorator =>
  Must(
    'noPersonalDetails',
    (value) => typeof value !== 'string' || personalDetailIn(value) === undefined,
    (value) => {
      const found = typeof value === 'string' ? personalDetailIn(value) : undefined;
      return `Remove personal details from the ${what}${found === undefined ? '' : `: it seems to hold ${found}`}`;
    },
    options,
  );

type Words = Readonly<{
  /** As a sentence begins with it: "Supplier". */
  what: string;
  min?: number;
  max: number;
  /** What to do where there are none. */
  empty: string;
}>;

/**
 * Some words, screened for personal details; none, too few and too many are told apart. Spaces alone
 * are none.
 */
export const IsText = (
  { what, min = 1, max, empty }: Words,
  options?: ValidationOptions,
): PropertyDecorator =>
  applyDecorators(
    HasNoPersonalDetails(what.toLowerCase(), options),
    Must(
      'text',
      (value) => typeof value === 'string' && value.trim().length >= min && value.length <= max,
      (value) => {
        if (value === undefined || value === null) return empty;
        if (typeof value !== 'string') return `${what} must be text`;
        if (value.trim() === '') return empty;
        return value.length > max
          ? `${what} must be ${max.toLocaleString('en-GB')} characters or less`
          : `${what} must be ${String(min)} characters or more`;
      },
      options,
    ),
  );

type Described = Readonly<{ description?: string; example?: string }>;

/** Words that may be left out. */
export const OptionalText = (
  what: string,
  max: number,
  described: Described = {},
): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ ...described, type: String, maxLength: max }),
    IsOptional(),
    IsText({ what, max, empty: `Enter the ${what.toLowerCase()}, or leave this out` }),
  );

/**
 * Forms and files know text alone. Who reads one of them gives this to `plainToInstance`, and numbers
 * and lists are read from their text; JSON has both, so there a text in their place is refused.
 */
export const FROM_TEXT = { groups: ['text'] };

/** An empty text is left as it is, and not taken for 0. */
export const Numeric = (): PropertyDecorator =>
  Transform(
    ({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value,
    FROM_TEXT,
  );

/** A list in one text: "RXX01, RXX02". */
export const Listed = (): PropertyDecorator =>
  Transform(
    ({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.split(/[\s,;]+/).filter((item) => item !== '') : value,
    FROM_TEXT,
  );

export const text = (words: string): FreeText => words.trim().normalize('NFC') as FreeText;
export const freeText = (words: string | undefined): FreeText | undefined =>
  words === undefined ? undefined : text(words);

/** The fields that were filled in. */
export function given<Fields extends object>(fields: Fields) {
  const kept: { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } = {};
  for (const name of Object.keys(fields) as (keyof Fields)[]) {
    const value = fields[name];
    if (value !== undefined) kept[name] = value as Exclude<Fields[keyof Fields], undefined>;
  }
  return kept;
}
