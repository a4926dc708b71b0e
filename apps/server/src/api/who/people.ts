import { roles, type Role } from '#vocabulary';
import { NATION } from './actor.js';

/** Somebody to be while developing; two of each role, so that four eyes can be tried. */
export type Person = Readonly<{ id: string; role: Role; organisation: string }>;

/** `homeTrust` is where the people of a trust work until they say otherwise. */
export const developmentPeople = (homeTrust: string): readonly Person[] =>
  roles.flatMap((role) =>
    [1, 2].map((number) => ({
      id: `${role}-${String(number)}`,
      role,
      organisation: role.startsWith('trust-') ? homeTrust : (homes[role] ?? NATION),
    })),
  );

/** X26 is NHS England, as the Organisation Data Service codes it. */
const homes: Partial<Record<Role, string>> = {
  validator: 'X26',
  'programme-office': 'X26',
  'model-steward': 'X26',
  'reference-loader': 'X26',
  auditor: 'X26',
  operator: 'X26',
};
