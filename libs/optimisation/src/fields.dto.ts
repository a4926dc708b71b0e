import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import type { Named } from '#event-sourcing';
import { Must, parses } from '#organisations';
import {
  parseCapabilityCode,
  parseInstanceId,
  parseOdsCode,
  parseSiteCode,
  stages,
  type FreeText,
} from '#vocabulary';
import type { OptimisationOrder } from './domain/optimisation.orders.js';

export type Order<Type extends OptimisationOrder['type']> = Named<OptimisationOrder, Type>;

export const IsInstance = () =>
  Must(
    'instance',
    parses(parseInstanceId),
    'Enter a reference for this EPR in lower-case letters, digits and hyphens, like airedale-millennium',
  );
export const IsCapability = () =>
  Must(
    'capability',
    parses(parseCapabilityCode),
    'Select which EPR capability this is for, like C105',
  );
export const AreCapabilities = () =>
  Must(
    'capabilities',
    (value) => Array.isArray(value) && value.every(parses(parseCapabilityCode)),
    'Select capabilities from the maturity model, like C105',
  );
export const AreSites = () =>
  Must(
    'sites',
    (value) => Array.isArray(value) && value.every(parses(parseSiteCode)),
    'Enter sites by their codes, in capital letters and digits, like RXX01',
  );
export const AreOrganisations = () =>
  Must(
    'organisations',
    (value) => Array.isArray(value) && value.every(parses(parseOdsCode)),
    'Enter ODS codes that exist, like RXX',
  );
export const IsStage = () => IsIn(stages, { message: 'The stage must be 1, 2, 3 or 4' });
export const upTo = (max: number, what: string) => ({
  message: `${what} must be ${String(max)} characters or less`,
});
export const MAX_SITES = 500;

/** Forms and files write lists as one text: "RXX01, RXX02". */
export const Listed = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(/[\s,;]+/).filter((item) => item !== '') : value,
  );

/** Forms and files write numbers as text. An empty one is left as it is, and not taken for 0. */
export const Numeric = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value,
  );

/** The fields that were filled in. */
export const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };

export const text = (words: string): FreeText => words.trim().normalize('NFC') as FreeText;
export const freeText = (words: string | undefined): FreeText | undefined =>
  words === undefined ? undefined : text(words);
