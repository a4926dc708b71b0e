import { moneyClasses } from '#figures';
import type { DueAnswer } from '#read-models';
import { benefitClasses } from '#vocabulary';
import { moneyOf } from '../../../one-page/one-page-lines.js';
import type { OnePage, TargetOfTrust } from '../../../one-page/one-page.js';
import { poundsInWords } from '../../money-in-words.js';
import { capital } from '../../stages-in-words.js';
import { cell, numbers, unknown, words, type Cell, type Table } from '../../table-view.js';
import { whenOverdue } from '../../trust/due-in-words.js';
import type { ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { chanceInWords, deadlineInWords, whyInWords } from '../targets/target-words.js';

export type Days = Pick<ProgrammeOpened, 'since' | 'asOf' | 'profile' | 'pageQuery'>;

const DUE_SHOWN = 5;

/** "Cash-releasing: 2 of 3 approved benefits are on track.", a sentence for each class. */
export function onTrackInWords({ summary }: OnePage): readonly string[] {
  const classes = summary?.onTrackOf ?? [];
  if (classes.length === 0) return ['No benefit of this trust has been approved.'];
  return classes.map(
    ({ class: of, numerator, denominator }) =>
      `${capital(benefitClasses[of])}: ${String(numerator)} of ${String(denominator)} approved ${denominator === 1 ? 'benefit is' : 'benefits are'} on track.`,
  );
}

/** Money against plan, of the periods that ended by the day; undefined where nothing is valued in it. */
export function moneyTable(page: OnePage, { since, asOf }: Days): Table | undefined {
  const [now, before] = [moneyOf(page, page.money.now), moneyOf(page, page.money.before)];
  const own = moneyClasses.filter((of) => (now?.byClass[of].benefits ?? 0) > 0);
  if (now === undefined || own.length === 0) return undefined;
  const pounds = (pence: number): Cell => cell(poundsInWords(pence));
  return {
    caption: `Money against plan: the periods that ended by ${asOf}`,
    columns: [
      words('Class'),
      numbers('Approved'),
      numbers('Validated'),
      numbers(`Validated since ${since}`),
      numbers('Awaiting validation'),
      numbers('Slid to later periods'),
    ],
    rows: own.map((of) => {
      const { currentToDate, validated, awaiting, moves } = now.byClass[of];
      const earlier = before?.byClass[of].validated;
      return [
        cell(capital(benefitClasses[of])),
        pounds(currentToDate),
        pounds(validated),
        earlier === undefined ? unknown() : pounds(validated - earlier),
        pounds(awaiting),
        pounds(moves.slidRight),
      ];
    }),
  };
}

/** The targets that count it: those in force with its chance to miss them, and those that are over. */
export function targetsTables({ targets }: OnePage, days: Days): readonly Table[] {
  const isOver = ({ atDeadline }: TargetOfTrust) => atDeadline !== undefined;
  return [
    tableOfTargets(
      'Targets in force',
      targets.filter((each) => !isOver(each)),
      {
        columns: [words('Counts towards it'), numbers('Chance of missing it')],
        told: (each) => [cell(verdicts[each.held.verdict]), chanceCell(each)],
        days,
      },
    ),
    tableOfTargets('Targets whose deadline has passed', targets.filter(isOver), {
      columns: [words('Reached by then'), words('Counts now')],
      told: ({ atDeadline, held }) => [
        cell(atDeadline === undefined ? verdicts.unknown : then[atDeadline.verdict]),
        cell(verdicts[held.verdict]),
      ],
      days,
    }),
  ].filter(({ rows }) => rows.length > 0);
}

const tableOfTargets = (
  caption: string,
  targets: readonly TargetOfTrust[],
  {
    columns,
    told,
    days: { profile, pageQuery },
  }: Readonly<{
    columns: Table['columns'];
    told: (each: TargetOfTrust) => readonly Cell[];
    days: Days;
  }>,
): Table => ({
  caption,
  columns: [words('Target'), words('By'), ...columns, words('Why')],
  rows: targets.map((each) => [
    {
      text: each.forecast.metric,
      href: programmeHref(profile.programme, `targets/${each.forecast.target}`) + pageQuery,
    },
    cell(deadlineInWords(each.forecast)),
    ...told(each),
    cell(whyOf(each)),
  ]),
});

const verdicts = { counts: 'Yes', 'does-not': 'Not yet', unknown: 'Not known' } as const;
const then = { ...verdicts, 'does-not': 'No' } as const;

function chanceCell({ held, outlook }: TargetOfTrust): Cell {
  if (held.verdict === 'counts') return cell('None: it has reached it');
  const chance = outlook?.probability ?? null;
  return chance === null ? unknown() : cell(chanceInWords(chance));
}

/** Why it counts or not now; and until the deadline is over, why it may miss it. */
const whyOf = ({ held, outlook, atDeadline }: TargetOfTrust): string =>
  [
    `${capital(held.reason)}.`,
    ...(outlook === undefined || atDeadline !== undefined ? [] : [whyInWords(outlook)]),
  ].join(' ');

/** What is overdue first, and how many more there are. */
export function dueTable({ due, asOf }: DueAnswer): Table {
  const left = due.length - DUE_SHOWN;
  return {
    caption: `Overdue, or due within 3 months${left > 0 ? `: the first ${String(DUE_SHOWN)} of ${String(due.length)}` : ''}`,
    columns: [words('When'), words('What')],
    rows: due.slice(0, DUE_SHOWN).map((item) => [cell(whenOverdue(item, asOf)), cell(item.says)]),
  };
}
