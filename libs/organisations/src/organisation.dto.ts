import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { Named } from '#event-sourcing';
import { odsCode, trustTypes, type IsoDate, type OdsCode, type TrustType } from '#vocabulary';
import type { OrganisationOrder } from './domain/organisation.decider.js';
import type { OrganisationKind, Succession } from './domain/organisation.events.js';
import {
  BackgroundDto,
  correctionOf,
  EntryDto,
  IsDay,
  IsOdsCode,
  RetractionDto,
} from './entry.dto.js';

const kinds: readonly OrganisationKind[] = ['trust', 'icb', 'region'];
const successions: readonly Succession[] = ['merger', 'acquisition', 'split'];
const nameMessage = { message: 'Enter a name of 3 to 200 characters' };
const typeMessage = { message: 'Select the type of the trust' };

const optionalCode = (code: string | undefined): OdsCode | undefined =>
  code === undefined ? undefined : odsCode(code);

export class RegisterOrganisationDto extends EntryDto {
  @ApiProperty({ enum: kinds })
  @IsIn(kinds, { message: 'Select whether it is a trust, an ICB or a region' })
  kind: OrganisationKind;

  @ApiProperty({ example: 'Airedale NHS Foundation Trust', minLength: 3, maxLength: 200 })
  @Length(3, 200, nameMessage)
  name: string;

  @ApiPropertyOptional({ enum: trustTypes })
  @IsOptional()
  @IsIn(trustTypes, typeMessage)
  trustType?: TrustType;

  @ApiPropertyOptional({ example: 'Acute - Large', maxLength: 100 })
  @IsOptional()
  @Length(1, 100, { message: 'Subtype must be 100 characters or less' })
  trustSubtype?: string;

  @ApiPropertyOptional({ example: 'QWO' })
  @IsOptional()
  @IsOdsCode()
  icb?: string;

  @ApiPropertyOptional({ example: 'Y63' })
  @IsOptional()
  @IsOdsCode()
  region?: string;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'RegisterOrganisation'> {
    const { kind, name, trustType, trustSubtype } = this;
    const [icb, region] = [optionalCode(this.icb), optionalCode(this.region)];
    return {
      type: 'RegisterOrganisation',
      data: {
        organisation,
        kind,
        name: name.trim(),
        ...(trustType === undefined ? {} : { trustType }),
        ...(trustSubtype === undefined ? {} : { trustSubtype }),
        ...(icb === undefined ? {} : { icb }),
        ...(region === undefined ? {} : { region }),
        ...this.basis(),
      },
    };
  }
}

export class RenameOrganisationDto extends EntryDto {
  @ApiProperty({ example: 'Kingston and Richmond NHS Foundation Trust' })
  @Length(3, 200, nameMessage)
  name: string;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'RenameOrganisation'> {
    return {
      type: 'RenameOrganisation',
      data: { organisation, name: this.name.trim(), ...this.basis() },
    };
  }
}

export class ReclassifyOrganisationDto extends EntryDto {
  @ApiProperty({ enum: trustTypes })
  @IsIn(trustTypes, typeMessage)
  trustType: TrustType;

  @ApiPropertyOptional({ example: 'Acute - Large', maxLength: 100 })
  @IsOptional()
  @Length(1, 100, { message: 'Subtype must be 100 characters or less' })
  trustSubtype?: string;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'ReclassifyOrganisation'> {
    const { trustType, trustSubtype } = this;
    return {
      type: 'ReclassifyOrganisation',
      data: {
        organisation,
        trustType,
        ...(trustSubtype === undefined ? {} : { trustSubtype }),
        ...this.basis(),
      },
    };
  }
}

export class MoveOrganisationToIcbDto extends EntryDto {
  @ApiPropertyOptional({ description: 'Left out: in none from then on', example: 'QWO' })
  @IsOptional()
  @IsOdsCode()
  icb?: string;

  @ApiPropertyOptional({ example: 'Y63' })
  @IsOptional()
  @IsOdsCode()
  region?: string;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'MoveOrganisationToIcb'> {
    const [icb, region] = [optionalCode(this.icb), optionalCode(this.region)];
    return {
      type: 'MoveOrganisationToIcb',
      data: {
        organisation,
        ...(icb === undefined ? {} : { icb }),
        ...(region === undefined ? {} : { region }),
        ...this.basis(),
      },
    };
  }
}

export class CloseOrganisationDto extends BackgroundDto {
  @ApiProperty({ example: '2026-03-31' })
  @IsDay('The last day')
  lastDay: string;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'CloseOrganisation'> {
    return {
      type: 'CloseOrganisation',
      data: { organisation, lastDay: this.lastDay as IsoDate, ...this.background() },
    };
  }
}

export class SucceedOrganisationDto extends EntryDto {
  @ApiProperty({ example: 'RAX' })
  @IsOdsCode()
  successor: string;

  @ApiProperty({ enum: successions })
  @IsIn(successions, { message: 'Select whether it was a merger, an acquisition or a split' })
  succession: Succession;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'SucceedOrganisation'> {
    const { succession } = this;
    return {
      type: 'SucceedOrganisation',
      data: { organisation, successor: odsCode(this.successor), succession, ...this.basis() },
    };
  }
}

export class CorrectRegistrationDto extends correctionOf(RegisterOrganisationDto) {}
export class CorrectRenamingDto extends correctionOf(RenameOrganisationDto) {}
export class CorrectReclassificationDto extends correctionOf(ReclassifyOrganisationDto) {}
export class CorrectMoveToIcbDto extends correctionOf(MoveOrganisationToIcbDto) {}
export class CorrectClosingDto extends correctionOf(CloseOrganisationDto) {}
export class CorrectSuccessionDto extends correctionOf(SucceedOrganisationDto) {}
export class RetractOrganisationEntryDto extends RetractionDto {}
