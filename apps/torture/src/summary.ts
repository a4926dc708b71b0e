import { cpus, totalmem } from 'node:os';
import type { Entry } from './ledger.js';
import { kinds, type Kill } from './mortal.js';
import { SETTINGS } from './mortal-postgres.js';
import type { Options } from './options.js';
import type { Verdict } from './verify.js';

type Told = Readonly<{
  options: Options;
  kills: readonly Kill[];
  writingMs: number;
  receipts: number;
  ledger: ReadonlyMap<string, Entry>;
  verdict: Verdict;
  differences: readonly string[];
  postgres: string;
}>;

/** The run in a form that can be published: what was done, what was found, how to repeat it. */
export function summaryOf(told: Told): string {
  const { options, kills, verdict, differences, receipts, writingMs } = told;
  const seconds = writingMs / 1_000;
  const counts = countsOf(told.ledger);
  const recoveries = kinds.map((kind) => recoveryOf(kind, kills)).filter(Boolean);
  const { seed, writers, callers } = options;
  const { shared_buffers, max_wal_size, fsync } = SETTINGS;
  const faults = [...verdict.faults, ...differences];
  return [
    `appends acknowledged    ${n(counts.acknowledged)} to writers (${n(counts.acknowledged / seconds)}/s, recoveries included), ${n(receipts)} to people over HTTP`,
    `kills                   ${n(kills.length)} with SIGKILL in ${n(seconds)} s`,
    ...recoveries.map((line) => `  ${line}`),
    `refused                 ${n(counts.refused)} appends, someone else having been first; none is in the log`,
    `unknown outcomes        ${n(counts.lost + counts.killed)}: ${n(counts.lost)} connection lost, ${n(counts.killed)} writer killed`,
    `  the repeat found      ${n(counts.written)} written, ${n(counts.notWritten)} not written, ${n(counts.overtaken)} not written and overtaken`,
    `the log                 ${n(verdict.events)} events in ${n(verdict.streams)} streams`,
    `verified                ${faults.length === 0 ? 'every acknowledged event there exactly once with its bytes, none refused or unmeant,' : `NOT: ${n(faults.length)} faults`}`,
    ...(faults.length === 0
      ? [
          '                        revisions and positions without a gap, instants in order, read models equal to a rebuild',
        ]
      : faults.map((fault) => `  ${fault}`)),
    `seed                    ${String(seed)} (decides victims and pauses)`,
    `settings                ${String(writers)} writer processes with ${String(callers)} appends under way each; a server, a projector; shared_buffers=${shared_buffers} max_wal_size=${max_wal_size} fsync=${fsync}`,
    `on                      ${told.postgres}, Node ${process.version}, ${String(cpus().length)} cores, ${n(totalmem() / 2 ** 30)} GB`,
  ].join('\n');
}

const n = (value: number): string => Math.round(value).toLocaleString('en-GB');

function recoveryOf(kind: Kill['kind'], kills: readonly Kill[]): string {
  const times = kills.filter((kill) => kill.kind === kind).map(({ recovery }) => recovery);
  if (times.length === 0) return '';
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return `${kind.padEnd(21)} ${n(times.length)}, back after p50 ${n(at(0.5) ?? 0)} ms, p99 ${n(at(0.99) ?? 0)} ms`;
}

function countsOf(ledger: ReadonlyMap<string, Entry>) {
  const all = [...ledger.values()];
  const unknown = all.filter((entry) => entry.unknown !== undefined);
  const count = (entries: readonly Entry[], is: (entry: Entry) => boolean) =>
    entries.filter(is).length;
  return {
    acknowledged: count(all, ({ place }) => place !== undefined),
    refused: count(all, ({ refused }) => refused === true),
    lost: count(unknown, (entry) => entry.unknown === 'connection-lost'),
    killed: count(unknown, (entry) => entry.unknown === 'writer-killed'),
    written: count(unknown, ({ hadBeenWritten }) => hadBeenWritten === true),
    notWritten: count(unknown, ({ hadBeenWritten }) => hadBeenWritten === false),
    overtaken: count(unknown, ({ refused }) => refused === true),
  };
}
