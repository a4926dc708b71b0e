import type { AttentionAnswer, AttentionItem } from '#read-models';
import { poundsInWords } from '../../money-in-words.js';
import { trustsInWords } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words, type Table } from '../../table-view.js';

export type Kind = AttentionItem['kind'];

/** Each kind with its title, and what its day is called. */
export const kindTitles: readonly Readonly<{ kind: Kind; title: string; since: string }>[] = [
  { kind: 'go-live-overdue', title: 'Overdue go-lives', since: 'Planned for' },
  { kind: 'measurement-overdue', title: 'Benefits no longer measured', since: 'Overdue since' },
  { kind: 'slipped', title: 'Benefits whose value slid to later periods', since: 'Since' },
  {
    kind: 'unvalidated',
    title: 'Benefits with values not yet validated',
    since: 'Oldest of them, up to',
  },
  { kind: 'silent', title: 'Trusts that recorded nothing for 30 days', since: 'Silent after' },
];

export const attentionHeadline = ({
  numerator,
  denominator,
}: Pick<AttentionAnswer, 'numerator' | 'denominator'>): string =>
  `${numerator === 0 ? 'None' : String(numerator)} of ${trustsInWords(denominator)} ${numerator > 1 ? 'need' : 'needs'} attention`;

/** How much there is of each kind, without saying at which trusts. */
export function attentionByKind(answer: Omit<AttentionAnswer, 'items'>) {
  const table: Table = {
    caption: 'What to ask about, all trusts together',
    columns: [
      words('What'),
      numbers('How many'),
      numbers('Trusts'),
      numbers('Of all'),
      numbers('Amount'),
    ],
    rows: kindTitles.flatMap(({ kind, title }) => {
      const of = answer.kinds.find((each) => each.kind === kind);
      if (of === undefined) return [];
      return [
        [
          cell(title),
          number(of.items),
          number(of.numerator),
          number(of.denominator),
          of.pence === null ? unknown('Not in money') : cell(poundsInWords(of.pence)),
        ],
      ];
    }),
  };
  return { headline: attentionHeadline(answer), table };
}
