import type { TimelineFact } from '#read-models';
import { quarterDots } from '../charts/quarter-dots.js';
import { inThousands } from '../numbers-in-words.js';
import { capital, quarterInWords } from '../stages-in-words.js';
import { cell, number, numbers, words, type Table } from '../table-view.js';
import { statuses, statusOf } from './milestone-rows.js';

/** As many as have room beside each other on a narrow screen. */
const QUARTERS_SHOWN = 10;

type Quarter = Readonly<{ name: string; facts: readonly TimelineFact[] }>;

/**
 * Milestones by the quarters of their days, up to the newest of them, as a chart and a table; nothing where all of
 * them have been so since before our records.
 */
export function milestonesByQuarter(all: readonly TimelineFact[], organisation: string) {
  const facts = all.filter(({ effective }) => effective.precision !== 'before-records');
  if (facts.length === 0) return undefined;
  const places = facts.map(placeOf);
  const last = Math.max(...places);
  const first = Math.max(Math.min(...places), last - QUARTERS_SHOWN + 1);
  const quarters = Array.from({ length: last - first + 1 }, (_, index) => ({
    name: named(first + index),
    facts: facts.filter((fact) => placeOf(fact) === first + index),
  }));
  const shown = quarters.flatMap((quarter) => quarter.facts);
  const rows = statuses
    .map((status) => ({
      name: capital(status),
      counts: quarters.map(({ facts }) => facts.filter((each) => statusOf(each) === status).length),
    }))
    .filter(({ counts }) => counts.some((count) => count > 0));
  const title = countsInWords(shown);
  const description = describe(quarters, all.length - shown.length);
  return {
    ...{ title, description },
    subtitle: `Milestones and go-lives of ${organisation}, ${spanOf(quarters)}; a plan stands in the quarter in which it was made`,
    svg: quarterDots(
      { id: 'quarters', title, description },
      quarters.map(({ name }) => name),
      rows,
    ),
    table: tableOf(quarters, rows),
  };
}

/** Quarters one after the other, from the first of the year 0. */
function placeOf({ effective: { latest } }: TimelineFact): number {
  const [year = '', month = ''] = latest.split('-');
  return Number(year) * 4 + Math.floor((Number(month) - 1) / 3);
}

const named = (place: number): string =>
  quarterInWords(`${String(Math.floor(place / 4))}-${String((place % 4) * 3 + 3)}`);

/** "2 planned, 28 achieved" */
const countsInWords = (facts: readonly TimelineFact[]): string =>
  statuses
    .map((status) => ({
      status,
      count: facts.filter((fact) => statusOf(fact) === status).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${inThousands(count)} ${status}`)
    .join(', ');

function spanOf(quarters: readonly Quarter[]): string {
  const [first, last] = [quarters[0]?.name ?? '', quarters.at(-1)?.name ?? ''];
  return first === last ? first : `from ${first} until ${last}`;
}

/** What the newest quarter has, and how many are of none that is shown. */
function describe(quarters: readonly Quarter[], earlier: number): string {
  const newest = quarters.at(-1);
  const now = newest === undefined ? '' : `${newest.name}: ${countsInWords(newest.facts)}.`;
  if (earlier === 0) return `The newest quarter is ${now}`;
  const [entries, are] = earlier === 1 ? ['entry', 'is'] : ['entries', 'are'];
  return `The newest quarter is ${now} ${inThousands(earlier)} earlier ${entries} ${are} in the list alone.`;
}

/** The newest first. */
const tableOf = (
  quarters: readonly Quarter[],
  rows: readonly Readonly<{ name: string; counts: readonly number[] }>[],
): Table => ({
  caption: 'Milestones and go-lives by quarter, newest first',
  columns: [words('Quarter'), ...rows.map(({ name }) => numbers(name))],
  rows: quarters
    .map(({ name }, index) => [cell(name), ...rows.map(({ counts }) => number(counts[index] ?? 0))])
    .toReversed(),
});
