import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { newestFirst, type KnownFact } from '#facts';
import type { OdsCode } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from './organisation-on.js';

export type ProfileAnswer = Stamp &
  Readonly<{
    organisation: OrganisationOn;
    predecessors: readonly OdsCode[];
    /** What a source last said of its record. */
    eprStatus?: KnownFact<'epr-status'>;
    /** What runs, or ran, where. */
    live: readonly KnownFact<'live'>[];
    /** Everything said of go-lives by that day, in the order in which it was stated. */
    goLivePlans: readonly KnownFact<'go-live-plan'>[];
    milestones: readonly KnownFact<'milestone'>[];
    partnerFlows: readonly KnownFact<'partner-flow'>[];
  }>;

/** Who is this, and what is publicly known of its record? Undefined for an unknown code. */
export class OrganisationProfile extends Query<ProfileAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(OrganisationProfile)
export class OrganisationProfileHandler implements IQueryHandler<OrganisationProfile> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment: { asOf, knownAt } }: OrganisationProfile) {
    return this.ledger.at(knownAt, (ledger): Promise<ProfileAnswer | undefined> => {
      const organisation = organisationOn(ledger, code, asOf);
      if (organisation === undefined) return Promise.resolve(undefined);
      const values = ledger.statedAt(code, asOf);
      const [eprStatus] = ofKind(values, 'epr-status');
      return Promise.resolve({
        ...stampOf(ledger, asOf),
        organisation,
        predecessors: ofKind(values, 'succession-of').map(({ value }) => value.predecessor),
        ...(eprStatus && { eprStatus }),
        live: ofKind(values, 'live'),
        goLivePlans: stated(ledger.stated(code, 'go-live-plan'), asOf),
        milestones: stated(ledger.stated(code, 'milestone'), asOf),
        partnerFlows: ofKind(values, 'partner-flow'),
      });
    });
  }
}

const stated = <Fact extends KnownFact>(facts: readonly Fact[], asOf: string): Fact[] =>
  facts
    .filter(({ effective }) => effective.latest <= asOf)
    .sort((one, other) => newestFirst(other, one));
