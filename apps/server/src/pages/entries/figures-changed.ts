import type { QueryBus } from '@nestjs/cqrs';
import type { TimelineFact } from '#read-models';
import {
  dayBefore,
  dayInWords,
  londonDay,
  type BenefitId,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import { explainHref } from '../data-links.js';
import { listInWords } from '../lists-in-words.js';
import type { Names } from '../names.js';
import { figuresOf, type Line } from './figures-compared.js';

type About = Readonly<{
  code: OdsCode;
  stated: TimelineFact;
  today: IsoDate;
  names: Names;
  benefit: BenefitId | undefined;
}>;

/** Figures without and with the last change of an entry, on the days it is about and today. */
export async function figuresChanged(queries: QueryBus, about: About) {
  const { code, stated, today, benefit } = about;
  const last = stated.history.at(-1);
  if (last === undefined || stated.history.length < 2) return undefined;
  const days = daysOf(about);
  const compared = figuresOf(about, kindsOf(stated), benefit);
  const rows = await Promise.all(
    days.map(async (asOf) => {
      const at = async (entry: number) => {
        const moment = { asOf, knownAt: { entry } };
        return (await Promise.all(compared.map((each) => each.linesAt(queries, moment)))).flat();
      };
      const [before, after] = [await at(last.entry - 1), await at(last.entry)];
      return differing(before, after).map((row) => ({
        ...row,
        key: `${row.key}, ${dayInWords(asOf)}`,
      }));
    }),
  );
  const query = `?asOf=${days[0] ?? today}&knownAt=${String(last.entry)}`;
  return {
    what: last.stated === null ? 'withdrawal' : 'correction',
    rows: rows.flat(),
    compared: listInWords(compared.map(({ text }) => text)),
    days: listInWords(
      days.map((day) => (day === today ? `today (${dayInWords(day)})` : dayInWords(day))),
    ),
    ways: compared.map(({ text, path }) => ({
      href: explainHref(`organisations/${code}/${path}/explain`, query),
      text,
    })),
    changes: `/organisations/${code}/changes?since=${dayBefore(londonDay(last.recordedAt))}`,
  };
}

const kindsOf = ({ values, history }: TimelineFact) =>
  [values, ...history.map(({ stated }) => stated?.values ?? [])].flat().map(({ kind }) => kind);

/** What it was about before and is about now, and today; of what lies ahead nothing is shown yet. */
function daysOf({ stated: { history }, today }: About): readonly IsoDate[] {
  const said = history.slice(-2).flatMap(({ stated }) => stated?.effective.latest ?? []);
  return [...new Set([...said, today])].filter((day) => day <= today).sort();
}

const NOT_KNOWN = 'Not known';

/** Each line that says something else, by its key; one of them may have no such line. */
function differing(before: readonly Line[], after: readonly Line[]) {
  const valueIn = (lines: readonly Line[], key: string) =>
    lines.find((line) => line.key === key)?.value ?? NOT_KNOWN;
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  return keys
    .map((key) => ({ key, before: valueIn(before, key), value: valueIn(after, key) }))
    .filter((row) => row.before !== row.value);
}
