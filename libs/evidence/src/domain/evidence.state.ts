import { everyFact, type CurrentFact, type Facts } from '#facts';
import type { EvidenceFact } from './evidence.events.js';

/** The facts about one piece of evidence. */
export type EvidenceFacts = Facts<EvidenceFact>;
type Of<Type extends EvidenceFact['type']> = CurrentFact<Extract<EvidenceFact, { type: Type }>>;

/** What is attached, whether or not it has a say in a correction. */
export const attachedIn = (facts: EvidenceFacts): Of<'EvidenceAttached'> | undefined =>
  [...everyFact(facts)].findLast((fact) => fact.type === 'EvidenceAttached');

export const withdrawnIn = (facts: EvidenceFacts): Of<'EvidenceWithdrawn'> | undefined =>
  [...everyFact(facts)].findLast((fact) => fact.type === 'EvidenceWithdrawn');
