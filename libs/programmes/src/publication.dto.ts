import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsNumber, ValidateNested } from 'class-validator';
import type { Named } from '#event-sourcing';
import type { PublishedFigure, VersionUsed } from '#facts';
import {
  BackgroundDto,
  correctionOf,
  EntryDto,
  given,
  IsDay,
  IsOdsCode,
  IsText,
  OptionalText,
  text,
} from '#organisations';
import { odsCode, type IsoDate, type PartId, type ProgrammeId } from '#vocabulary';
import type { ProgrammeOrder } from './domain/programme.orders.js';
import { IsAmount, IsPart, IsVersion, OptionalNumber, Words } from './fields.dto.js';

type Order<Type extends ProgrammeOrder['type']> = Named<ProgrammeOrder, Type>;

export class CloseReportingPeriodDto extends BackgroundDto {
  @IsPart('period')
  period: string;

  @ApiProperty({ example: '2026-04-01', description: 'First day of the period' })
  @IsDay('The first day of the period')
  from: string;

  @ApiProperty({ example: '2026-06-30', description: 'Last day of the period' })
  @IsDay('The last day of the period')
  to: string;

  toCommand(programme: ProgrammeId): Order<'CloseReportingPeriod'> {
    return {
      type: 'CloseReportingPeriod',
      data: {
        programme,
        period: this.period as PartId,
        from: this.from as IsoDate,
        to: this.to as IsoDate,
        ...this.background(),
      },
    };
  }
}

export class PublishedFigureDto {
  @ApiProperty({ example: 'coverage', maxLength: 120 })
  @IsText({ what: 'Figure', max: 120, empty: 'Enter which figure it is' })
  figure: string;

  @OptionalText('Subject', 120, { description: 'What of: a target, a cohort, an organisation' })
  of?: string;

  @ApiProperty({ example: 'percent', maxLength: 40 })
  @IsText({ what: 'Unit', max: 40, empty: 'Enter the unit of the figure' })
  unit: string;

  @OptionalNumber('Value')
  value?: number;

  @OptionalNumber('Numerator')
  numerator?: number;

  @OptionalNumber('Denominator')
  denominator?: number;

  @OptionalNumber('The low bound')
  low?: number;

  @OptionalNumber('The high bound')
  high?: number;

  @ApiProperty({ example: '1', maxLength: 40 })
  @IsText({ what: 'Formula version', max: 40, empty: 'Enter by which version of its formula' })
  formulaVersion: string;

  toFigure(): PublishedFigure {
    const { figure, of, unit, value, numerator, denominator, low, high, formulaVersion } = this;
    return {
      figure,
      ...given({ of }),
      unit,
      ...given({ value, numerator, denominator, low, high }),
      formulaVersion,
    };
  }
}

export class VersionUsedDto {
  @IsPart('version', 'Name of the model, definition or cohort')
  name: string;

  @IsVersion('model, definition or cohort')
  version: number;

  toVersion(): VersionUsed {
    return { name: this.name, version: this.version };
  }
}

/** A list of objects; left out, it is empty. */
const ListOf =
  (type: () => new () => object, what: string, most: number): PropertyDecorator =>
  (target, key) => {
    const decorators = [
      ApiPropertyOptional({ type: () => [type()] }),
      IsArray({ message: `Enter ${what} as a list` }),
      ArrayMaxSize(most, { message: `Enter ${String(most)} of ${what} or fewer` }),
      ValidateNested({ each: true }),
      Type(type),
    ];
    for (const decorate of decorators) decorate(target, key);
  };

export class PublishReportDto extends EntryDto {
  @IsPart('report')
  report: string;

  @IsPart('period', 'The closed period that it reports on')
  period: string;

  @ApiProperty({ example: '2026-06-30', description: 'The day its figures are of' })
  @IsDay('The day the figures are of')
  asOf: string;

  @ListOf(() => PublishedFigureDto, 'the figures', 500)
  figures: PublishedFigureDto[];

  @ListOf(() => VersionUsedDto, 'the model versions', 20)
  models: VersionUsedDto[] = [];

