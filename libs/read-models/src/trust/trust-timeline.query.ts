import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import type { BenefitId, IsoDate, OdsCode, PoolTag } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { measuredKinds } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { factsOf, newestDayFirst, placesOf, type TimelineFact } from './timeline-facts.js';

export type TimelineAnswer = Stamp &
  Readonly<{
    organisation: OrganisationOn;
    /** How many are shown, of how many known with a day up to `asOf`. */
    numerator: number;
    denominator: number;
    facts: readonly TimelineFact[];
  }>;

/**
 * Everything that was ever said of a trust, or of one of its benefits, newest day first. Undefined for
 * an unknown code, and for what is, and was, no benefit of it.
 */
export class TrustTimeline extends Query<TimelineAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly shown: Shown = {},
  ) {
    super();
  }
}

type Shown = Readonly<{
  benefit?: BenefitId;
  /** Instead of what was said of the benefit itself, what it claimed of this pool. */
  pool?: PoolTag;
  kinds?: readonly FactKind[];
  offset?: number;
  limit?: number;
  /** So many of each subject, the newest; of what is measured. */
  newestOfEach?: number;
}>;

type TimelineBody = Omit<TimelineAnswer, keyof Stamp>;

const isAbout = ({ values, history }: TimelineFact, benefit: BenefitId | undefined): boolean =>
  [values, ...history.map(({ stated }) => stated?.values ?? [])].some((all) =>
    all.some(({ subject }) => subject === benefit),
  );

@QueryHandler(TrustTimeline)
export class TrustTimelineHandler implements IQueryHandler<TrustTimeline> {
  /** Pages and short lists, while nothing new is known. */
  private readonly kept = new FigureCache<TimelineBody | undefined>(100);

  /** What was measured of late, which is longer. */
  private readonly keptSeries = new FigureCache<TimelineBody | undefined>(30);

  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment, shown }: TrustTimeline): Promise<TimelineAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const work = () => timelineAt(ledger, { code, asOf, shown });
      const kept = this.keptFor(shown);
      const body = kept ? await kept.at(ledger, { code, asOf, ...shown }, work) : await work();
      return body && { ...stampOf(ledger, asOf), ...body };
    });
  }

  private keptFor(shown: Shown): FigureCache<TimelineBody | undefined> | undefined {
    if (shown.newestOfEach !== undefined) return this.keptSeries;
    return isShort(shown) ? this.kept : undefined;
  }
}

const LONGEST_KEPT = 100;

/** What is measured every month fills a long answer, unless a page of it is asked for. */
const isShort = ({ kinds, limit = Infinity }: Shown): boolean =>
  limit <= LONGEST_KEPT || kinds?.every((kind) => !measured.has(kind)) === true;

const measured: ReadonlySet<FactKind> = new Set(measuredKinds);

async function timelineAt(
  ledger: LedgerAt,
  { code, asOf, shown }: Readonly<{ code: OdsCode; asOf: IsoDate; shown: Shown }>,
): Promise<TimelineBody | undefined> {
  const organisation = organisationOn(ledger, code, asOf);
  if (organisation === undefined) return undefined;
  const { benefit, pool } = shown;
  const homes = benefit === undefined ? [code] : homesOf(ledger, benefit);
  if (!homes.includes(code)) return undefined;
  const owner = pool ?? benefit ?? code;
  const { offset = 0, limit, newestOfEach = null } = shown;
  const size = limit !== undefined && Number.isFinite(limit) ? limit : null;
  if (pool === undefined && (size !== null || newestOfEach !== null)) {
    const page = { asOf, kinds: shown.kinds, offset, limit: size, newestOfEach };
    const { ids, denominator } = await placesOf(ledger, owner, page);
    const facts = (await factsOf(ledger, owner, { kinds: shown.kinds, ids })).sort(newestDayFirst);
    return { organisation, numerator: facts.length, denominator, facts };
  }
  const all = (await factsOf(ledger, owner, { kinds: shown.kinds }))
    .filter(({ effective }) => effective.latest <= asOf)
    .filter((fact) => pool === undefined || isAbout(fact, benefit))
    .sort(newestDayFirst);
  const facts = all.slice(offset, limit && offset + limit);
  return { organisation, numerator: facts.length, denominator: all.length, facts };
}

const homesOf = (ledger: LedgerAt, benefit: BenefitId): readonly OdsCode[] =>
  ledger.stated(benefit, 'benefit-home').map(({ value }) => value.organisation);
