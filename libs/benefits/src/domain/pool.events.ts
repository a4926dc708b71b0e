import type { MessagesOf } from '#event-sourcing';
import type { Corrections, FactBasis } from '#facts';
import type { BenefitId, FreeText, OdsCode, PoolTag } from '#vocabulary';

/** The organisation whose benefit it is on that day. */
type Of = FactBasis & { organisation: OdsCode; pool: PoolTag; benefit: BenefitId };

/** What benefits claim of a resource that can be saved only once. */
export type PoolFact = MessagesOf<{
  /** From its day on the benefit holds this share, above 0 and up to 1, and no other. */
  PoolShareClaimed: Of & { share: number };
  PoolShareReleased: Of & { why: FreeText };
}>;

export type PoolEvent = PoolFact | Corrections<PoolFact>;
