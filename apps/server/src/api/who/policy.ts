import { roles, type Role } from '#vocabulary';
import { NATION, type Actor } from './actor.js';

/** Everything a route can ask leave for; each route declares one. */
export const actions = [
  /** Leave nobody needs: health, signing in, what the API is. */
  'use-the-front-door',
  /** Forms: what was typed is kept even where a session has ended, so each asks for its leave itself. */
  'open-a-form',
  /** Organisations, their EPRs, go-lives and what public sources say of them. */
  'read-public-facts',
  /** Maturity models, stages, gaps and how they moved. */
  'read-stages-and-gaps',
  /** Every entry of an organisation, and what a figure was made from. */
  'read-entries',
  /** The files and links that an organisation attached. */
  'read-evidence-files',
  /** The whole log, with who recorded what. */
  'read-the-log',
  'read-imports',
  /** Registered, renamed, moved, closed, succeeded. */
  'record-organisation',
  /** Plans, go-lives, forecasts, milestones: what public sources state too. */
  'record-public-statement',
  /** Scopes, capabilities, partner flows, declared stages, measurements, benefits. */
  'record-own-facts',
  /** Approvals, validations, rejections and write-offs of a trust's own benefits. */
  'approve-own-facts',
  /** Forecasts of benefits, which a recorder may revise a little and an approver by more. */
  'forecast-own-benefits',
  'validate-stage',
  /** How far a piece of evidence carries; the rules keep its sender from the higher grades. */
  'grade-evidence',
  'publish-model',
  /** Programmes, definitions, cohorts, targets, periods, reports, forecasts, judgements. */
  'record-programme',
  /** What public sources said of a programme. */
  'record-programme-statement',
] as const;
export type Action = (typeof actions)[number];

/** What an action is about; without an organisation it is about all of them. */
export type Resource = Readonly<{
  organisation?: Readonly<{
    code: string;
    /** Today's successors of an organisation that closed, however many steps on. */
    successors?: readonly string[];
    icb?: string;
    region?: string;
  }>;
  /** It belongs to the fictional demonstration programme. */
  demonstration?: boolean;
  /** Set where the demonstration programme is shown to everybody. */
  demonstrationOpen?: boolean;
}>;

export type Verdict =
  | 'allowed'
  /** Nobody is signed in, and somebody might be allowed. */
  | 'sign-in'
  /** The role does not do this. */
  | 'role'
  /** The role does this, for other organisations. */
  | 'organisation'
  /** As if it were not there: not even that it exists may be told. */
  | 'hidden';

/** The one place that decides who may do what. Pure; every route asks it. */
export function can(actor: Actor, action: Action, resource: Resource = {}): Verdict {
  if (isForEverybody(action)) {
    return actor.kind === 'known' && actor.role === 'operator' && action === 'read-public-facts'
      ? 'role'
      : 'allowed';
  }
  if (actor.kind === 'public') return isOpen(action, resource) ? 'allowed' : 'sign-in';
  const right = rights[action][actor.role];
  if (right === undefined) return 'role';
  // Signing in takes nothing away that everybody may see.
  return isOpen(action, resource) ? 'allowed' : right(actor, resource);
}

type ForEverybody = 'use-the-front-door' | 'open-a-form' | 'read-public-facts';

const isForEverybody = (action: Action): action is ForEverybody =>
  ['use-the-front-door', 'open-a-form', 'read-public-facts'].includes(action);

/** The demonstration programme, where it is shown to everybody. */
function isOpen(
  action: Action,
  { demonstration = false, demonstrationOpen = false }: Resource,
): boolean {
  const shown = action === 'read-stages-and-gaps' || action === 'read-entries';
  return shown && demonstration && demonstrationOpen;
}

type Known = Extract<Actor, { kind: 'known' }>;
type Right = (actor: Known, resource: Resource) => Verdict;

/** The roles that do an action, if only for some organisations; none named where everybody may. */
export const rolesThatMay = (action: Action): readonly Role[] =>
  isForEverybody(action) ? [] : roles.filter((role) => rights[action][role] !== undefined);

const always: Right = () => 'allowed';

/** The actor's own organisation, or one it succeeded; the rules judge the day of the fact. */
const isOwn = ({ organisation }: Known, { organisation: about }: Resource): boolean =>
  about !== undefined &&
  (about.code === organisation || (about.successors ?? []).includes(organisation));

const own: Right = (actor, resource) => (isOwn(actor, resource) ? 'allowed' : 'organisation');

const ownToRead: Right = (actor, resource) => (isOwn(actor, resource) ? 'allowed' : 'hidden');

/** Segregation: nobody validates their own organisation, nor one it succeeded. */
const others: Right = (actor, resource) => (isOwn(actor, resource) ? 'organisation' : 'allowed');

const inRemit: Right = (actor, { organisation: about }) => {
  if (actor.organisation === NATION) return 'allowed';
  const remits = [about?.code, about?.icb, about?.region, ...(about?.successors ?? [])];
  return remits.includes(actor.organisation) ? 'allowed' : 'hidden';
};

/** What a whole roll-up shows, a board reader of a part of the nation sees too: it is counts. */
const inRemitOrAll: Right = (actor, resource) =>
  resource.organisation === undefined ? 'allowed' : inRemit(actor, resource);

const rights: Readonly<
  Record<Exclude<Action, ForEverybody>, Partial<Readonly<Record<Role, Right>>>>
> = {
  'read-stages-and-gaps': {
    'trust-recorder': always,
    'trust-approver': always,
    'board-reader': inRemitOrAll,
    validator: always,
    'programme-office': always,
    'model-steward': always,
    auditor: always,
  },
  'read-entries': {
    'trust-recorder': ownToRead,
    'trust-approver': ownToRead,
    'board-reader': inRemit,
    validator: others,
    'programme-office': always,
    auditor: always,
  },
  // The programme office sees every entry, and the documents of nobody else.
  'read-evidence-files': {
    'trust-recorder': ownToRead,
    'trust-approver': ownToRead,
    'board-reader': inRemit,
    validator: others,
    'programme-office': ownToRead,
    auditor: always,
  },
  'read-the-log': { auditor: always },
  'read-imports': { 'programme-office': always, 'reference-loader': always, auditor: always },
  'record-organisation': { 'reference-loader': always },
  'record-public-statement': { 'trust-recorder': own, 'reference-loader': always },
  'record-own-facts': { 'trust-recorder': own },
  'approve-own-facts': { 'trust-approver': own },
  'forecast-own-benefits': { 'trust-recorder': own, 'trust-approver': own },
  'validate-stage': { validator: others },
  'grade-evidence': { 'trust-recorder': own, 'trust-approver': own, validator: others },
  'publish-model': { 'model-steward': always },
  'record-programme': { 'programme-office': always },
  'record-programme-statement': { 'programme-office': always, 'reference-loader': always },
};
