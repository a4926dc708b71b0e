import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsNumber } from 'class-validator';
import type { Named } from '#event-sourcing';
import { correctionOf, EntryDto, Must, Numeric, parses, RetractionDto } from '#organisations';
import type { OdsCode } from '#vocabulary';
import type { AssessmentOrder } from './domain/assessment.orders.js';
import { parseEditionId, type EditionId } from './domain/instruments.js';

type Order<Type extends AssessmentOrder['type']> = Named<AssessmentOrder, Type>;

class AssessedDto extends EntryDto {
  @ApiProperty({ example: 'dma-2025', description: 'The instrument and its edition' })
  @Must(
    'edition',
    parses(parseEditionId),
    'Select an edition of an instrument that is known, like dma-2025',
  )
  edition: string;

  protected assessed(organisation: OdsCode) {
    return { organisation, edition: this.edition as EditionId, ...this.basis() };
  }
}

const isScores = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((score) => typeof score === 'number');

export class ImportAssessmentDto extends AssessedDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { 'well-led': 3.1, 'smart-foundations': 2.8 },
    description: 'By what is scored, on the scale of the instrument; left out: not known',
  })
  @Must('scores', isScores, 'Enter each score as a number, like { "well-led": 3.1 }')
  scores: Record<string, number>;

  @ApiProperty({ description: 'Whether the organisation scored itself' })
  @IsBoolean({ message: 'Select yes if the organisation scored itself' })
  selfAssessed: boolean;

  toCommand(organisation: OdsCode): Order<'ImportAssessment'> {
    const { selfAssessed } = this;
    const byName = Object.entries(this.scores).sort(([one], [other]) => (one < other ? -1 : 1));
    const scores = Object.fromEntries(byName);
    return {
      type: 'ImportAssessment',
      data: { ...this.assessed(organisation), scores, selfAssessed },
    };
  }
}

export class RecordSurveyResultDto extends AssessedDto {
  @ApiProperty({ example: 55.5, description: 'Percent of the answers that are positive' })
  @Numeric()
  @IsNumber({}, { message: 'The positive share must be a number, like 42 or 42.5' })
  positive: number;

  @ApiProperty({ example: 20, description: 'Percent of the answers that are negative' })
  @Numeric()
  @IsNumber({}, { message: 'The negative share must be a number, like 42 or 42.5' })
  negative: number;

  @ApiProperty({ example: 312, description: 'How many answered' })
  @Numeric()
  @IsInt({ message: 'The number of answers must be a whole number, like 42' })
  respondents: number;

  toCommand(organisation: OdsCode): Order<'RecordSurveyResult'> {
    const { positive, negative, respondents } = this;
    return {
      type: 'RecordSurveyResult',
      data: { ...this.assessed(organisation), positive, negative, respondents },
    };
  }
}

export class CorrectAssessmentDto extends correctionOf(ImportAssessmentDto) {}
export class CorrectSurveyResultDto extends correctionOf(RecordSurveyResultDto) {}
export class RetractAssessmentDto extends RetractionDto {}
