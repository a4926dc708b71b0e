import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Named } from '#event-sourcing';
import { odsCode, trustTypes, type IsoDate, type OdsCode, type TrustType } from '#vocabulary';
import type { OrganisationOrder } from './domain/organisation.decider.js';
import type { OrganisationKind, Succession } from './domain/organisation.events.js';
import { BackgroundDto, correctionOf, EntryDto, RetractionDto } from './entry.dto.js';
import { given, IsDay, IsOdsCode, IsText, OptionalText } from './fields.dto.js';

const kinds: readonly OrganisationKind[] = ['trust', 'icb', 'region'];
const successions: readonly Succession[] = ['merger', 'acquisition', 'split'];
const IsName = () =>
  IsText({ what: 'Name', min: 3, max: 200, empty: 'Enter a name of 3 to 200 characters' });
const typeMessage = { message: 'Select the type of the trust' };

const optionalCode = (code: string | undefined): OdsCode | undefined =>
  code === undefined ? undefined : odsCode(code);

/** The ICB and the region an organisation belongs to. */
class PlacedDto extends EntryDto {
  @ApiPropertyOptional({ description: 'Left out: in none', example: 'QWO' })
  @IsOptional()
  @IsOdsCode()
  icb?: string;

  @ApiPropertyOptional({ example: 'Y63' })
  @IsOptional()
  @IsOdsCode()
  region?: string;

  protected place() {
    return given({ icb: optionalCode(this.icb), region: optionalCode(this.region) });
  }
}

export class RegisterOrganisationDto extends PlacedDto {
  @ApiProperty({ enum: kinds })
  @IsIn(kinds, { message: 'Select whether it is a trust, an ICB or a region' })
  kind: OrganisationKind;

  @ApiProperty({ example: 'Airedale NHS Foundation Trust', minLength: 3, maxLength: 200 })
  @IsName()
  name: string;

  @ApiPropertyOptional({ enum: trustTypes })
  @IsOptional()
  @IsIn(trustTypes, typeMessage)
  trustType?: TrustType;

  @OptionalText('Subtype', 100, { example: 'Acute - Large' })
  trustSubtype?: string;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'RegisterOrganisation'> {
    const { kind, name, trustType, trustSubtype } = this;
    return {
      type: 'RegisterOrganisation',
      data: {
        organisation,
        kind,
        name: name.trim(),
        ...given({ trustType, trustSubtype }),
        ...this.place(),
        ...this.basis(),
      },
    };
  }
}

export class RenameOrganisationDto extends EntryDto {
  @ApiProperty({ example: 'Kingston and Richmond NHS Foundation Trust' })
  @IsName()
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

  @OptionalText('Subtype', 100, { example: 'Acute - Large' })
  trustSubtype?: string;

  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'ReclassifyOrganisation'> {
    const { trustType, trustSubtype } = this;
    return {
      type: 'ReclassifyOrganisation',
      data: {
        organisation,
        trustType,
        ...given({ trustSubtype }),
        ...this.basis(),
      },
    };
  }
}

export class MoveOrganisationToIcbDto extends PlacedDto {
  toCommand(organisation: OdsCode): Named<OrganisationOrder, 'MoveOrganisationToIcb'> {
    return {
      type: 'MoveOrganisationToIcb',
      data: { organisation, ...this.place(), ...this.basis() },
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
