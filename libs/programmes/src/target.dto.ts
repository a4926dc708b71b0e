import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import type { Named } from '#event-sourcing';
import { predicateIn, type TargetTerms } from '#facts';
import { correctionOf, EntryDto, given, IsText, Listed, Must, parses } from '#organisations';
import {
  cohortCauses,
  odsCode,
  parseOdsCode,
  type CohortCause,
  type PartId,
  type ProgrammeId,
  type StatedDate,
} from '#vocabulary';
import type { ProgrammeOrder } from './domain/programme.orders.js';
import { IsAmount, IsPart, IsVersion, OptionalCount, StatedDateField } from './fields.dto.js';

type Order<Type extends ProgrammeOrder['type']> = Named<ProgrammeOrder, Type>;

const MOST_TRUSTS = 1000;

const Trusts =
  (what: string): PropertyDecorator =>
  (target, key) => {
    const message = `Enter the trusts that ${what} the cohort, by their ODS codes, as a list`;
    const decorators = [
      ApiProperty({ type: [String], example: ['RXX'] }),
      Listed(),
      IsArray({ message }),
      ArrayMaxSize(MOST_TRUSTS, { message: `Enter ${String(MOST_TRUSTS)} trusts or fewer` }),
      Must('odsCode', parses(parseOdsCode), message, { each: true }),
    ];
    for (const decorate of decorators) decorate(target, key);
  };

export class ChangeTargetDefinitionDto extends EntryDto {
  @IsPart('definition')
  definition: string;

  @IsVersion('definition')
  version: number;

  @ApiProperty({ example: 'An EPR in place', maxLength: 200 })
  @IsText({ what: 'Title', max: 200, empty: 'Enter what the definition says, in words' })
  title: string;

  @ApiProperty({
    type: Object,
    description:
      'Who counts, of has, live, underWay, stageAtLeast with by, emramAtLeast, notHeld, all, any, not',
    example: { any: [{ has: 'epr-status' }, { live: 'epr' }] },
  })
  @Must(
    'predicate',
    (value) => predicateIn(value) !== undefined,
    'Enter who counts by the words of the vocabulary, like {"has": "epr-status"}',
  )
  predicate: object;

  toCommand(programme: ProgrammeId): Order<'ChangeTargetDefinition'> {
    const predicate = predicateIn(this.predicate);
    if (predicate === undefined) throw new TypeError('The predicate was not validated.');
    return {
      type: 'ChangeTargetDefinition',
      data: {
        programme,
        definition: this.definition as PartId,
        version: this.version,
        title: this.title.trim(),
        predicate,
        ...this.basis(),
      },
    };
  }
}

export class ReviseCohortDto extends EntryDto {
  @IsPart('cohort')
  cohort: string;

  @IsVersion('cohort')
  version: number;

  @ApiProperty({ enum: cohortCauses })
  @IsIn(cohortCauses, { message: 'Select why the cohort is another than before' })
  cause: CohortCause;

  @Trusts('join')
  added: string[];

  @Trusts('leave')
  removed: string[];

  @OptionalCount('The published count', 'How many the source counts, whether it lists them or not')
  counted?: number;

  toCommand(programme: ProgrammeId): Order<'ReviseCohort'> {
    return {
      type: 'ReviseCohort',
      data: {
        programme,
        cohort: this.cohort as PartId,
        version: this.version,
        cause: this.cause,
        added: this.added.map(odsCode),
        removed: this.removed.map(odsCode),
        ...given({ counted: this.counted }),
        ...this.basis(),
      },
    };
  }
}

/** What a target asks: the whole of its terms, whichever of them changed. */
class TermsDto extends EntryDto {
  @IsPart('target')
  target: string;

  @IsAmount('Value', 'In the unit of the target; a percentage from 0 to 100')
  value: number;

  @StatedDateField('Deadline')
  deadline: string;

  @IsPart('definition', 'Who counts as having reached it')
  definition: string;

  @IsVersion('definition')
  definitionVersion: number;

  @IsPart('cohort', 'Of whom it asks it')
  cohort: string;

  @IsVersion('cohort')
  cohortVersion: number;

  protected terms(programme: ProgrammeId) {
    const { value, definitionVersion, cohortVersion } = this;
    const terms: TargetTerms = {
      value,
      deadline: this.deadline as StatedDate,
      definition: this.definition as PartId,
      definitionVersion,
      cohort: this.cohort as PartId,
      cohortVersion,
    };
    return { programme, target: this.target as PartId, ...terms, ...this.basis() };
  }
}

export class SetProgrammeTargetDto extends TermsDto {
  @ApiProperty({ example: 'Trusts with an EPR', maxLength: 120 })
  @IsText({ what: 'Metric', max: 120, empty: 'Enter what is measured' })
  metric: string;

  @ApiProperty({ example: 'percent', maxLength: 40 })
  @IsText({ what: 'Unit', max: 40, empty: 'Enter the unit of the value, like percent or trusts' })
  unit: string;

  toCommand(programme: ProgrammeId): Order<'SetProgrammeTarget'> {
    const [metric, unit] = [this.metric.trim(), this.unit.trim()];
    return { type: 'SetProgrammeTarget', data: { ...this.terms(programme), metric, unit } };
  }
}

export class RebaselineProgrammeTargetDto extends TermsDto {
  toCommand(programme: ProgrammeId): Order<'RebaselineProgrammeTarget'> {
    return { type: 'RebaselineProgrammeTarget', data: this.terms(programme) };
  }
}

export class CorrectTargetDefinitionDto extends correctionOf(ChangeTargetDefinitionDto) {}
export class CorrectCohortRevisionDto extends correctionOf(ReviseCohortDto) {}
export class CorrectProgrammeTargetDto extends correctionOf(SetProgrammeTargetDto) {}
export class CorrectRebaseliningDto extends correctionOf(RebaselineProgrammeTargetDto) {}
