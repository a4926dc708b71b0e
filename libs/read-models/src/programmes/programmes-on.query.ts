import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';

export type ProgrammeListed = Readonly<{
  programme: ProgrammeId;
  name: string;
  scopeAreas: readonly string[];
  demonstration: boolean;
  /** How many targets, definitions and cohorts it has. */
  targets: number;
  definitions: number;
  cohorts: number;
}>;

export type ProgrammesAnswer = Stamp & Readonly<{ programmes: readonly ProgrammeListed[] }>;

/** Which programmes were there on a day, of the real ones or of the demonstration? */
export class ProgrammesOn extends Query<ProgrammesAnswer> {
  constructor(
    readonly moment: Moment,
    readonly demonstration = false,
  ) {
    super();
  }
}

@QueryHandler(ProgrammesOn)
export class ProgrammesOnHandler implements IQueryHandler<ProgrammesOn> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, demonstration }: ProgrammesOn): Promise<ProgrammesAnswer> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, (ledger) => {
      const programmes = ledger.owners().flatMap((owner): ProgrammeListed[] => {
        const values = ledger.statedAt(owner, asOf);
        const registered = ofKind(values, 'programme')[0]?.value;
        if (registered?.demonstration !== demonstration) return [];
        return [
          {
            programme: owner as ProgrammeId,
            ...registered,
            targets: ofKind(values, 'target').length,
            definitions: ofKind(values, 'definition').length,
            cohorts: ofKind(values, 'cohort').length,
          },
        ];
      });
      return Promise.resolve({ ...stampOf(ledger, asOf), programmes });
    });
  }
}
