import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import {
  correctionOf,
  EntryDto,
  freeText,
  given,
  IsCapability,
  Must,
  Numeric,
  OptionalText,
  parses,
  text,
} from '#organisations';
import {
  parseSiteCode,
  type CapabilityCode,
  type InstanceId,
  type OdsCode,
  type Partner,
  type SiteCode,
} from '#vocabulary';
import { IsInstance, IsPartner, Sites, SomeSites, type Order, WhyWithdrawn } from './fields.dto.js';

export class ScopedSiteDto {
  @ApiProperty({ example: 'RXX01' })
  @Must(
    'site',
    parses(parseSiteCode),
    'Enter a site by its code, in capital letters and digits, like RXX01',
  )
  site: string;

  @ApiPropertyOptional({
    default: 1,
    description: 'How much the site counts, for example its beds',
  })
  @IsOptional()
  @Numeric()
  @Must(
    'weight',
    (value) => typeof value === 'number' && Number.isFinite(value) && value > 0,
    'The weight of a site must be a number above 0, like 1 or 2.5',
  )
  weight?: number;
}

class CapabilityDto extends EntryDto {
  @ApiProperty({ example: 'C105' })
  @IsCapability()
  capability: string;
}

export class SetCapabilityScopeDto extends CapabilityDto {
  @ApiProperty({
    type: [ScopedSiteDto],
    description: "The trust's own code where it names no sites",
  })
  @SomeSites()
  @ValidateNested({ each: true })
  @Type(() => ScopedSiteDto)
  sites: ScopedSiteDto[];

  toCommand(organisation: OdsCode): Order<'SetCapabilityScope'> {
    const sites = this.sites.map(({ site, weight = 1 }) => ({ site: site as SiteCode, weight }));
    return {
      type: 'SetCapabilityScope',
      data: {
        organisation,
        capability: this.capability as CapabilityCode,
        sites,
        ...this.basis(),
      },
    };
  }
}

export class EnableCapabilityDto extends CapabilityDto {
  @Sites()
  sites: string[];

  @ApiPropertyOptional({ example: 'airedale-millennium', description: 'The EPR that provides it' })
  @IsOptional()
  @IsInstance()
  instance?: string;

  toCommand(organisation: OdsCode): Order<'EnableCapability'> {
    return {
      type: 'EnableCapability',
      data: {
        organisation,
        capability: this.capability as CapabilityCode,
        sites: this.sites as SiteCode[],
        ...given({ instance: this.instance as InstanceId | undefined }),
        ...this.basis(),
      },
    };
  }
}

export class WithdrawCapabilityDto extends CapabilityDto {
  @Sites('everywhere')
  sites?: string[];

  @WhyWithdrawn()
  why: string;

  toCommand(organisation: OdsCode): Order<'WithdrawCapability'> {
    return {
      type: 'WithdrawCapability',
      data: {
        organisation,
        capability: this.capability as CapabilityCode,
        ...given({ sites: this.sites as SiteCode[] | undefined }),
        why: text(this.why),
        ...this.basis(),
      },
    };
  }
}

export class EnablePartnerFlowDto extends EntryDto {
  @IsPartner()
  partner: Partner;

  @ApiProperty({ enum: ['in', 'out', 'both'] })
  @IsIn(['in', 'out', 'both'], { message: 'Select in, out or both' })
  direction: 'in' | 'out' | 'both';

  @OptionalText('Content', 500, { example: 'Discharge summaries' })
  content?: string;

  @OptionalText('Standard', 100, { example: 'FHIR UK Core' })
  standard?: string;

  toCommand(organisation: OdsCode): Order<'EnablePartnerFlow'> {
    const { partner, direction, standard } = this;
    return {
      type: 'EnablePartnerFlow',
      data: {
        organisation,
        partner,
        direction,
        ...given({ content: freeText(this.content), standard }),
        ...this.basis(),
      },
    };
  }
}

export class WithdrawPartnerFlowDto extends EntryDto {
  @IsPartner()
  partner: Partner;

  @WhyWithdrawn()
  why: string;

  toCommand(organisation: OdsCode): Order<'WithdrawPartnerFlow'> {
    return {
      type: 'WithdrawPartnerFlow',
      data: { organisation, partner: this.partner, why: text(this.why), ...this.basis() },
    };
  }
}

export class CorrectCapabilityScopeDto extends correctionOf(SetCapabilityScopeDto) {}
export class CorrectEnablementDto extends correctionOf(EnableCapabilityDto) {}
export class CorrectWithdrawalDto extends correctionOf(WithdrawCapabilityDto) {}
export class CorrectPartnerFlowDto extends correctionOf(EnablePartnerFlowDto) {}
export class CorrectPartnerFlowWithdrawalDto extends correctionOf(WithdrawPartnerFlowDto) {}
