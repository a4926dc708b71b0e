import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsUrl,
  Min,
  ValidateNested,
} from 'class-validator';
import type { AnyMessage } from '#event-sourcing';
import type { OrderBasis, Source } from '#facts';
import {
  parseIsoDate,
  parseStatedDate,
  type FactId,
  type IsoDate,
  type Occurrence,
  type OdsCode,
  type StatedDate,
} from '#vocabulary';
import {
  freeText,
  given,
  IsStatedDate,
  IsText,
  Must,
  OptionalText,
  parses,
  text,
} from './fields.dto.js';

/** Where a statement was taken from. */
export class SourceDto {
  @ApiProperty({ example: 'Board paper of 14 January 2026', maxLength: 300 })
  @IsText({ what: 'Source', max: 300, empty: 'Enter where this came from' })
  name: string;

  @ApiPropertyOptional({ example: 'https://www.example.org/board/2026-01' })
  @IsOptional()
  @IsUrl(
    { protocols: ['https'], require_protocol: true, disallow_auth: true },
    { message: 'Enter a link that starts with https://' },
  )
  url?: string;

  @ApiPropertyOptional({ description: 'When it was said', example: '2026-01-14' })
  @IsOptional()
  @IsStatedDate('The day it was stated')
  statedOn?: string;

  @ApiPropertyOptional({ description: 'When that was published', example: '2026-01-29' })
  @IsOptional()
  @IsStatedDate('The day it was published')
  publishedOn?: string;

  @ApiPropertyOptional({
    description: 'When it was read, where the source does not say when it was published',
    example: '2026-01-30',
  })
  @IsOptional()
  @IsStatedDate('The day it was gathered')
  gatheredOn?: string;

  @ApiPropertyOptional({ description: 'Place among undated statements of the source', minimum: 1 })
  @IsOptional()
  @IsInt({ message: 'Order must be a whole number' })
  @Min(1, { message: 'Order must be 1 or more' })
  order?: number;

  @OptionalText('Caution', 300, { description: 'What the source leaves uncertain' })
  caution?: string;

  toSource(): Source {
    const { name, url, statedOn, publishedOn, gatheredOn, order, caution } = this;
    return {
      name,
      ...(url === undefined ? {} : { url }),
      ...(statedOn === undefined ? {} : { statedOn: statedOn as StatedDate }),
      ...(publishedOn === undefined ? {} : { publishedOn: publishedOn as StatedDate }),
      ...(gatheredOn === undefined ? {} : { gatheredOn: gatheredOn as StatedDate }),
      ...(order === undefined ? {} : { order }),
      ...(caution === undefined ? {} : { caution }),
    };
  }
}

/** What shows for an entry, and why it comes late. */
export class SupportDto {
  @OptionalText('Evidence', 200, { description: 'Reference of a piece of evidence' })
  evidence?: string;

  @OptionalText('Reason', 500, { description: 'Why it is recorded more than 12 months later' })
  reason?: string;

  protected support(): Pick<OrderBasis, 'evidence' | 'reason'> {
    return given({ evidence: this.evidence, reason: freeText(this.reason) });
  }
}

/** What every entry brings along beside when it was so: its source, evidence and reason. */
export class BackgroundDto extends SupportDto {
  @ApiPropertyOptional({ type: SourceDto })
  @IsOptional()
  @IsObject({ message: 'Enter a source with its name, or leave this out' })
  @ValidateNested()
  @Type(() => SourceDto)
  source?: SourceDto;

  protected background(): Omit<OrderBasis, 'when'> {
    const { source } = this;
    return {
      ...(source === undefined ? {} : { source: source.toSource() }),
      ...this.support(),
    };
  }
}

const waysToDate = ({ effectiveOn, effectiveFrom, effectiveTo, sinceBeforeRecords }: EntryDto) =>
  [
    effectiveOn !== undefined,
    effectiveFrom !== undefined || effectiveTo !== undefined,
    sinceBeforeRecords === true,
  ].filter(Boolean).length;

/** An entry that says when it was so: a date, a span it lies in, or since before our records. */
export class EntryDto extends BackgroundDto {
  @ApiPropertyOptional({
    description: 'Day, month, year or financial year',
    examples: ['2026-03-31', '2026-03', '2026', '2026/27'],
  })
  @Must(
    'oneDate',
    (_, dto) => waysToDate(dto) === 1,
    'Enter the date it took effect, or the first and last day it may have been, or say that it has been so since before our records',
  )
  @Must(
    'statedDate',
    (value) => value === undefined || parses(parseStatedDate)(value),
    'Date must be a real date, month, year or financial year, like 2026-03-31, 2026-03, 2026 or 2026/27',
  )
  effectiveOn?: string;

  @ApiPropertyOptional({ description: 'First day it may have been', example: '2025-07-15' })
  @Must(
    'span',
    (value, { effectiveTo }) =>
      (value === undefined && effectiveTo === undefined) || parses(parseIsoDate)(value),
    'First day must be a real date, like 2026-03-31',
  )
  effectiveFrom?: string;

  @ApiPropertyOptional({ description: 'Last day it may have been', example: '2026-07-08' })
  @Must(
    'span',
    (value, { effectiveFrom }) =>
      (value === undefined && effectiveFrom === undefined) || parses(parseIsoDate)(value),
    'Last day must be a real date, like 2026-03-31',
  )
  @Must(
    'spanInOrder',
    (value, { effectiveFrom }) =>
      typeof value !== 'string' || effectiveFrom === undefined || effectiveFrom <= value,
    'Last day must be the same as or after the first day',
  )
  effectiveTo?: string;

  @ApiPropertyOptional({ description: 'It has been so since before our records' })
  @IsOptional()
  @IsBoolean({ message: 'Select yes if it has been so since before our records' })
  sinceBeforeRecords?: boolean;

  protected basis(): OrderBasis {
    return { when: this.occurrence(), ...this.background() };
  }

  private occurrence(): Occurrence {
    const { effectiveOn, effectiveFrom, effectiveTo } = this;
    if (effectiveFrom !== undefined && effectiveTo !== undefined) {
      return { between: [effectiveFrom as IsoDate, effectiveTo as IsoDate] };
    }
    if (effectiveOn !== undefined) return { on: effectiveOn as StatedDate };
    return { since: 'before-records' };
  }
}

/** The shape of a correction: why, and the whole entry as it should have been. */
export function correctionOf<Order extends AnyMessage, Owner extends string = OdsCode>(
  entryType: new () => { toCommand(owner: Owner): Order },
) {
  class Correction {
    @ApiProperty({ minLength: 10, maxLength: 500 })
    @IsText({ what: 'Reason', min: 10, max: 500, empty: 'Enter why you are correcting this entry' })
    reason: string;

    @ApiProperty({ type: entryType })
    @ValidateNested()
    @Type(() => entryType)
    @IsObject({ message: 'Enter the whole entry as it should be' })
    entry: InstanceType<typeof entryType>;

    toCommand(owner: Owner, factId: FactId) {
      const reason = text(this.reason);
      const order = this.entry.toCommand(owner);
      return { type: 'CorrectFact', data: { factId, reason, order } } as const;
    }
  }
  return Correction;
}

/** Takes an entry back: it was never so. */
export class RetractionDto {
  @ApiProperty({ minLength: 10, maxLength: 500 })
  @IsText({ what: 'Reason', min: 10, max: 500, empty: 'Enter why you are withdrawing this entry' })
  reason: string;

  toCommand(factId: FactId) {
    const reason = text(this.reason);
    return { type: 'RetractFact', data: { factId, reason } } as const;
  }
}
