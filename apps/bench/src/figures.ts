import type { AppendSpeed } from '#event-store/testing';

/** One line of the bench's table. */
export type Line = Readonly<{
  what: string;
  /** Median over the runs, with its unit; of what is measured once, that, and `detail` says so. */
  median: string;
  /** All runs, or how the times are spread, and the most memory held. */
  detail: string;
  /** What is asked for, the ceiling it is measured against, or what the peer does. */
  aim?: string;
}>;

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** The p-th percentile (0 to 100) by nearest rank. */
export const percentileOf = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
};

export const perSecond = (count: number, milliseconds: number): number =>
  Math.round((count / milliseconds) * 1000);

export const thousands = (value: number): string => Math.round(value).toLocaleString('en-GB');

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

/** Every run, to stand beside the median of all. */
export const runsInWords = (
  runs: readonly number[],
  inWords: (run: number) => string = thousands,
): string => `runs of ${runs.map(inWords).join(' · ')}`;

/** How long an append took, by the medians of what each run had, and how many each run made in a second. */
export function appendsInWords(runs: readonly Omit<AppendSpeed, 'callers'>[]): string {
  const median = (of: 'p50' | 'p99') => ms(medianOf(runs.map((run) => run[of])));
  const each = runsInWords(runs.map(({ perSecond }) => perSecond));
  return `an append took p50 ${median('p50')}, p99 ${median('p99')}; ${each}`;
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Samples the process's memory until stopped; answers the peak in MB. */
export function watchMemory(): () => number {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  return () => {
    clearInterval(timer);
    return Math.round(Math.max(peak, process.memoryUsage().rss) / 1e6);
  };
}

export function tableOf(lines: readonly Line[]): string {
  const cells = [
    ['what', 'median, or the one run', 'detail', 'aim, ceiling or peer'],
    ...lines.map(({ what, median, detail, aim }) => [what, median, detail, aim ?? '']),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
