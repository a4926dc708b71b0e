import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { IsoDate, OdsCode } from '#vocabulary';
import {
  countsUnder,
  groupCodeOf,
  membersOf,
  successorsAreOf,
  weightOf,
  wholeOf,
  type CohortFilter,
  type Grouping,
  type Weights,
} from '../cohorts/cohort.js';
import { stampOf, type Lens, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { rollUp, type GapBody } from '../gap/gap-roll-up.query.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { isCounted, progress, type ProgressionBody } from '../progression/cohort-progress.js';
import { distribute, type StagesBody } from '../stages/stage-distribution.query.js';
import { bearsOn, eventsOf, type EventUsed } from './events-used.js';
import { figuresOf, modelUses, type Inputs } from './figures-explained.js';
import { candidatesOf, looksOnTheDay, looksOverTime, membershipUses } from './membership.js';

/** A figure of a cohort that can be explained. */
export type CohortFigure = 'gaps' | 'stages' | 'progression';

/** One trust's part in the figure of a cohort; also that of one which does not count, and why not. */
export type TrustExplained = Readonly<{
  code: OdsCode;
  name: string;
  counts: boolean;
  /** Itself; in the lens `as-is`, its successor. */
  countsUnder: OdsCode;
  /** The group it is in; null where it does not count. */
  group: string | null;
  weight: number;
  icb: OdsCode | null;
  region: OdsCode | null;
  /** All that succeeded it since, for whoever may read on their behalf. */
  successors: readonly OdsCode[];
  inputs: Inputs | null;
  events: readonly EventUsed[];
}>;

export type CohortExplanation = Stamp &
  Readonly<{
    figure: CohortFigure;
    capability: string | null;
    /** The day whose successors the lens `as-is` counts under; null for `as-was`. */
    successorsOn: IsoDate | null;
    /** The figure itself, with its cohort. */
    answer: GapBody | Omit<StagesBody, 'trusts'> | Omit<ProgressionBody, 'trusts'>;
    /** What concerns all trusts: the model. */
    events: readonly EventUsed[];
    /** Without any event that is listed here or above, on any page, the answer would be the same. */
    trusts: readonly TrustExplained[];
    /** Trusts on this page, of all that are explained. */
    numerator: number;
    denominator: number;
    /** The last trust of this page, where another follows. */
    next: OdsCode | null;
  }>;

export type CohortQuestion = Readonly<{
  figure: CohortFigure;
  filter: CohortFilter;
  /** Progression counts the nation, whatever is said here. */
  by?: Grouping;
  lens?: Lens;
  weights?: Weights;
}>;

export type PartOfExplanation = Readonly<{
  /** One trust only; as is, with all that counts under its successor. */
  organisation?: OdsCode;
  capability?: string;
  after?: string;
  limit: number;
}>;

/** Which trusts, inputs and events is the figure of a cohort made from? A page of trusts at a time. */
export class ExplainCohort extends Query<CohortExplanation> {
  constructor(
    readonly question: CohortQuestion,
    readonly moment: Moment,
    readonly part: PartOfExplanation,
  ) {
    super();
  }
}

@QueryHandler(ExplainCohort)
export class ExplainCohortHandler implements IQueryHandler<ExplainCohort> {
  constructor(private readonly ledger: Ledger) {}

  execute({ question, moment, part }: ExplainCohort): Promise<CohortExplanation> {
    const { asOf, knownAt } = moment;
    const { by = 'nation', lens = 'as-was', weights = 'equal', ...rest } = question;
    const asked = { ...rest, by, lens, weights };
    return this.ledger.at(knownAt, async (ledger) => {
      const { answer, places } = await answerOf(ledger, asOf, asked);
      const candidates = await candidatesOf(ledger, asOf, asked.filter.demonstration);
      const under = wholeAsked(ledger, asOf, { ...asked, organisation: part.organisation });
      const explained = candidates.filter(
        (code) =>
          under === undefined ||
          code === part.organisation ||
          (places.get(code)?.code ?? code) === under,
      );
      const limit = Math.min(part.limit, longestPage[asked.figure]);
      const page = explained.filter((code) => code > (part.after ?? '')).slice(0, limit);
      const last = page.at(-1);
      const model = await modelUses(ledger, { figure: ofTrust[asked.figure], asOf });
      return {
        ...stampOf(ledger, asOf),
        figure: asked.figure,
        capability: part.capability ?? null,
        successorsOn: asked.lens === 'as-is' ? successorsAreOf(ledger, asOf) : null,
        answer,
        events: await eventsOf(ledger, model),
        trusts: await explain(ledger, page, { asked, asOf, places, capability: part.capability }),
        numerator: page.length,
        denominator: explained.length,
        next: last === undefined || last === explained.at(-1) ? null : last,
      };
    });
  }
}

type Asked = Required<CohortQuestion>;

/** The organisation under which each trust of the cohort counts. */
type Places = ReadonlyMap<OdsCode, OrganisationOn>;

/** Over time, a trust has some seven hundred events behind it; on one day, a hundred. */
const longestPage = { gaps: 50, stages: 50, progression: 10 } as const;

const ofTrust = { gaps: 'gap', stages: 'stage', progression: 'progression' } as const;

async function answerOf(
  ledger: LedgerAt,
  asOf: IsoDate,
  asked: Asked,
): Promise<Readonly<{ answer: CohortExplanation['answer']; places: Places }>> {
  const { figure, filter, lens } = asked;
  if (figure === 'progression') {
    const { trusts, ...answer } = await progress(ledger, asOf, asked);
    const days = answer.quarters.map(({ on }) => on);
    return { answer, places: placesOver(ledger, { trusts, days, asOf, filter, lens }) };
  }
  const places = new Map(
    membersOf(ledger, asOf, filter, lens).map(({ trust, countsUnder }) => [
      trust.code,
      countsUnder,
    ]),
  );
  if (figure === 'gaps') return { answer: await rollUp(ledger, asOf, asked), places };
  const { trusts: _, ...answer } = await distribute(ledger, asOf, asked);
  return { answer, places };
}

/** Trusts that are listed, or were counted in any quarter. */
function placesOver(ledger: LedgerAt, { trusts, days, asOf, filter, lens }: Listed): Places {
  const listed = new Set(trusts.map(({ code }) => code));
  const places = new Map<OdsCode, OrganisationOn>();
  for (const owner of ledger.ownersOf('status') as OdsCode[]) {
    const trust = organisationOn(ledger, owner, asOf);
    if (trust?.kind !== 'trust' || trust.demonstration !== filter.demonstration) continue;
    const organisation = countsUnder(ledger, trust, asOf, lens);
    const whole = { organisation, parts: [owner] };
    const counted = (day: IsoDate): boolean => isCounted(ledger, whole, day, { filter, lens });
    if (listed.has(organisation.code) || days.some(counted)) places.set(owner, organisation);
  }
  return places;
}

type Listed = Readonly<{
  trusts: ProgressionBody['trusts'];
  days: readonly IsoDate[];
  asOf: IsoDate;
  filter: CohortFilter;
  lens: Lens;
}>;

/** The one under which a trust that is asked for counts: itself or, as is, its successor of today. */
function wholeAsked(
  ledger: LedgerAt,
  asOf: IsoDate,
  { organisation, lens }: Readonly<{ organisation: OdsCode | undefined; lens: Lens }>,
): OdsCode | undefined {
  if (organisation === undefined) return undefined;
  return wholeOf(ledger, organisation, asOf, lens)?.organisation.code ?? organisation;
}

type Explaining = Readonly<{
  asked: Asked;
  asOf: IsoDate;
  places: Places;
  capability: string | undefined;
}>;

async function explain(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asked, asOf, places, capability }: Explaining,
): Promise<readonly TrustExplained[]> {
  const { figure, by, filter, lens, weights } = asked;
  const looks = figure === 'progression' ? looksOverTime : looksOnTheDay;
  const membership = await membershipUses(ledger, codes, (code) =>
    looks(ledger, code, { by, filter, lens, asOf }),
  );
  const figures = await figuresOf(
    ledger,
    codes.filter((code) => places.has(code)),
    { figure: ofTrust[figure], asOf, capability },
  );
  return Promise.all(
    codes.map(async (code): Promise<TrustExplained> => {
      const place = places.get(code);
      const own = figures.get(code);
      const trust = organisationOn(ledger, code, asOf);
      const uses = [
        ...(membership.get(code) ?? []),
        ...(own?.uses ?? []).filter(bearsOn(capability)),
      ];
      return {
        code,
        name: trust?.name ?? code,
        counts: place !== undefined,
        countsUnder: place?.code ?? code,
        group: place === undefined ? null : groupCodeOf(place, by),
        weight: weightOf(weights, code),
        icb: trust?.icb ?? null,
        region: trust?.region ?? null,
        successors: successorsOf(ledger, code),
        inputs: own?.inputs ?? null,
        events: await eventsOf(ledger, uses),
      };
    }),
  );
}

/** All of its line, whatever the day on which one followed the other. */
function successorsOf(ledger: LedgerAt, code: OdsCode): readonly OdsCode[] {
  const found = new Set<OdsCode>();
  let line: readonly OdsCode[] = [code];
  while (line.length > 0) {
    line = line
      .flatMap((each) => ledger.stated(each, 'succeeded-by'))
      .map(({ value }) => value.successor)
      .filter((each) => !found.has(each));
    for (const each of line) found.add(each);
  }
  return [...found];
}
