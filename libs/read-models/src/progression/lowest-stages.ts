import type { StageInterval } from '#figures';
import { dayBefore, type IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { level } from '../stages/stage-distribution.query.js';

/** The lowest stage, on every day, of those of these trusts that were open on it. */
export function lowestStages(
  ledger: LedgerAt,
  intervals: ReadonlyMap<string, readonly StageInterval[]>,
  upTo: IsoDate,
): readonly StageInterval[] {
  const parts = [...intervals].sort(([one], [other]) => (one < other ? -1 : 1));
  const turns = parts.flatMap(([code, own]) => [
    ...own.map(({ from }) => from),
    ...ledger.stated(code, 'status').map(({ effective }) => effective.latest),
  ]);
  const lowest: StageInterval[] = [];
  for (const day of [...new Set(turns)].filter((each) => each <= upTo).sort()) {
    const open = parts
      .filter(([code]) => organisationOn(ledger, code, day)?.open === true)
      .map(([, own]) => own.findLast(({ from }) => from <= day));
    if (lowest.length === 0 && open.every((each) => each === undefined)) continue;
    const [low = NOTHING] = open
      .map((each) => each ?? NOTHING)
      .toSorted((one, other) => level(evidenceIn(one)) - level(evidenceIn(other)));
    const last = lowest.at(-1);
    if (last === undefined || said(last) !== said(low)) lowest.push({ ...low, from: day });
  }
  return lowest.map(({ to: _, ...each }, index) => {
    const next = lowest[index + 1];
    return next === undefined ? each : { ...each, to: dayBefore(next.from) };
  });
}

/** Nobody was open, or nothing is known of who was. */
const NOTHING: Omit<StageInterval, 'from'> = { missing: [] };

type Stages = Omit<StageInterval, 'from'>;

const evidenceIn = ({ evidencedLow: low, evidencedHigh: high }: Stages) =>
  low === undefined || high === undefined
    ? ({ evidenced: 'not-reported' } as const)
    : { evidenced: { low, high } };

const said = ({ declared, evidencedLow, evidencedHigh, validated, missing }: Stages): string =>
  JSON.stringify([declared, evidencedLow, evidencedHigh, validated, missing]);
