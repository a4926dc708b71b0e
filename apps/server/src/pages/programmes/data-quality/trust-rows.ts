import type { TrustQualityLine, QualityMeasure } from '#read-models';
import { rowsShown, TALL_ROWS_SHOWN } from '../../layout/parts-shown.js';
import {
  cell,
  longWords,
  number,
  numbers,
  unknown,
  words,
  type Cell,
  type Table,
} from '../../table-view.js';
import { daysInWords, shareOfAll } from './measure-words.js';

type Asked = Readonly<{
  /** Of the address of the page, with the number of the page of rows. */
  address: Readonly<Record<string, unknown>>;
  /** Where a board reads of a trust. */
  trustHref: (code: string) => string;
}>;

type OfTrust = Readonly<{
  code: string;
  name: string;
  line: (measure: QualityMeasure, of: string) => TrustQualityLine | undefined;
}>;

/** Trust by trust, those of which least is known first: what is known, and how it is told. */
export function trustRows(lines: readonly TrustQualityLine[], { address, trustHref }: Asked) {
  const all = inOrder(byTrust(lines));
  const { rows, pages } = rowsShown(all, address, { anchor: 'rows', shown: TALL_ROWS_SHOWN });
  const span = pages.span === undefined ? '' : `. ${pages.span}`;
  const tableOf = (
    caption: string,
    columns: Table['columns'],
    cellsOf: (trust: OfTrust) => readonly Cell[],
  ): Table => ({
    caption: `${caption}, least complete first${span}`,
    columns: [longWords('Trust'), ...columns],
    rows: rows.map((trust) => [
      { text: `${trust.name} (${trust.code})`, href: trustHref(trust.code) },
      ...cellsOf(trust),
    ]),
  });
  return {
    tables: [
      tableOf(
        'What is known',
        [
          numbers('Data for the optimisation gap'),
          numbers('Data for benefits'),
          words('Recorded in the last 30 days'),
          numbers('Benefits overdue'),
        ],
        knownCells,
      ),
      tableOf(
        'Capabilities of which something is not known',
        [
          numbers('Installed not known'),
          numbers('Use not known'),
          numbers('Use out of date'),
          numbers('Benefit not known'),
        ],
        missingCells,
      ),
      tableOf(
        'How each trust records',
        [
          numbers('Recorded within 30 days'),
          numbers('Half recorded within'),
          numbers('Claims on its own word'),
          numbers('Claims corrected'),
          numbers('Claims withdrawn'),
        ],
        toldCells,
      ),
    ],
    pages,
  };
}

function knownCells({ line }: OfTrust): readonly Cell[] {
  const silent = line('silent', 'trusts');
  return [
    shareCell(line('completeness', 'gap-inputs'), 'Not known: no type'),
    shareCell(line('completeness', 'benefits'), 'No benefits'),
    silent === undefined ? unknown() : cell(silent.numerator === 0 ? 'Yes' : 'No'),
    overdueCell(line),
  ];
}

function toldCells({ line }: OfTrust): readonly Cell[] {
  const median = line('timeliness', 'all')?.medianDays ?? null;
  return [
    shareCell(line('timeliness', 'all'), 'No entries'),
    median === null ? unknown('No entries') : cell(daysInWords(median)),
    shareCell(line('self-assessed', 'claims'), 'No claims'),
    shareCell(line('corrections', 'corrected'), 'No claims'),
    shareCell(line('corrections', 'withdrawn'), 'No claims'),
  ];
}

const shareCell = (found: TrustQualityLine | undefined, none: string): Cell =>
  found === undefined ? unknown(none) : cell(shareOfAll(found));

const missing = ['deployment', 'adoption', 'adoption-in-date', 'realisation'] as const;

/** For how many capabilities each of these is not known. */
function missingCells({ line }: OfTrust): readonly Cell[] {
  const count = (of: string): number => line('missing', of)?.numerator ?? 0;
  if (count('trust-type') > 0) return missing.map(() => unknown('Not known: no type'));
  if (line('completeness', 'gap-inputs') === undefined) return missing.map(() => unknown());
  return missing.map((of) => number(count(of)));
}

function overdueCell(line: OfTrust['line']): Cell {
  const all = (['monthly', 'quarterly', 'half-yearly', 'yearly'] as const).flatMap(
    (cadence) => line('overdue', cadence) ?? [],
  );
  if (all.length === 0) return unknown('None to measure');
  const sum = (of: 'numerator' | 'denominator') => all.reduce((total, each) => total + each[of], 0);
  return cell(shareOfAll({ numerator: sum('numerator'), denominator: sum('denominator') }));
}

function byTrust(lines: readonly TrustQualityLine[]): readonly OfTrust[] {
  const trusts = new Map<string, Map<string, TrustQualityLine>>();
  for (const each of lines) {
    const own = trusts.get(each.code) ?? new Map<string, TrustQualityLine>();
    trusts.set(each.code, own.set(`${each.measure} ${each.of}`, each));
  }
  return [...trusts].map(([code, own]) => ({
    code,
    name: own.values().next().value?.name ?? code,
    line: (measure, of) => own.get(`${measure} ${of}`),
  }));
}

const inOrder = (trusts: readonly OfTrust[]): readonly OfTrust[] =>
  trusts.toSorted((one, other) => knownShare(one) - knownShare(other));

const knownShare = ({ line }: OfTrust): number => {
  const known = line('completeness', 'gap-inputs');
  return known === undefined ? -1 : known.numerator / known.denominator;
};
