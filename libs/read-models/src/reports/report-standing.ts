import type { LedgerValues, PublishedFigure } from '#facts';
import type { IsoDate, PartId, ProgrammeId } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind, type ProgrammeFact } from '../programmes/programme-facts.js';
import {
  differencesOf,
  inFew,
  numbersOf,
  saysTheSame,
  type NumberName,
  type Numbers,
} from './agreement.js';
import { canMove, type Grounds, type NotAgain } from './figures-again.js';
import type { FiguresKept } from './figures-kept.js';
import type { DayTouched } from './touches.js';

/** A figure of a report, worked out again at the last entry that the report includes. */
export type FigureAgain = PublishedFigure &
  Readonly<{
    outcome: 'matches' | 'differs' | 'not-re-performed';
    /** Null where it could not be worked out. */
    again: Numbers | null;
    /** The numbers that differ. */
    differs: readonly NumberName[];
    whyNot: NotAgain | null;
  }>;

/** A figure of a report as it was published, and what it is by what is known now. */
export type FigureStanding = PublishedFigure &
  Readonly<{
    report: string;
    /** `stands`: what was recorded since makes no difference to it, be it what was published or not. */
    standing: 'stands' | 'restated' | 'not-re-performed';
    /** By the same formula and versions; null where it could not be worked out. */
    now: Numbers | null;
    /** The day, in London, since which it is what it is now, and the last entry of that day. */
    restatedOn: IsoDate | null;
    restatedAt: number | null;
    note: string | null;
    /** Left out where it was worked out. */
    whyNot?: NotAgain;
  }>;

/** A report, and on what its figures rest. */
export type ReportFound = Readonly<{ fact: ProgrammeFact<'report'>; grounds: Grounds }>;

export function reportFound(
  fact: ProgrammeFact<'report'>,
  programme: ProgrammeId,
  { demonstration }: LedgerValues['programme'],
): ReportFound {
  const { asOf, models, definitions, cohorts } = fact.value;
  const versions = { models, definitions, cohorts };
  return { fact, grounds: { programme, demonstration, asOf, versions } };
}

/** Works out every figure of a report at the entry, the day and the versions it names. */
export async function performAgain(
  kept: FiguresKept,
  report: ReportFound,
): Promise<readonly FigureAgain[]> {
  const { entry, figures } = report.fact.value;
  const again = await kept.at(entry, report);
  return figures.map((figure, index) => {
    const own = again[index] ?? 'figure-unknown';
    if (typeof own === 'string') {
      return { ...figure, outcome: 'not-re-performed', again: null, differs: [], whyNot: own };
    }
    const differs = differencesOf(numbersOf(figure), own);
    const outcome = differs.length === 0 ? 'matches' : 'differs';
    return { ...figure, outcome, again: own, differs, whyNot: null };
  });
}

/** What the ledger shows of a report now: its figures by what is known, and the days since. */
export type ReportNow = ReportFound &
  Readonly<{
    now: readonly (Numbers | NotAgain)[];
    /** The days after its last entry on which anything up to its day was recorded, newest first. */
    days: readonly DayTouched[];
  }>;

export async function reportNow(
  kept: FiguresKept,
  ledger: LedgerAt,
  found: ReportFound,
): Promise<ReportNow> {
  const touches = await kept.touchesOf(ledger, found);
  return { ...found, now: await kept.in(ledger, found), days: touches.days() };
}

/** The reports on some periods of a programme, in the order of its facts. */
export async function reportsNow(
  kept: FiguresKept,
  ledger: LedgerAt,
  {
    programme,
    registered,
    facts,
    periods,
  }: Readonly<{
    programme: ProgrammeId;
    registered: ProgrammeFact<'programme'>;
    facts: readonly ProgrammeFact[];
    periods: readonly PartId[];
  }>,
): Promise<readonly ReportNow[]> {
  const reports: ReportNow[] = [];
  for (const fact of ofKind(facts, 'report')) {
    if (!periods.some((period) => period === fact.value.period)) continue;
    const found = reportFound(fact, programme, registered.value);
    reports.push(await reportNow(kept, ledger, found));
  }
  return reports;
}

/**
 * Whether each figure is another now; null where it cannot be worked out again. Since when is not looked
 * for: that takes all figures of the report on every day since.
 */
export async function restatedIn(
  kept: FiguresKept,
  { now, days, ...report }: ReportNow,
): Promise<readonly (boolean | null)[]> {
  const then = days.length === 0 ? now : await kept.at(report.fact.value.entry, report);
  const { figures } = report.fact.value;
  return figures.map((figure, index) => {
    const is = now[index];
    return typeof is === 'object' ? !isSame(figure, then[index], is) : null;
  });
}

/**
 * Sets each figure beside what it is now. Where the two differ, the days since are gone through
 * backwards to the first on which it was not yet what it is now; a day on which nothing was touched that
 * the figure can rest on is passed over, as it left the figure what it was.
 */
export async function standingsOf(
  kept: FiguresKept,
  { now, days, ...report }: ReportNow,
): Promise<readonly FigureStanding[]> {
  const { fact } = report;
  const { entry, figures } = fact.value;
  const then = days.length === 0 ? now : await kept.at(entry, report);
  let open = figures.flatMap((figure, index) => {
    const is = now[index];
    return isSame(figure, then[index], is) ? [] : [{ figure, index, is }];
  });
  const since = new Map<number, DayTouched>();
  for (const [place, day] of days.entries()) {
    const may = open.filter(({ figure }) => [...day.kinds].some((kind) => canMove(figure, kind)));
    if (may.length === 0) continue;
    const those = may.map(({ figure }) => figure);
    const earlier = await kept.at(days[place + 1]?.entry ?? entry, report, those);
    for (const [which, { figure, index, is }] of may.entries()) {
      if (!isSame(figure, earlier[which], is)) since.set(index, day);
    }
    open = open.filter(({ index }) => !since.has(index));
  }
  return figures.map((figure, index) => {
    const [is, day] = [now[index] ?? 'figure-unknown', since.get(index)];
    return { report: fact.subject, ...figure, ...standingOf(is, day) };
  });
}

/** Whether a figure comes to what was published by what is known now, as its re-performance judges. */
export const isAsPublished = ({ now, ...published }: FigureStanding): boolean =>
  now !== null && differencesOf(numbersOf(published), now).length === 0;

type Standing = Omit<FigureStanding, 'report' | keyof PublishedFigure>;

function standingOf(now: Numbers | NotAgain, since: DayTouched | undefined): Standing {
  const none = { restatedOn: null, restatedAt: null, note: null };
  if (typeof now === 'string') {
    return { standing: 'not-re-performed', now: null, ...none, whyNot: now };
  }
  if (since === undefined) return { standing: 'stands', now, ...none };
  const { day: restatedOn, entry: restatedAt } = since;
  const note = `restated to ${inFew(now)} on ${restatedOn}`;
  return { standing: 'restated', now, restatedOn, restatedAt, note };
}

type Worked = Numbers | NotAgain | undefined;

const isSame = (figure: PublishedFigure, one: Worked, other: Worked): boolean =>
  typeof one === 'object' && typeof other === 'object'
    ? saysTheSame(numbersOf(figure), one, other)
    : one === other;
