import type { EventStore } from '#event-sourcing';
import { readOrganisationStanding } from '#organisations';
import { readProgramme } from '#programmes';
import { parseOdsCode, parseProgrammeId, type OdsCode, type ProgrammeId } from '#vocabulary';
import type { Problem } from '../../api/http/problem.js';
import { noSuchOrganisation } from '../../api/questions/question-desk.js';
import { noSuchProgramme } from '../not-there.js';

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Those whose records forms add to: where their pages are, and how an address names one of them. */
export type Owners<Code extends string> = Readonly<{
  /** Nobody is called as the address says. */
  unknown: (params: Params) => Problem;
  /** The routes of one of them, as Nest writes them. */
  route: string;
  /** Where the pages of the one are that an address names: "/organisations/RXX". */
  hrefIn: (params: Params) => string;
  /** Undefined where nobody is called so. */
  find: (
    store: EventStore,
    params: Params,
  ) => Promise<Readonly<{ code: Code; name: string }> | undefined>;
}>;

const odsIn = ({ ods }: Params): string => String(ods).toUpperCase();

export const organisations: Owners<OdsCode> = {
  route: 'organisations/:ods',
  unknown: (params) => noSuchOrganisation(odsIn(params)),
  hrefIn: (params) => `/organisations/${odsIn(params)}`,
  async find(store, params) {
    const code = parseOdsCode(odsIn(params));
    const standing = code && (await readOrganisationStanding(store, code));
    return code && standing && { code, name: standing.name };
  },
};

export const programmes: Owners<ProgrammeId> = {
  route: 'programmes/:programme',
  unknown: noSuchProgramme,
  hrefIn: ({ programme }) => `/programmes/${encodeURIComponent(String(programme))}`,
  async find(store, { programme }) {
    const code = parseProgrammeId(String(programme));
    const registered = code && (await readProgramme(store, code));
    return code && registered && { code, name: registered.name };
  },
};
