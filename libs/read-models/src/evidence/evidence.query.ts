import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { evidenceOn, type EvidenceFigure } from '#figures';
import type { OdsCode } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { evidenceOwners, usesOfEvidence, type EvidenceUse } from './evidence-uses.js';

/** A piece of evidence, and how many facts rest on it. */
export type EvidenceListed = EvidenceFigure & Readonly<{ uses: number }>;

export type EvidenceRegisterAnswer = Stamp &
  Readonly<{
    organisation: OrganisationOn;
    /** How many count on the day, of how many attached by then. */
    numerator: number;
    denominator: number;
    /** The newest document first. */
    evidence: readonly EvidenceListed[];
  }>;

/** All that an organisation has attached by a day. Undefined for an unknown code. */
export class EvidenceRegister extends Query<EvidenceRegisterAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(EvidenceRegister)
export class EvidenceRegisterHandler implements IQueryHandler<EvidenceRegister> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment }: EvidenceRegister): Promise<EvidenceRegisterAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const organisation = organisationOn(ledger, code, asOf);
      if (organisation === undefined) return undefined;
      const uses = await usesOfEvidence(ledger, code, asOf);
      const evidence = evidenceOwners(ledger, code)
        .flatMap((id) => evidenceOn(id, ledger.stated(id), asOf) ?? [])
        .map((figure) => ({ ...figure, uses: factsResting(uses, figure) }))
        .toSorted((one, other) => (one.documentOn < other.documentOn ? 1 : -1));
      return {
        ...stampOf(ledger, asOf),
        organisation,
        numerator: evidence.filter(({ state }) => state === 'counts').length,
        denominator: evidence.length,
        evidence,
      };
    });
  }
}

const factsResting = (uses: readonly EvidenceUse[], { evidenceId }: EvidenceFigure): number =>
  new Set(uses.filter((use) => use.evidenceId === evidenceId).map(({ factId }) => factId)).size;

export type EvidenceUsesAnswer = Stamp &
  Readonly<{ organisation: OrganisationOn; uses: readonly EvidenceUse[] }>;

/** What rests on the evidence of an organisation by a day. Undefined for an unknown code. */
export class EvidenceUses extends Query<EvidenceUsesAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(EvidenceUses)
export class EvidenceUsesHandler implements IQueryHandler<EvidenceUses> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment }: EvidenceUses): Promise<EvidenceUsesAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const organisation = organisationOn(ledger, code, asOf);
      if (organisation === undefined) return undefined;
      const uses = await usesOfEvidence(ledger, code, asOf);
      return { ...stampOf(ledger, asOf), organisation, uses };
    });
  }
}
