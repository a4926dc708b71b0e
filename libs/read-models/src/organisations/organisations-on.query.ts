import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import {
  matches,
  organisationsOn,
  type OrganisationFilter,
  type OrganisationOn,
} from './organisation-on.js';
import { isSought } from './sought.js';

export type OrganisationsAnswer = Stamp &
  Readonly<{
    /** How many match, of how many of the programme and kind asked for were registered by that day. */
    numerator: number;
    denominator: number;
    organisations: readonly OrganisationOn[];
  }>;

/** Which organisations were there on a day? */
export class OrganisationsOn extends Query<OrganisationsAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: OrganisationFilter = {},
    /** Words of the name, or the code. */
    readonly sought = '',
  ) {
    super();
  }
}

@QueryHandler(OrganisationsOn)
export class OrganisationsOnHandler implements IQueryHandler<OrganisationsOn> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, filter, sought }: OrganisationsOn): Promise<OrganisationsAnswer> {
    return this.ledger.at(moment.knownAt, (ledger) => {
      const all = organisationsOn(ledger, moment.asOf);
      const { demonstration, kind } = filter;
      const asked = {
        ...(demonstration === undefined ? {} : { demonstration }),
        ...(kind === undefined ? {} : { kind }),
      };
      const organisations = all.filter((each) => matches(each, filter) && isSought(sought, each));
      return Promise.resolve({
        ...stampOf(ledger, moment.asOf),
        numerator: organisations.length,
        denominator: all.filter((each) => matches(each, asked)).length,
        organisations,
      });
    });
  }
}
