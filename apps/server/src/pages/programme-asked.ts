import { wrong } from '../api/http/problem.js';

/** As the API has it: the real trusts, unless the demonstration is asked for. */
export function isDemonstration(programme: unknown): boolean {
  if (programme === undefined || programme === '') return false;
  if (programme === 'england' || programme === 'demonstration') {
    return programme === 'demonstration';
  }
  throw wrong('?programme', 'not-a-choice', 'Enter one of: england, demonstration');
}
