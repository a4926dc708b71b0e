import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, Length } from 'class-validator';
import {
  correctionOf,
  EntryDto,
  freeText,
  given,
  IsStatedDate,
  Listed,
  Must,
  OptionalText,
} from '#organisations';
import {
  odsCode,
  personalDetailIn,
  type CapabilityCode,
  type InstanceId,
  type OdsCode,
  type SiteCode,
  type StatedDate,
} from '#vocabulary';
import {
  AreCapabilities,
  AreOrganisations,
  IsInstance,
  Sites,
  Supplier,
  type Order,
} from './fields.dto.js';

class InstanceDto extends EntryDto {
  @ApiProperty({ example: 'airedale-millennium', description: 'One running EPR, in our own words' })
  @IsInstance()
  instance: string;
}

const Product = () => OptionalText('Product', 100, { example: 'Millennium' });

const isFreeOfPersonalDetails = (words: unknown): boolean =>
  typeof words !== 'string' || personalDetailIn(words) === undefined;

/** The trusts that share an EPR. */
const SharedWith = () =>
  applyDecorators(
    ApiPropertyOptional({ type: [String], description: 'Trusts that share it', example: ['RXX'] }),
    IsOptional(),
    Listed(),
    IsArray(),
    ArrayMaxSize(50, { message: 'You can only enter up to 50 trusts' }),
    AreOrganisations(),
  );

type ProductFields = Readonly<{ supplier?: string; product?: string; sharedWith?: string[] }>;
const productOf = ({ supplier, product, sharedWith }: ProductFields) =>
  given({ supplier, product, sharedWith: sharedWith?.map((code) => odsCode(code)) });

/** An EPR and whose product it is. */
class EprDto extends InstanceDto {
  @Supplier()
  supplier?: string;

  @Product()
  product?: string;

  @SharedWith()
  sharedWith?: string[];
}

