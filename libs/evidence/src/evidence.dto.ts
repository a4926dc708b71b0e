import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUrl } from 'class-validator';
import type { Named } from '#event-sourcing';
import {
  correctionOf,
  EntryDto,
  freeText,
  given,
  IsDay,
  IsText,
  Must,
  Numeric,
  OptionalText,
  parses,
  RetractionDto,
  text,
} from '#organisations';
import { parseEvidenceId, type EvidenceId, type IsoDate, type OdsCode } from '#vocabulary';
import { evidenceGrades, type EvidenceGrade } from './domain/evidence.events.js';
import type { EvidenceOrder } from './domain/evidence.orders.js';
import { evidenceIdOf } from './evidence-id.js';

type Order<Type extends EvidenceOrder['type']> = Named<EvidenceOrder, Type>;

const isSha256 = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const IsEvidenceId = () =>
  Must('evidenceId', parses(parseEvidenceId), 'Enter evidence like EV-RXX-3F2A9C01B7D4');

export class AttachEvidenceDto extends EntryDto {
  @ApiProperty({ example: 'Medicines report of the EPR, March 2026', maxLength: 200 })
  @IsText({ what: 'Title', max: 200, empty: 'Enter what this document is called' })
  title: string;

  @ApiPropertyOptional({ description: 'Of a file uploaded before: its SHA-256 in lower-case hex' })
  @Must(
    'fileOrLink',
    (value, dto) => (value === undefined) !== ((dto as AttachEvidenceDto).url === undefined),
    'Attach a file or a link, and one of them only',
  )
  @Must(
    'sha256',
    (value) => value === undefined || isSha256(value),
    'Enter the SHA-256 that the upload of the file was answered with',
  )
  sha256?: string;

  @ApiPropertyOptional({ example: 'https://www.example.org/board/2026-03.pdf' })
  @IsOptional()
  @IsUrl(
    { protocols: ['https'], require_protocol: true, disallow_auth: true },
    { message: 'Enter a link that starts with https://' },
  )
  url?: string;

  @ApiPropertyOptional({ example: '2026-03-01', description: 'First day that it speaks of' })
  @Must(
    'period',
    (value, dto) => (value === undefined) === ((dto as AttachEvidenceDto).periodTo === undefined),
    'Enter the first and the last day that it speaks of, or neither',
  )
  @IsOptional()
  @IsDay('The first day that it speaks of')
  periodFrom?: string;

  @ApiPropertyOptional({ example: '2026-03-31', description: 'Last day that it speaks of' })
  @IsOptional()
  @IsDay('The last day that it speaks of')
  periodTo?: string;

  @ApiPropertyOptional({ example: '2028-03-31', description: 'The last day on which it counts' })
  @IsOptional()
  @IsDay('The last day on which it counts')
  validUntil?: string;

  toCommand(organisation: OdsCode): Order<'AttachEvidence'> {
    const { sha256, periodFrom, periodTo } = this;
    const url = this.url === undefined ? undefined : new URL(this.url).href;
    const period =
      periodFrom === undefined
        ? undefined
        : { from: periodFrom as IsoDate, to: periodTo as IsoDate };
    return {
      type: 'AttachEvidence',
      data: {
        organisation,
        evidenceId: evidenceIdOf(
          organisation,
          url === undefined ? { sha256: sha256 ?? '' } : { url },
        ),
        title: text(this.title),
        ...given({ sha256, url, period, validUntil: this.validUntil as IsoDate | undefined }),
        ...this.basis(),
      },
    };
  }
}

/** What is said about evidence that is attached. */
class AboutEvidenceDto extends EntryDto {
  @ApiProperty({ example: 'EV-RXX-3F2A9C01B7D4' })
  @IsEvidenceId()
  evidenceId: string;

  protected about(organisation: OdsCode) {
    return { organisation, evidenceId: this.evidenceId as EvidenceId, ...this.basis() };
  }
}

export class GradeEvidenceDto extends AboutEvidenceDto {
  @ApiProperty({
    enum: evidenceGrades,
    description: '0 assertion, 1 self-declared, 2 report of a system, 3 validated from outside',
  })
  @Numeric()
  @IsIn(evidenceGrades, { message: 'The grade must be 0, 1, 2 or 3' })
  grade: EvidenceGrade;

  @OptionalText('Why', 500, { description: 'What the grade rests on' })
  why?: string;

  toCommand(organisation: OdsCode): Order<'GradeEvidence'> {
    const { grade } = this;
    return {
      type: 'GradeEvidence',
      data: { ...this.about(organisation), grade, ...given({ why: freeText(this.why) }) },
    };
  }
}

export class WithdrawEvidenceDto extends AboutEvidenceDto {
  @ApiProperty({ minLength: 10, maxLength: 500 })
  @IsText({ what: 'Reason', min: 10, max: 500, empty: 'Enter why this evidence is withdrawn' })
  why: string;

  toCommand(organisation: OdsCode): Order<'WithdrawEvidence'> {
    return {
      type: 'WithdrawEvidence',
      data: { ...this.about(organisation), why: text(this.why) },
    };
  }
}

export class CorrectAttachmentDto extends correctionOf(AttachEvidenceDto) {}
export class CorrectGradeDto extends correctionOf(GradeEvidenceDto) {}
export class CorrectEvidenceWithdrawalDto extends correctionOf(WithdrawEvidenceDto) {}
export class RetractEvidenceEntryDto extends RetractionDto {}
