import { roles, type Role } from '#vocabulary';
import { NATION } from './actor.js';

/** Somebody to be while developing. */
export type Person = Readonly<{
  id: string;
  role: Role;
  /** Whom they act for until they say otherwise; people of a trust have to say. */
  organisation?: string;
}>;

/** NHS England, as the Organisation Data Service codes it; no entry of our records. */
export const NHS_ENGLAND = 'X26';

/** Two of each role, so that four eyes can be tried. */
export const developmentPeople: readonly Person[] = roles.flatMap((role) =>
  [1, 2].map((number) => ({ id: `${role}-${String(number)}`, role, ...homeOf(role) })),
);

export const isOfATrust = ({ role }: Person): boolean => role.startsWith('trust-');

function homeOf(role: Role): Pick<Person, 'organisation'> {
  if (role.startsWith('trust-')) return {};
  return { organisation: role === 'board-reader' ? NATION : NHS_ENGLAND };
}
