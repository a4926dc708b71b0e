import type { Role } from '#vocabulary';
import type { Actor } from './actor.js';
import type { Action } from './policy.js';
import { refusalOf } from './refusals.js';

describe('Why somebody may not do an action', () => {
  it.each<[Role, Action, string]>([
    [
      'operator',
      'read-public-facts',
      'As an operator you cannot see the pages of trusts and programmes.',
    ],
    [
      'auditor',
      'publish-model',
      'As an auditor you cannot publish maturity models. Model stewards can.',
    ],
  ])('names who may, where anybody does: %s, %s', (role, action, sentence) => {
    expect(refusalOf('role', actor(role, 'X26'), action).detail).toBe(sentence);
  });

  it.each<[Role, Action, string]>([
    ['validator', 'read-entries', 'see the entries of this organisation.'],
    ['validator', 'read-evidence-files', 'open the evidence of this organisation.'],
    ['validator', 'validate-stage', 'validate a stage of this organisation.'],
    ['validator', 'grade-evidence', 'grade the evidence of this organisation.'],
    [
      'trust-approver',
      'approve-own-facts',
      'approve benefits or decide on their values for this organisation.',
    ],
  ])('speaks of the one organisation it is refused for: %s, %s', (role, action, deed) => {
    const { detail } = refusalOf('organisation', actor(role, 'RXX'), action);
    expect(detail).toBe(`As a ${role.replace('-', ' ')} of RXX you cannot ${deed}`);
  });
});

const actor = (role: Role, organisation: string): Actor => ({
  kind: 'known',
  id: `${role}-1`,
  role,
  organisation,
});
