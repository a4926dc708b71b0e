import type { TrustQualityLine, QualityMeasure } from '#read-models';
import { capital } from '../../stages-in-words.js';
import {
  cell,
  longWords,
  numbers,
  unknown,
  words,
  type Cell,
  type Table,
} from '../../table-view.js';
import { pageShown } from '../frame/pages-of-rows.js';
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
  const { rows, ...pages } = pageShown(inOrder(byTrust(lines)), address);
  const span = pages.span === undefined ? '' : `. ${pages.span}`;
  const tableOf = (
    caption: string,
    columns: Table['columns'],
    cellsOf: (trust: OfTrust) => readonly Cell[],
  ): Table => ({
    caption: `${caption}, the trusts of which least is known first${span}`,
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
          numbers('Of what the optimisation gap needs'),
          numbers('Of what benefits need'),
          words('Recorded in the last 30 days'),
          numbers('Benefits overdue'),
          longWords('Not known, in capabilities'),
        ],
        knownCells,
      ),
      tableOf(
        'How it is told',
        [
          numbers('Told within 30 days'),
          numbers('Half told within'),
          numbers('On its own word'),
          numbers('Corrected'),
          numbers('Withdrawn'),
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
    missingCell(line),
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

/** "Where installed: 3; how much used: 5". */
function missingCell(line: OfTrust['line']): Cell {
  const count = (of: string): number => line('missing', of)?.numerator ?? 0;
  if (count('trust-type') > 0) return cell('The type of the trust');
  if (line('completeness', 'gap-inputs') === undefined) return unknown();
  const lacking = [
    { words: 'where installed', capabilities: count('deployment') },
    { words: 'how much used', capabilities: count('adoption') },
    { words: 'used lately', capabilities: count('adoption-in-date') },
    { words: 'what it brought', capabilities: count('realisation') },
  ].filter(({ capabilities }) => capabilities > 0);
  if (lacking.length === 0) return cell('Nothing');
  return cell(
    capital(
      lacking.map(({ words: what, capabilities }) => `${what}: ${String(capabilities)}`).join('; '),
    ),
  );
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
