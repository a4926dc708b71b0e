import { ms, thousands, type Line } from './figures.js';
import { fillLedger, measureLedger } from './ledger-speed.js';

/** The ledger probe and the national gap at any asOf and knownAt, over so many facts. */
export async function ledger(url: string, facts: number): Promise<Line[]> {
  await fillLedger(url, facts);
  const speed = await measureLedger(url);
  const size = `${thousands(speed.facts)} facts in ${thousands(speed.series)} series`;
  const line = (what: string, { p50, p95, p99 }: typeof speed.probe, aim: string): Line => ({
    what: `${what}, ${size}`,
    median: ms(p50),
    detail: `p95 ${ms(p95)}, p99 ${ms(p99)}`,
    aim,
  });
  return [
    line('ledger probe, all adoption series', speed.probe, 'p95 under 80 ms at 5 million'),
    line(
      'national gap, not cached',
      speed.nationalGap,
      'under 60 ms at 1 million, 150 ms at 5 million',
    ),
    line('national gap, repeated', speed.repeated, 'under 5 ms'),
  ];
}
