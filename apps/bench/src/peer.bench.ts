import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { appendsInWords, medianOf, runsInWords, thousands, type Line } from './figures.js';

type Peer = Readonly<{
  appended: number;
  appendsPerSecond: number;
  p50: number;
  p99: number;
  followed: number;
  followedPerSecond: number;
  rows: number;
  rowsPerSecond: number;
}>;

const RUNS = 3;

/** What was measured of ours in the same run, to stand beside it; unknown where that part was left out. */
export type Ours = Readonly<{ appendsAt32?: number; rebuiltPerSecond?: number }>;

/** Emmett 0.42 beside ours: appends at 32 callers, following its log, and writing it into a table. */
export async function peer(url: string, milliseconds: number, ours: Ours): Promise<Line[]> {
  const runs: Peer[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('peer.js', import.meta.url)),
      url,
      String(milliseconds),
    ]);
    runs.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Peer);
  }
  const median = (of: (run: Peer) => number) => medianOf(runs.map(of));
  const each = (of: (run: Peer) => number) => runsInWords(runs.map(of));
  // Each run reads the log from its beginning, so that it should find what all runs so far appended.
  const inLog = (upTo: number) =>
    runs.slice(0, upTo + 1).reduce((count, { appended }) => count + appended, 0);
  return [
    {
      what: 'peer: Emmett append, 32 callers',
      median: `${thousands(median((run) => run.appendsPerSecond))} events/s`,
      detail: appendsInWords(
        runs.map(({ appendsPerSecond, p50, p99 }) => ({ perSecond: appendsPerSecond, p50, p99 })),
      ),
      aim: beside(ours.appendsAt32),
    },
    {
      what: 'peer: Emmett follows its log, no rows written',
      median: `${thousands(median((run) => run.followedPerSecond))} events/s`,
      detail: `${each((run) => run.followedPerSecond)}; events it was told of, run by run: ${runs
        .map(({ followed }, run) => `${thousands(followed)} of ${thousands(inLog(run))}`)
        .join(' · ')}`,
      aim: 'all that its log holds',
    },
    {
      what: 'peer: Emmett writes its log into one table, a row an event',
      median: `${thousands(median((run) => run.rowsPerSecond))} events/s`,
      detail: `${each((run) => run.rowsPerSecond)}; rows it wrote, run by run: ${runs
        .map(({ rows }, run) => `${thousands(rows)} of ${thousands(inLog(run))}`)
        .join(' · ')}`,
      aim: `${beside(ours.rebuiltPerSecond)}, all read models with their indexes`,
    },
  ];
}

const beside = (figure: number | undefined): string =>
  `ours: ${figure === undefined ? 'not measured in this run' : `${thousands(figure)} events/s`}`;
