import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  packId,
  type IsoDate,
  type PackFrozen,
  type PackSection,
  type ProgrammeId,
  type Role,
} from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import {
  factsOfProgramme,
  ofKind,
  statedIn,
  type ProgrammeFact,
  type Stated,
} from './programme-facts.js';

/** A sign-off of a pack as it was given; it stands until it is withdrawn. */
export type PackSignOff = Stated &
  Omit<PackFrozen, 'entry'> &
  Readonly<{
    /** "2026-09-30.25293.1", as its address has it; with the sections it is told apart by. */
    pack: string;
    sections: readonly PackSection[];
    /** The last entry that the pack includes. */
    includes: number;
    /** SHA-256 of the manifest of its files, in hexadecimal. */
    manifest: string;
    statement: string;
    authorRole: Role;
    stands: boolean;
    /** Since when it holds no more, why, and the entry that says so. */
    withdrawn?: Readonly<{ on: IsoDate; why: string; entry: number }>;
  }>;

export type PackSignOffsAnswer = Stamp &
  Readonly<{ programme: ProgrammeId; signOffs: readonly PackSignOff[] }>;

/** Which packs of a programme were signed off by a day, the first of them first? Undefined for no programme. */
export class PackSignOffs extends Query<PackSignOffsAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(PackSignOffs)
export class PackSignOffsHandler implements IQueryHandler<PackSignOffs> {
  constructor(private readonly ledger: Ledger) {}

  execute({ programme, moment }: PackSignOffs): Promise<PackSignOffsAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const facts = await factsOfProgramme(ledger, programme, asOf);
      if (ofKind(facts, 'programme').length === 0) return undefined;
      const said = ofKind(facts, 'pack-sign-off');
      const signOffs = said
        .filter(({ value }) => value.signed)
        .map((fact) => signOffIn(fact, withdrawalOf(fact, said)));
      return { ...stampOf(ledger, asOf), programme, signOffs };
    });
  }
}

type Said = ProgrammeFact<'pack-sign-off'>;

/** What the same role said of the same pack next, by its entry, if that takes the sign-off back. */
function withdrawalOf({ subject, value, firstEntry }: Said, said: readonly Said[]) {
  const [next] = said
    .filter(
      (each) =>
        each.firstEntry > firstEntry &&
        each.subject === subject &&
        each.value.authorRole === value.authorRole,
    )
    .toSorted((one, other) => one.firstEntry - other.firstEntry);
  return next?.value.signed === false ? next : undefined;
}

function signOffIn(fact: Said, withdrawal: Said | undefined): PackSignOff {
  const { pack, manifest = '', words: statement, authorRole } = fact.value;
  const { day, entry: includes, formulas, sections } = pack;
  return {
    ...{ pack: packId(pack), day, includes, formulas, sections },
    ...{ manifest, statement, authorRole, stands: withdrawal === undefined },
    ...(withdrawal && {
      withdrawn: {
        on: withdrawal.effective.latest,
        why: withdrawal.value.words,
        entry: withdrawal.firstEntry,
      },
    }),
    ...statedIn(fact),
  };
}
