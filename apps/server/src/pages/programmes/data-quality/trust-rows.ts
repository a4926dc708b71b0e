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

/** Trust by trust, those of which least is known first. */
export function trustRows(lines: readonly TrustQualityLine[], { address, trustHref }: Asked) {
  const { rows, ...pages } = pageShown(inOrder(byTrust(lines)), address);
  const table: Table = {
    caption: `By trust, those of which least is known first${pages.span === undefined ? '' : `. ${pages.span}`}`,
    columns: [
      longWords('Trust'),
      numbers('Inputs of gaps known'),
      longWords('Not known, in capabilities'),
      numbers('What benefits need'),
      numbers('Told within 30 days'),
      numbers('Half told within'),
      numbers('On its own word'),
      numbers('Corrected'),
      numbers('Withdrawn'),
      words('Recorded in the last 30 days'),
      numbers('Benefits overdue'),
    ],
    rows: rows.map((trust) => cellsOf(trust, trustHref)),
  };
  return { table, pages };
}

function cellsOf({ code, name, line }: OfTrust, trustHref: Asked['trustHref']): readonly Cell[] {
  const share = (measure: QualityMeasure, of: string, none: string): Cell => {
    const found = line(measure, of);
    return found === undefined ? unknown(none) : cell(shareOfAll(found));
  };
  const median = line('timeliness', 'all')?.medianDays ?? null;
  const silent = line('silent', 'trusts');
  return [
    { text: `${name} (${code})`, href: trustHref(code) },
    share('completeness', 'gap-inputs', 'Not known: no type'),
    missingCell(line),
    share('completeness', 'benefits', 'No benefits'),
    share('timeliness', 'all', 'No entries'),
    median === null ? unknown('No entries') : cell(daysInWords(median)),
    share('self-assessed', 'claims', 'No claims'),
    share('corrections', 'corrected', 'No claims'),
    share('corrections', 'withdrawn', 'No claims'),
    silent === undefined ? unknown() : cell(silent.numerator === 0 ? 'Yes' : 'No'),
    overdueCell(line),
  ];
}

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
