import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { OdsCode } from '#vocabulary';
import type { Moment } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';

/** What a benefit, a piece of evidence or a programme is called. */
export type OwnerNamed = Readonly<{
  owner: string;
  kind: 'benefit' | 'evidence' | 'programme';
  title: string;
  /** Whose it is now; a programme is nobody's. */
  organisation: OdsCode | null;
  /** Of a benefit: whether its amounts are whole pence, or what else, and the unit of its measure. */
  units: Readonly<{ amounts: string; measure: string }> | null;
}>;

/** What are these owners of facts called? Those that are organisations, or have no name, are left out. */
export class OwnersNamed extends Query<readonly OwnerNamed[]> {
  constructor(
    readonly moment: Pick<Moment, 'knownAt'>,
    readonly owners: readonly string[],
  ) {
    super();
  }
}

@QueryHandler(OwnersNamed)
export class OwnersNamedHandler implements IQueryHandler<OwnersNamed> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, owners }: OwnersNamed): Promise<readonly OwnerNamed[]> {
    return this.ledger.at(moment.knownAt, (ledger) =>
      Promise.resolve([...new Set(owners)].flatMap((owner) => nameOf(ledger, owner) ?? [])),
    );
  }
}

/** By the newest statement: a name is a label, whatever the day that is asked about. */
function nameOf(ledger: LedgerAt, owner: string): OwnerNamed | undefined {
  const benefit = ledger.stated(owner, 'benefit')[0]?.value;
  if (benefit !== undefined) {
    const { title, organisation, valuedIn, measure } = benefit;
    const home = ledger.stated(owner, 'benefit-home')[0]?.value.organisation ?? organisation;
    const units = { amounts: valuedIn === 'money' ? 'pence' : measure.unit, measure: measure.unit };
    return { owner, kind: 'benefit', title, organisation: home, units };
  }
  const evidence = ledger.stated(owner, 'evidence')[0]?.value;
  if (evidence !== undefined) {
    const { title, organisation } = evidence;
    return { owner, kind: 'evidence', title, organisation, units: null };
  }
  const programme = ledger.stated(owner, 'programme')[0]?.value;
  return (
    programme && {
      owner,
      kind: 'programme',
      title: programme.name,
      organisation: null,
      units: null,
    }
  );
}
