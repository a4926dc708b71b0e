import type { QueryBus } from '@nestjs/cqrs';
import { BenefitProfile, TrustGap, TrustStage, type Moment, type TimelineFact } from '#read-models';
import {
  dayBefore,
  dayInWords,
  londonDay,
  type BenefitId,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import { realisedView } from '../benefits/profile-view.js';
import { explainHref } from '../data-links.js';
import { boundsInWords } from '../gap-in-words.js';
import type { Names } from '../names.js';
import { stageRows } from '../trust/stage-rows.js';

type About = Readonly<{
  code: OdsCode;
  stated: TimelineFact;
  today: IsoDate;
  names: Names;
  benefit: BenefitId | undefined;
}>;

type Line = Readonly<{ key: string; value: string }>;

/** Figures without and with the last change of an entry, on the days it is about and today. */
export async function figuresChanged(queries: QueryBus, about: About) {
  const { code, stated, today, benefit } = about;
  const last = stated.history.at(-1);
  if (last === undefined || stated.history.length < 2) return undefined;
  const days = daysOf(about);
  const rows = await Promise.all(
    days.map(async (asOf) => {
      const at = (entry: number) => figuresAt(queries, { asOf, knownAt: { entry } }, about);
      const [before, now] = [await at(last.entry - 1), await at(last.entry)];
      return differing(before, now).map((row) => ({
        ...row,
        key: `${row.key}, ${dayInWords(asOf)}`,
      }));
    }),
  );
  const query = `?asOf=${days[0] ?? today}&knownAt=${String(last.entry)}`;
  return {
    what: last.stated === null ? 'withdrawal' : 'correction',
    rows: rows.flat(),
    days: days
      .map((day) => (day === today ? `today (${dayInWords(day)})` : dayInWords(day)))
      .join(' and '),
    ways: [
      { href: explainHref(`organisations/${code}/stage/explain`, query), text: 'the stage' },
      { href: explainHref(`organisations/${code}/gap/explain`, query), text: 'the gap' },
      ...(benefit === undefined
        ? []
        : [
            {
              href: explainHref(`organisations/${code}/benefits/${benefit}/explain`, query),
              text: 'the benefit',
            },
          ]),
    ],
    changes: `/organisations/${code}/changes?since=${dayBefore(londonDay(last.recordedAt))}`,
  };
}

/** What it was about before and is about now, and today; of what lies ahead nothing is shown yet. */
function daysOf({ stated: { history }, today }: About): readonly IsoDate[] {
  const said = history.slice(-2).flatMap(({ stated }) => stated?.effective.latest ?? []);
  return [...new Set([...said, today])].filter((day) => day <= today).sort();
}

async function figuresAt(
  queries: QueryBus,
  moment: Moment,
  { code, names, benefit }: About,
): Promise<readonly Line[]> {
  const [stage, gap, profile] = await Promise.all([
    queries.execute(new TrustStage(code, moment)),
    queries.execute(new TrustGap(code, moment)),
    benefit && queries.execute(new BenefitProfile(code, benefit, moment)),
  ]);
  return [
    ...(stage?.stage ? stageRows(stage.stage, names) : []),
    ...(gap?.gap
      ? [
          { key: 'Use gap', value: pointsOf(gap.gap.useGap) },
          { key: 'Optimisation gap', value: pointsOf(gap.gap.optimisationGap) },
        ]
      : []),
    ...(profile
      ? realisedView(profile, names).parts.map(({ name, count, amount }) => ({
          key: `Benefit: ${name.toLowerCase()}`,
          value: `${amount} (${count === 1 ? '1 value' : `${String(count)} values`})`,
        }))
      : []),
  ];
}

const pointsOf = (bounds: Parameters<typeof boundsInWords>[0]): string =>
  `${boundsInWords(bounds)} points`;

const NOT_KNOWN = 'Not known';

/** Each line that says something else, by its key; one of them may have no such line. */
function differing(before: readonly Line[], now: readonly Line[]) {
  const valueIn = (lines: readonly Line[], key: string) =>
    lines.find((line) => line.key === key)?.value ?? NOT_KNOWN;
  const keys = [...new Set([...before, ...now].map(({ key }) => key))];
  return keys
    .map((key) => ({ key, before: valueIn(before, key), value: valueIn(now, key) }))
    .filter((row) => row.before !== row.value);
}
