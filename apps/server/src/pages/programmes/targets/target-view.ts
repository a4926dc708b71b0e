import type { ForecastListed, TargetForecastAnswer, TargetTrustsAnswer } from '#read-models';
import { cell, number, numbers, unknown, words, type Table } from '../../table-view.js';
import { roleInWords } from '../../who-in-words.js';
import { chanceInWords, whyInWords } from './target-words.js';

type Links = Readonly<{ trustHref: (code: string) => string }>;

/** The exact chance of each count that is not next to none. */
export const distributionTable = (forecast: TargetForecastAnswer): Table | undefined =>
  forecast.count === null || forecast.numerator === 0
    ? undefined
    : {
        caption: 'How many of them miss the deadline, and the chance of that',
        columns: [words('Trusts that miss it'), numbers('Chance')],
        rows: forecast.count.distribution
          .map((chance, missing) => ({ chance, missing }))
          .filter(({ chance }) => chance >= LEAST_SHOWN)
          .map(({ chance, missing }) => [number(missing), cell(chanceInWords(chance))]),
      };

const LEAST_SHOWN = 0.005;

/** Who has not reached it, the likeliest to miss it first, with the reasons. */
export function trustsTable(
  { trusts }: TargetForecastAnswer,
  judgements: ForecastListed['judgements'],
  { trustHref }: Links,
): Table {
  const ranked = trusts.toSorted((one, other) => (other.probability ?? 2) - (one.probability ?? 2));
  return {
    caption: 'Who is likely to miss it, and why',
    columns: [
      words('Trust'),
      numbers('Chance of missing it'),
      words('Why it has not reached it'),
      words('Why that chance'),
      words('What people judge its chance of missing it to be'),
    ],
    rows: ranked.map((trust) => {
      const { code, name, probability, reason } = trust;
      const judged = judgements.filter(({ organisation }) => organisation === code);
      return [
        { text: `${name} (${code})`, href: trustHref(code) },
        probability === null ? unknown() : cell(chanceInWords(probability)),
        cell(sentence(reason)),
        cell(whyInWords(trust)),
        judged.length === 0
          ? unknown('Not judged')
          : cell(
              judged
                .map(
                  ({ missing, authorRole, why }) =>
                    `${chanceInWords(missing)}, ${roleInWords(authorRole)}: ${why}.`,
                )
                .join(' '),
            ),
      ];
    }),
  };
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

type Untold = Readonly<{
  trusts: readonly Pick<
    TargetTrustsAnswer['trusts'][number],
    'code' | 'name' | 'verdict' | 'reason'
  >[];
}>;
/** Trusts whose next go-live a forecast awaits: they stand in the list of those likely to miss it. */
type AwaitedTrusts = Readonly<{ trusts: readonly Readonly<{ code: string }>[] }>;

/** Of which trusts nothing tells whether they have reached it, nor whether they are on the way. */
export function untoldTable(
  { trusts }: Untold,
  awaited: AwaitedTrusts,
  { trustHref }: Links,
): Table | undefined {
  const onTheWay = codesOf(awaited);
  return reasonsTable(
    trusts.filter(({ code, verdict }) => verdict === 'unknown' && !onTheWay.has(code)),
    { caption: 'Trusts not known to have reached it', why: 'What is missing', trustHref },
  );
}

/** Which trusts have not reached a target whose deadline is over, and why: no chance is left to be told. */
export const stillNotTable = ({ trusts }: Untold, { trustHref }: Links): Table | undefined =>
  reasonsTable(
    trusts.filter(({ verdict }) => verdict === 'does-not'),
    { caption: 'Trusts that have still not reached it', why: 'Why', trustHref },
  );

const reasonsTable = (
  trusts: Untold['trusts'],
  { caption, why, trustHref }: Links & Readonly<{ caption: string; why: string }>,
): Table | undefined =>
  trusts.length === 0
    ? undefined
    : {
        caption: `${caption} (${String(trusts.length)})`,
        columns: [words('Trust'), words(why)],
        rows: trusts.map(({ code, name, reason }) => [
          { text: `${name} (${code})`, href: trustHref(code) },
          cell(sentence(reason)),
        ]),
      };

/** What becomes of those not known whose next go-live is stated; undefined where there are none. */
export function onTheWayInWords({ trusts }: Untold, awaited: AwaitedTrusts): string | undefined {
  const codes = codesOf(awaited);
  const many = trusts.filter(
    ({ code, verdict }) => verdict === 'unknown' && codes.has(code),
  ).length;
  if (many === 0) return undefined;
  return many === 1
    ? 'Of one of those not known the next go-live is stated. It has a chance of its own, so from here on it counts with those that have not reached it.'
    : `Of ${String(many)} of those not known the next go-lives are stated. They have chances of their own, so from here on they count with those that have not reached it.`;
}

const codesOf = ({ trusts }: AwaitedTrusts): ReadonlySet<string> =>
  new Set(trusts.map(({ code }) => code));