  @ListOf(() => VersionUsedDto, 'the definition versions', 50)
  definitions: VersionUsedDto[] = [];

  @ListOf(() => VersionUsedDto, 'the cohort versions', 50)
  cohorts: VersionUsedDto[] = [];

  toCommand(programme: ProgrammeId): Order<'PublishReport'> {
    const versions = (those: readonly VersionUsedDto[]) => those.map((each) => each.toVersion());
    return {
      type: 'PublishReport',
      data: {
        programme,
        report: this.report as PartId,
        period: this.period as PartId,
        asOf: this.asOf as IsoDate,
        figures: this.figures.map((each) => each.toFigure()),
        models: versions(this.models),
        definitions: versions(this.definitions),
        cohorts: versions(this.cohorts),
        ...this.basis(),
      },
    };
  }
}

export class TrustForecastDto {
  @ApiProperty({ example: 'RXX' })
  @IsOdsCode()
  organisation: string;

  @IsAmount('The chance', 'Chance, 0 to 1, that it misses the target')
  missing: number;
}

export class PublishForecastDto extends EntryDto {
  @IsPart('forecast')
  forecast: string;

  @IsPart('target', 'The target that trusts may miss')
  target: string;

  @ApiProperty({ example: 'slippage-reference-class/1', maxLength: 80 })
  @IsText({ what: 'Algorithm', max: 80, empty: 'Enter the algorithm and its version' })
  algorithm: string;

  @ApiProperty({ example: '2026-06-30', description: 'The day it was made for' })
  @IsDay('The day of the forecast')
  asOf: string;

  @IsAmount('Entry', 'The last entry that it includes')
  entry: number;

  @ApiProperty({ type: [Number], description: 'Chance, 0 to 1, that 0, 1, 2 … trusts miss' })
  @IsArray({ message: 'Enter the chances that 0, 1, 2 … trusts miss, as a list' })
  @ArrayNotEmpty({ message: 'Enter the chances that 0, 1, 2 … trusts miss, as a list' })
  @ArrayMaxSize(1001, { message: 'Enter the chances of 1,000 trusts or fewer' })
  @IsNumber({}, { each: true, message: 'A chance must be a number from 0 to 1' })
  distribution: number[];

  @IsAmount('The count by plans', 'How many miss by their own plans')
  insideView: number;

  @ListOf(() => TrustForecastDto, 'the trusts', 1000)
  trusts: TrustForecastDto[] = [];

  toCommand(programme: ProgrammeId): Order<'PublishForecast'> {
    return {
      type: 'PublishForecast',
      data: {
        programme,
        forecast: this.forecast as PartId,
        target: this.target as PartId,
        algorithm: this.algorithm.trim(),
        asOf: this.asOf as IsoDate,
        entry: this.entry,
        distribution: this.distribution,
        insideView: this.insideView,
        trusts: this.trusts.map(({ organisation, missing }) => ({
          organisation: odsCode(organisation),
          missing,
        })),
        ...this.basis(),
      },
    };
  }
}

export class RecordForecastJudgementDto extends EntryDto {
  @IsPart('forecast', 'The forecast it stands beside')
  forecast: string;

  @ApiProperty({ example: 'RXX' })
  @IsOdsCode()
  trust: string;

  @IsAmount('The chance', 'Chance, 0 to 1, that it misses the target')
  missing: number;

  @Words('Why', 500, 'Enter why you hold this')
  why: string;

  toCommand(programme: ProgrammeId): Order<'RecordForecastJudgement'> {
    return {
      type: 'RecordForecastJudgement',
      data: {
        programme,
        forecast: this.forecast as PartId,
        trust: odsCode(this.trust),
        missing: this.missing,
        why: text(this.why),
        ...this.basis(),
      },
    };
  }
}

export class CorrectReportingPeriodDto extends correctionOf(CloseReportingPeriodDto) {}
export class CorrectReportDto extends correctionOf(PublishReportDto) {}
export class CorrectForecastDto extends correctionOf(PublishForecastDto) {}
export class CorrectForecastJudgementDto extends correctionOf(RecordForecastJudgementDto) {}
