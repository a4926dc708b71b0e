import type { Role } from '#vocabulary';

/** Who asks, as far as the rules about who may do what are concerned. */
export type Actor =
  | Readonly<{ kind: 'public' }>
  | Readonly<{
      kind: 'known';
      /** Opaque; never a name. */
      id: string;
      role: Role;
      /** ODS code of the organisation acted for; ENGLAND for the nation. */
      organisation: string;
    }>;

export const PUBLIC: Actor = { kind: 'public' };

/** The remit of a national board. */
export const NATION = 'ENGLAND';

/** One person in one role for one organisation: whose keys and drafts are whose. */
export const clientOf = (actor: Actor): string =>
  actor.kind === 'known' ? `${actor.role} ${actor.id} ${actor.organisation}` : 'public';
