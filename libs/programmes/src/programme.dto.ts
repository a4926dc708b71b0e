import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional } from 'class-validator';
import type { Named } from '#event-sourcing';
import {
  correctionOf,
  EntryDto,
  given,
  IsText,
  OptionalText,
  RetractionDto,
  text,
} from '#organisations';
import {
  statementKinds,
  type PartId,
  type ProgrammeId,
  type StatedDate,
  type StatementKind,
} from '#vocabulary';
import type { ProgrammeOrder } from './domain/programme.orders.js';
import { IsPart, OptionalNumber, OptionalPart, OptionalStatedDate, Words } from './fields.dto.js';

type Order<Type extends ProgrammeOrder['type']> = Named<ProgrammeOrder, Type>;

export class RegisterProgrammeDto extends EntryDto {
  @ApiProperty({ example: 'Frontline Digitisation', maxLength: 200 })
  @IsText({ what: 'Name', max: 200, empty: 'Enter the name of the programme' })
  name: string;

  @ApiProperty({ type: [String], example: ['Coverage', 'Capability', 'Convergence'] })
  @IsArray({ message: 'Enter what the programme covers, as a list' })
  @ArrayMaxSize(20, { message: 'Enter 20 areas or fewer' })
  @IsText({ what: 'Area', max: 120, empty: 'Enter what the programme covers' }, { each: true })
  scopeAreas: string[];

  @ApiPropertyOptional({ description: 'Part of the fictional demonstration' })
  @IsOptional()
  @IsBoolean({ message: 'Select whether it belongs to the demonstration' })
  demonstration?: boolean;

  toCommand(programme: ProgrammeId): Order<'RegisterProgramme'> {
    const [name, scopeAreas] = [this.name.trim(), this.scopeAreas.map((area) => area.trim())];
    return {
      type: 'RegisterProgramme',
      data: {
        programme,
        name,
        scopeAreas,
        // Said only where it is so, as it is of most programmes not.
        ...given({ demonstration: this.demonstration === true ? true : undefined }),
        ...this.basis(),
      },
    };
  }
}

export class MakeProgrammeStatementDto extends EntryDto {
  @IsPart('statement')
  statement: string;

  @ApiProperty({ enum: statementKinds })
  @IsIn(statementKinds, { message: 'Select what kind of statement it is' })
  kind: StatementKind;

  @Words('Words', 500, 'Enter what was said')
  words: string;

  @OptionalPart('target', 'The target it is about')
  about?: string;

  @OptionalStatedDate('The time its figures are of')
  forDate?: string;

  @OptionalText('Unit', 40, { example: 'percent' })
  unit?: string;

  @OptionalNumber('Value')
  value?: number;

  @OptionalNumber('Numerator')
  numerator?: number;

  @OptionalNumber('Denominator')
  denominator?: number;

  toCommand(programme: ProgrammeId): Order<'MakeProgrammeStatement'> {
    const { kind, unit, value, numerator, denominator } = this;
    return {
      type: 'MakeProgrammeStatement',
      data: {
        programme,
        statement: this.statement as PartId,
        kind,
        words: text(this.words),
        ...given({
          about: this.about as PartId | undefined,
          forDate: this.forDate as StatedDate | undefined,
          unit,
          value,
          numerator,
          denominator,
        }),
        ...this.basis(),
      },
    };
  }
}

export class CorrectRegistrationOfProgrammeDto extends correctionOf(RegisterProgrammeDto) {}
export class CorrectProgrammeStatementDto extends correctionOf(MakeProgrammeStatementDto) {}
export class RetractProgrammeEntryDto extends RetractionDto {}
