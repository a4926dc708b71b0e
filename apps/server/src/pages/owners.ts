import type { QueryBus } from '@nestjs/cqrs';
import { OwnersNamed, type Moment, type OwnerNamed } from '#read-models';
import { parseOdsCode, type OdsCode } from '#vocabulary';
import { amountInWords } from './benefits/benefit-words.js';
import type { Names } from './names.js';

/** What facts are about: a trust, a benefit, a piece of evidence or a programme. */
export type Owners = Readonly<{
  /** "Medicines report"; what has no name of its own is called as an organisation is. */
  title: (owner: string) => string;
  /** The organisation whose it is, by its name; undefined of a programme and of an organisation. */
  home: (owner: string) => string | undefined;
  /** The code of that organisation, or of the owner where it is one; undefined of a programme. */
  trust: (owner: string) => OdsCode | undefined;
  organisation: Names['organisation'];
  /** The page of a benefit, of evidence or of a programme. */
  href: (owner: string) => string | undefined;
  /** The names with the amounts of a benefit in its unit. */
  namesFor: (owner: string) => Names;
}>;

/** The owners of facts by their names, as known at the moment of the facts. */
export async function readOwners(
  queries: QueryBus,
  names: Names,
  { knownAt }: Pick<Moment, 'knownAt'>,
  owners: readonly string[],
): Promise<Owners> {
  const named = await queries.execute(new OwnersNamed({ knownAt }, owners));
  const of = new Map(named.map((each) => [each.owner, each]));
  return {
    title: (owner) => of.get(owner)?.title ?? names.organisation(owner),
    home: (owner) => {
      const organisation = of.get(owner)?.organisation ?? undefined;
      return organisation && names.organisation(organisation);
    },
    trust: (owner) =>
      of.has(owner) ? (of.get(owner)?.organisation ?? undefined) : parseOdsCode(owner),
    organisation: names.organisation,
    href: (owner) => hrefOf(of.get(owner)),
    namesFor: (owner) => {
      const units = of.get(owner)?.units ?? null;
      if (units === null) return names;
      const amount = (value: number) => amountInWords(value, units.amounts);
      return {
        ...names,
        amount,
        measured: (value) => amountInWords(value, units.measure),
      };
    },
  };
}

function hrefOf(named: OwnerNamed | undefined): string | undefined {
  if (named === undefined) return undefined;
  const { owner, kind, organisation } = named;
  if (organisation === null) return `/programmes/${owner}`;
  return `/organisations/${organisation}/${kind === 'benefit' ? 'benefits' : 'evidence'}/${owner}`;
}
