import { ApiProperty } from '@nestjs/swagger';
import { correctionOf, IsOdsCode, IsText, text } from '#organisations';
import { odsCode, type OdsCode, type Office } from '#vocabulary';
import { BenefitEntryDto, IsOffice, type Order } from './fields.dto.js';

export class TransferOwnershipDto extends BenefitEntryDto {
  @ApiProperty({ example: 'director-of-pharmacy', description: 'A role or a unit, never a name' })
  @IsOffice('an owner')
  owner: string;

  @ApiProperty({ example: 'Accepted in the handover of 3 March 2026', maxLength: 300 })
  @IsText({ what: 'Acceptance', max: 300, empty: 'Enter where the new owner accepted it' })
  acceptance: string;

  toCommand(organisation: OdsCode): Order<'TransferOwnership'> {
    return {
      type: 'TransferOwnership',
      data: {
        organisation,
        benefit: this.id,
        owner: this.owner as Office,
        acceptance: text(this.acceptance),
        ...this.basis(),
      },
    };
  }
}

export class TransferToSuccessorDto extends BenefitEntryDto {
  @ApiProperty({ example: 'RYY', description: 'The trust that took over' })
  @IsOdsCode()
  successor: string;

  toCommand(organisation: OdsCode): Order<'TransferToSuccessor'> {
    const successor = odsCode(this.successor);
    const data = { organisation, benefit: this.id, successor, ...this.basis() };
    return { type: 'TransferToSuccessor', data };
  }
}

export class CorrectOwnershipTransferDto extends correctionOf(TransferOwnershipDto) {}
export class CorrectSuccessorTransferDto extends correctionOf(TransferToSuccessorDto) {}
