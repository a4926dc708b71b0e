import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { cohortMembers } from '#figures';
import type { CohortCause, IsoDate, OdsCode, PartId, ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { factsOfProgramme, ofKind } from './programme-facts.js';

export type CohortMember = Readonly<{
  code: OdsCode;
  /** Its name on the day. */
  name: string;
  /** Whether it is open on the day: one that closed stays until the cohort is revised. */
  open: boolean;
  /** Since when, by which version and why it is in the cohort. */
  since: IsoDate;
  version: number;
  cause: CohortCause;
}>;

export type CohortMembersAnswer = Stamp &
  Readonly<{
    programme: ProgrammeId;
    cohort: PartId;
    version: number;
    /** How many its source counted; left out where it does not say. */
    counted?: number;
    /** Those listed, of those counted. */
    numerator: number;
    denominator: number;
    members: readonly CohortMember[];
  }>;

/** Who is in a cohort, as of a version up to the day or as of the newest? Undefined without it. */
export class CohortMembers extends Query<CohortMembersAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly cohort: PartId,
    readonly moment: Moment,
    readonly version?: number,
  ) {
    super();
  }
}

@QueryHandler(CohortMembers)
export class CohortMembersHandler implements IQueryHandler<CohortMembers> {
  constructor(private readonly ledger: Ledger) {}

  execute({
    programme,
    cohort,
    moment,
    version,
  }: CohortMembers): Promise<CohortMembersAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const facts = await factsOfProgramme(ledger, programme, asOf);
      const revision = ofKind(facts, 'cohort').findLast(
        (fact) =>
          fact.subject === cohort && (version === undefined || fact.value.version === version),
      );
      if (revision === undefined) return undefined;
      const { counted } = revision.value;
      const moves = ofKind(facts, 'cohort-member');
      const members = cohortMembers(moves, cohort, revision.value.version).map(({ code, fact }) => {
        const organisation = organisationOn(ledger, code, asOf);
        return {
          code,
          name: organisation?.name ?? code,
          open: organisation?.open ?? false,
          since: fact.effective.latest,
          version: fact.value.version,
          cause: fact.value.cause,
        };
      });
      return {
        ...stampOf(ledger, asOf),
        programme,
        cohort,
        version: revision.value.version,
        ...(counted === undefined ? {} : { counted }),
        numerator: members.length,
        denominator: counted ?? members.length,
        members,
      };
    });
  }
}
