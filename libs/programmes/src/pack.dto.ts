import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsArray } from 'class-validator';
import type { Named } from '#event-sourcing';
import { correctionOf, EntryDto, Listed, Must, parses, text } from '#organisations';
import {
  packIn,
  packSections,
  sectionsIn,
  type PackAsked,
  type PackSection,
  type ProgrammeId,
} from '#vocabulary';
import type { ProgrammeOrder } from './domain/programme.orders.js';
import { Words } from './fields.dto.js';

type Order<Type extends ProgrammeOrder['type']> = Named<ProgrammeOrder, Type>;

const IsDigest = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      description: 'SHA-256 of the manifest of the pack as it was read, in hexadecimal',
      example: 'a'.repeat(64),
    }),
    Must(
      'digest',
      (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
      'Enter the SHA-256 digest of the manifest, 64 digits and letters from a to f',
    ),
  );

/** Which pack: its address, and the sections it was made with. */
class PackEntryDto extends EntryDto {
  @ApiProperty({
    description: 'Its day, the last entry it includes, and the version of its formulas',
    example: '2026-09-30.25293.1',
  })
  @Must('pack', parses(packIn), 'Enter the pack as its address names it, like 2026-09-30.25293.1')
  pack: string;

  @ApiProperty({ enum: packSections, isArray: true, example: ['stages', 'gap'] })
  @Listed()
  @IsArray({ message: 'Enter the sections of the pack as a list' })
  @Must(
    'sections',
    (value) => Array.isArray(value) && value.length > 0 && sectionsIn(value, []) !== undefined,
    `Enter the sections of the pack, of ${packSections.join(', ')}`,
  )
  sections: PackSection[];

  protected asked(): PackAsked {
    const frozen = packIn(this.pack);
    const sections = sectionsIn(this.sections, []);
    if (frozen === undefined || sections === undefined) {
      throw new TypeError('The pack was not validated.');
    }
    return { ...frozen, sections };
  }
}

export class SignOffBoardPackDto extends PackEntryDto {
  @IsDigest()
  manifest: string;

  @Words('Statement', 500, 'Enter what you are confirming')
  statement: string;

  toCommand(programme: ProgrammeId): Order<'SignOffBoardPack'> {
    const { manifest } = this;
    const statement = text(this.statement);
    const pack = this.asked();
    return {
      type: 'SignOffBoardPack',
      data: { programme, pack, manifest, statement, ...this.basis() },
    };
  }
}

export class WithdrawPackSignOffDto extends PackEntryDto {
  @Words('Why', 500, 'Enter why the sign-off holds no more')
  why: string;

  toCommand(programme: ProgrammeId): Order<'WithdrawPackSignOff'> {
    const data = { programme, pack: this.asked(), why: text(this.why), ...this.basis() };
    return { type: 'WithdrawPackSignOff', data };
  }
}

export class CorrectPackSignOffDto extends correctionOf(SignOffBoardPackDto) {}
export class CorrectPackSignOffWithdrawalDto extends correctionOf(WithdrawPackSignOffDto) {}
