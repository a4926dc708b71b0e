import type { Request } from 'express';
import type { EventUsed, PartExplained } from '#read-models';
import { parseOdsCode, type OdsCode } from '#vocabulary';
import { wrong } from '../http/problem.js';
import type { Actor } from '../who/actor.js';
import { can, type Resource } from '../who/policy.js';
import { publicKinds } from '../who/public-kinds.js';
import type { Resources } from '../who/resources.js';
import { actorOf } from '../who/who.guard.js';
import { paging } from './described.js';
import type { Question } from './question.js';
import { withoutBenefits } from './without-benefits.js';

export const ofCapability = {
  capability: 'Only what bears on this capability, like C105',
};
export const parts = {
  ...paging,
  limit: 'Trusts per page, up to 50',
  organisation: 'Only this trust (ODS code); as-is, with all that counts under its successor',
};

/** Every trust has a hundred events or more behind it. */
const LONGEST_PAGE = 50;

export function pageIn(question: Question) {
  const text = question.parameter('organisation');
  const organisation = text === undefined ? undefined : codeIn(text);
  return {
    limit: Math.min(question.limit, LONGEST_PAGE),
    ...(organisation === undefined ? {} : { organisation }),
    ...(question.after === undefined ? {} : { after: question.after }),
  };
}

function codeIn(text: string): OdsCode {
  const code = parseOdsCode(text);
  if (code !== undefined) return code;
  throw wrong('?organisation', 'not-a-code', 'Enter an ODS code that exists, like RXX');
}

/** How much of a trust's part is kept from whoever asks. */
type Withheld = Readonly<{ withheld: 'nothing' | 'events' | 'inputs and events' }>;

/** What a part shows to those who may read the stages and gaps of a trust, and not its entries. */
type OfOthers = 'inputs' | 'inputs and public events' | 'nothing';

/** The parts of a figure, each as far as who asks may read of that trust. */
export async function partsShown<Part extends PartExplained>(
  resources: Resources,
  request: Request,
  { trusts, ofOthers }: Readonly<{ trusts: readonly Part[]; ofOthers: OfOthers }>,
): Promise<readonly (Part & Withheld)[]> {
  const actor = actorOf(request);
  const programmeAsked = await resources.resourceOf(request, actor, 'read-entries');
  return trusts.map((trust) => shownTo(actor, trust, { ofOthers, programmeAsked }));
}

type Showing = Readonly<{ ofOthers: OfOthers; programmeAsked: Resource }>;

function shownTo<Part extends PartExplained>(
  actor: Actor,
  trust: Part,
  { ofOthers, programmeAsked }: Showing,
): Part & Withheld {
  const { code, icb, region, successors } = trust;
  const organisation = {
    code,
    successors,
    ...(icb === null ? {} : { icb }),
    ...(region === null ? {} : { region }),
  };
  const resource = { ...programmeAsked, organisation };
  const may = (action: 'read-entries' | 'read-stages-and-gaps'): boolean =>
    can(actor, action, resource) === 'allowed';
  if (may('read-entries')) return { ...trust, withheld: 'nothing' };
  if (ofOthers === 'nothing' || !may('read-stages-and-gaps')) {
    return { ...trust, inputs: null, events: [], withheld: 'inputs and events' };
  }
  const { inputs } = trust;
  const shown = inputs === null ? null : withoutBenefits(inputs);
  const isPublic = ({ kind }: EventUsed): boolean => publicKinds.includes(kind);
  const events = ofOthers === 'inputs' ? [] : trust.events.filter(isPublic);
  return { ...trust, inputs: shown, events, withheld: 'events' };
}

/** A row for each event, beside the trust it is listed for. */
export const eventsIn = (
  trusts: readonly Readonly<{ code: OdsCode; counts?: boolean; events: readonly EventUsed[] }>[],
): readonly object[] =>
  trusts.flatMap(({ code, counts, events }) =>
    events.map((event) => ({
      trust: code,
      ...(counts === undefined ? {} : { counts }),
      ...event,
    })),
  );
