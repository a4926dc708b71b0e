import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional } from 'class-validator';
import type { Named } from '#event-sourcing';
import { IsText, Listed, Must, OptionalText, parses } from '#organisations';
import {
  parseCapabilityCode,
  parseInstanceId,
  parseOdsCode,
  parseSiteCode,
  partners,
  stages,
} from '#vocabulary';
import type { OptimisationOrder } from './domain/optimisation.orders.js';

export type Order<Type extends OptimisationOrder['type']> = Named<OptimisationOrder, Type>;

const MAX_SITES = 500;
const eachParses = (parser: (text: string) => unknown) => (value: unknown) =>
  Array.isArray(value) && value.every(parses(parser));

export const IsInstance = () =>
  Must(
    'instance',
    parses(parseInstanceId),
    'Enter a reference for this EPR in lower-case letters, digits and hyphens, like airedale-millennium',
  );
export const AreCapabilities = () =>
  Must(
    'capabilities',
    eachParses(parseCapabilityCode),
    'Select capabilities from the maturity model, like C105',
  );
export const AreOrganisations = () =>
  Must('organisations', eachParses(parseOdsCode), 'Enter ODS codes that exist, like RXX');
export const IsStage = () => IsIn(stages, { message: 'The stage must be 1, 2, 3 or 4' });

/** At least one site, and not more than a trust can have. */
export const SomeSites = () =>
  applyDecorators(
    ArrayMaxSize(MAX_SITES, { message: `You can only enter up to ${String(MAX_SITES)} sites` }),
    ArrayNotEmpty({ message: 'Enter at least one site' }),
    IsArray({ message: 'Enter at least one site' }),
  );

/** Sites by their codes; left out, they mean what `otherwise` says. */
export const Sites = (otherwise?: string) => {
  const described = { type: [String] as [StringConstructor], example: ['RXX01'] };
  return applyDecorators(
    ...(otherwise === undefined
      ? [ApiProperty(described)]
      : [
          ApiPropertyOptional({ ...described, description: `Left out: ${otherwise}` }),
          IsOptional(),
        ]),
    Listed(),
    Must(
      'sites',
      eachParses(parseSiteCode),
      'Enter sites by their codes, in capital letters and digits, like RXX01',
    ),
    SomeSites(),
  );
};

export const IsPartner = () =>
  applyDecorators(
    ApiProperty({ enum: partners }),
    IsIn(partners, { message: 'Select a partner of the shared care record' }),
  );

/** Why something that was switched on, or confirmed, no longer is. */
export const WhyWithdrawn = () =>
  applyDecorators(
    ApiProperty({ maxLength: 500 }),
    IsText({ what: 'Reason', max: 500, empty: 'Enter why it was withdrawn' }),
  );

export const Supplier = () => OptionalText('Supplier', 100, { example: 'Oracle Health (Cerner)' });
