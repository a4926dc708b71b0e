import type { MessagesOf } from '#event-sourcing';
import type { Corrections, FactBasis, MaturityModel } from '#facts';
import type { ModelId } from '#vocabulary';

/** Everything that can happen to a maturity model. */
export type MaturityModelFact = MessagesOf<{
  /** A whole version; in force from its effective day, which may lie ahead. */
  MaturityModelPublished: FactBasis & { model: ModelId; content: MaturityModel };
}>;

export type MaturityModelEvent = MaturityModelFact | Corrections<MaturityModelFact>;
