import type { Role } from '#vocabulary';
import { notFound, Problem } from '../http/problem.js';
import type { Actor } from './actor.js';
import { rolesThatMay, type Action, type Verdict } from './policy.js';

/** Says how a machine would show who it is. */
export const signInFirst = (sentence: string): Problem =>
  new Problem(401, 'sign-in-first', sentence, { headers: { 'WWW-Authenticate': 'Bearer' } });

/** Why somebody may not do an action, and who may, as the problem they are answered with. */
export function refusalOf(
  verdict: Exclude<Verdict, 'allowed'>,
  actor: Actor,
  action: Action,
): Problem {
  const [role, organisation] =
    actor.kind === 'known' ? [aRole(actor.role), actor.organisation] : ['', ''];
  const refusals: Record<typeof verdict, () => Problem> = {
    'sign-in': () => signInFirst('Sign in, or send a bearer token, to do this.'),
    role: () =>
      new Problem(
        403,
        'not-this-role',
        [`As ${role} you cannot ${deeds[action]}.`, ...whoMay(action)].join(' '),
      ),
    organisation: () =>
      new Problem(
        403,
        'not-this-organisation',
        `As ${role} of ${organisation} you cannot ${deedsForOne[action] ?? `${deeds[action]} for this organisation`}.`,
      ),
    // The same whether there is such an organisation or not.
    hidden: () =>
      notFound(
        `There is nothing here that ${role} of ${organisation} sees. Ask for an organisation in your remit, or ask somebody whose remit it is in.`,
        'not-in-your-remit',
      ),
  };
  return refusals[verdict]();
}

/** "You cannot …". */
const deeds: Readonly<Record<Action, string>> = {
  'use-the-front-door': 'use this page',
  'open-a-form': 'open this form',
  'read-public-facts': 'see the pages of trusts and programmes',
  'read-stages-and-gaps': 'see stages and gaps',
  'read-entries': 'see the entries of organisations',
  'read-evidence-files': 'open evidence',
  'read-the-log': 'see the whole log',
  'read-imports': 'see imports',
  'record-organisation': 'record organisations',
  'record-public-statement': 'record plans, go-lives and milestones',
  'record-own-facts': 'record stages, use, measurements and benefits',
  'approve-own-facts': 'approve benefits or decide on their values',
  'forecast-own-benefits': 'revise forecasts of benefits',
  'validate-stage': 'validate stages',
  'grade-evidence': 'grade evidence',
  'publish-model': 'publish maturity models',
  'record-programme': 'record anything of a programme, such as its targets and reports',
  'record-programme-statement': 'record what public sources say of programmes',
};

/** Where an action on all organisations is another than on one. */
const deedsForOne: Readonly<Partial<Record<Action, string>>> = {
  'read-entries': 'see the entries of this organisation',
  'read-evidence-files': 'open the evidence of this organisation',
  'validate-stage': 'validate a stage of this organisation',
  'grade-evidence': 'grade the evidence of this organisation',
};

/** "Trust approvers can."; none for what everybody may but this one role. */
function whoMay(action: Action): readonly string[] {
  const names = rolesThatMay(action).map((role) =>
    role === 'programme-office' ? 'the programme office' : `${inWords(role)}s`,
  );
  const last = names.at(-1);
  if (last === undefined) return [];
  const before = names.slice(0, -1).join(', ');
  const all = before === '' ? last : `${before} and ${last}`;
  return [`${all.charAt(0).toUpperCase()}${all.slice(1)} can.`];
}

const inWords = (role: Role): string => role.replaceAll('-', ' ');

const aRole = (role: Role): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${inWords(role)}`;
