import type { Role } from '#vocabulary';

/** What a role is called, and what it is for: its line on the sign-in page. */
export const rolesInWords: Readonly<Record<Role, Readonly<{ name: string; does: string }>>> = {
  'trust-recorder': {
    name: 'Trust recorder',
    does: 'records go-lives, use and measurements of one trust',
  },
  'trust-approver': {
    name: 'Trust approver',
    does: 'approves and validates the benefits of one trust, and reads its entries',
  },
  'board-reader': {
    name: 'Board reader',
    does: 'reads what lies in the remit of a trust, an integrated care board, a region or England',
  },
  validator: { name: 'Validator', does: 'confirms stages of other organisations' },
  'programme-office': {
    name: 'Programme office',
    does: 'records programmes with their targets and reports, and reads all entries and imports',
  },
  'model-steward': { name: 'Model steward', does: 'publishes versions of the maturity model' },
  'reference-loader': { name: 'Reference loader', does: 'records what public sources state' },
  auditor: { name: 'Auditor', does: 'reads everything and records nothing' },
  operator: { name: 'Operator', does: 'sees only that the service runs' },
};

/** "Trust recorder 1", of the opaque id of a development identity. */
export function personInWords(id: string, role: Role): string {
  const number = id.startsWith(`${role}-`) ? ` ${id.slice(role.length + 1)}` : '';
  return `${rolesInWords[role].name}${number}`;
}
