import { ApiProperty } from '@nestjs/swagger';
import type { Named } from '#event-sourcing';
import { correctionOf, RetractionDto, text } from '#organisations';
import type { OdsCode, PoolTag } from '#vocabulary';
import type { PoolOrder } from './domain/pool.orders.js';
import { BenefitEntryDto, IsNumeric, IsPool, Why } from './fields.dto.js';

class PoolDto extends BenefitEntryDto {
  @ApiProperty({ example: 'pharmacy-time' })
  @IsPool()
  pool: string;
}

export class ClaimPoolShareDto extends PoolDto {
  @IsNumeric('The share', { description: 'Above 0 and up to 1, 4 decimals', example: 0.4 })
  share: number;

  toCommand(organisation: OdsCode): Named<PoolOrder, 'ClaimPoolShare'> {
    const { share } = this;
    const data = { organisation, pool: this.pool as PoolTag, benefit: this.id, share };
    return { type: 'ClaimPoolShare', data: { ...data, ...this.basis() } };
  }
}

export class ReleasePoolShareDto extends PoolDto {
  @Why('Enter why it is released')
  why: string;

  toCommand(organisation: OdsCode): Named<PoolOrder, 'ReleasePoolShare'> {
    const why = text(this.why);
    const data = { organisation, pool: this.pool as PoolTag, benefit: this.id, why };
    return { type: 'ReleasePoolShare', data: { ...data, ...this.basis() } };
  }
}

export class CorrectPoolClaimDto extends correctionOf(ClaimPoolShareDto) {}
export class CorrectPoolReleaseDto extends correctionOf(ReleasePoolShareDto) {}
export class RetractPoolEntryDto extends RetractionDto {}