export class PlanDeploymentDto extends EprDto {
  @ApiPropertyOptional({ type: [String], example: ['inpatients', 'epma'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50, { message: 'You can only enter up to 50 modules' })
  @Length(1, 60, { each: true, message: 'Modules must be 60 characters or less' })
  @Must(
    'noPersonalDetails',
    (value) => !Array.isArray(value) || value.every(isFreeOfPersonalDetails),
    'Remove personal details from the modules',
  )
  modules?: string[];

  @ApiPropertyOptional({ example: '2027-03', description: 'Day, month, year or financial year' })
  @IsOptional()
  @IsStatedDate('Target date')
  plannedGoLive?: string;

  @ApiPropertyOptional({ enum: ['big-bang', 'phased'] })
  @IsOptional()
  @IsIn(['big-bang', 'phased'], { message: 'Select big bang or phased' })
  method?: 'big-bang' | 'phased';

  toCommand(organisation: OdsCode): Order<'PlanDeployment'> {
    const { instance, modules, method } = this;
    const plannedGoLive = this.plannedGoLive as StatedDate | undefined;
    return {
      type: 'PlanDeployment',
      data: {
        organisation,
        instance: instance as InstanceId,
        ...productOf(this),
        ...given({ modules, plannedGoLive, method }),
        ...this.basis(),
      },
    };
  }
}

/** Why a date moved. */
class MovedDto extends InstanceDto {
  @OptionalText('Reason', 500, {
    description: 'Why it changed; needed unless a public source leaves it out',
  })
  why?: string;
}

/** Put off or cancelled, perhaps as a statement that names no more than whose product it is. */
class EndedPlanDto extends MovedDto {
  @Supplier()
  supplier?: string;
}

export class ReviseGoLiveForecastDto extends MovedDto {
  @ApiProperty({ example: '2027-06', description: 'Day, month, year or financial year' })
  @IsStatedDate('Target date')
  plannedGoLive: string;

  toCommand(organisation: OdsCode): Order<'ReviseGoLiveForecast'> {
    return {
      type: 'ReviseGoLiveForecast',
      data: {
        organisation,
        instance: this.instance as InstanceId,
        plannedGoLive: this.plannedGoLive as StatedDate,
        ...given({ why: freeText(this.why) }),
        ...this.basis(),
      },
    };
  }
}

export class DeferGoLiveDto extends EndedPlanDto {
  @OptionalText('Module', 60, { example: 'epma', description: 'Left out: the EPR as a whole' })
  module?: string;

  @ApiPropertyOptional({ example: '2027-06', description: 'Left out: put off to no date' })
  @IsOptional()
  @IsStatedDate('Target date')
  plannedGoLive?: string;

  toCommand(organisation: OdsCode): Order<'DeferGoLive'> {
    const plannedGoLive = this.plannedGoLive as StatedDate | undefined;
    return {
      type: 'DeferGoLive',
      data: {
        organisation,
        instance: this.instance as InstanceId,
        ...given({
          module: this.module,
          supplier: this.supplier,
          plannedGoLive,
          why: freeText(this.why),
        }),
        ...this.basis(),
      },
    };
  }
}

export class CancelGoLiveDto extends EndedPlanDto {
  toCommand(organisation: OdsCode): Order<'CancelGoLive'> {
    return {
      type: 'CancelGoLive',
      data: {
        organisation,
        instance: this.instance as InstanceId,
        ...given({ supplier: this.supplier, why: freeText(this.why) }),
        ...this.basis(),
      },
    };
  }
}

export class RecordGoLiveDto extends EprDto {
  @OptionalText('Module', 60, { example: 'epma', description: 'Left out: the EPR as a whole' })
  module?: string;

  @Sites('all sites')
  sites?: string[];

  @OptionalText('Notes', 500)
  detail?: string;

  toCommand(organisation: OdsCode): Order<'RecordGoLive'> {
    const { instance, module } = this;
    const sites = this.sites as SiteCode[] | undefined;
    return {
      type: 'RecordGoLive',
      data: {
        organisation,
        instance: instance as InstanceId,
        ...productOf(this),
        ...given({ module, sites, detail: freeText(this.detail) }),
        ...this.basis(),
      },
    };
  }
}

export class ReplaceEprDto extends EntryDto {
  @ApiProperty({ example: 'airedale-systmone' })
  @IsInstance()
  fromInstance: string;

  @ApiProperty({ example: 'airedale-millennium' })
  @IsInstance()
  toInstance: string;

  @Supplier()
  supplier?: string;

  @Product()
  product?: string;

  @SharedWith()
  sharedWith?: string[];

  @ApiPropertyOptional({ type: [String], example: ['C105'], description: 'Left out: all' })
  @IsOptional()
  @Listed()
  @ArrayNotEmpty({ message: 'Select at least one capability' })
  @AreCapabilities()
  capabilities?: string[];

  toCommand(organisation: OdsCode): Order<'ReplaceEpr'> {
    return {
      type: 'ReplaceEpr',
      data: {
        organisation,
        fromInstance: this.fromInstance as InstanceId,
        toInstance: this.toInstance as InstanceId,
        ...productOf(this),
        ...given({ capabilities: this.capabilities as CapabilityCode[] | undefined }),
        ...this.basis(),
      },
    };
  }
}

export class RetireEprDto extends InstanceDto {
  @ApiPropertyOptional({
    example: 'airedale-millennium',
    description: 'What took its place; without one that is live, enter a reason',
  })
  @IsOptional()
  @IsInstance()
  successor?: string;

  toCommand(organisation: OdsCode): Order<'RetireEpr'> {
    return {
      type: 'RetireEpr',
      data: {
        organisation,
        instance: this.instance as InstanceId,
        ...given({ successor: this.successor as InstanceId | undefined }),
        ...this.basis(),
      },
    };
  }
}

export class CorrectDeploymentPlanDto extends correctionOf(PlanDeploymentDto) {}
export class CorrectGoLiveForecastDto extends correctionOf(ReviseGoLiveForecastDto) {}
export class CorrectDeferralDto extends correctionOf(DeferGoLiveDto) {}
export class CorrectCancellationDto extends correctionOf(CancelGoLiveDto) {}
export class CorrectGoLiveDto extends correctionOf(RecordGoLiveDto) {}
export class CorrectReplacementDto extends correctionOf(ReplaceEprDto) {}
export class CorrectRetirementDto extends correctionOf(RetireEprDto) {}
