import { instruments } from '#assessments';
import type { AssessedLine, AssessmentsAnswer } from '#read-models';
import { scoreDots, signed, type ScoredRow } from '../charts/score-dots.js';
import { effectiveInWords, statedInWords } from '../dates-in-words.js';
import { capital } from '../stages-in-words.js';

/** One assessment: all scores of one edition and day. */
type Assessed = Readonly<{ label: string; edition: string; lines: readonly AssessedLine[] }>;

/** What one instrument says of a trust: a message, a picture and a table, on its own scale. */
export function instrumentView({ instrument, lines }: AssessmentsAnswer) {
  const { code, title, from, to } = instrument;
  const assessed = assessedIn(lines);
  const [now, before] = assessed;
  const head = { code, title, scale: `${signed(from)} to ${signed(to)}` };
  const names = namesIn(instrument, lines);
  const isOne = names.length === 1;
  const scored = isOne ? 'Score' : 'Dimension';
  if (now === undefined)
    return { ...head, scored, chart: undefined, columns: [], rows: [], notes: [] };
  const decimals = decimalsOf(code);
  const rows: readonly ScoredRow[] = isOne
    ? assessed.map((each) => rowOf(each.label, scoreIn(each, names[0])))
    : names.map((name) => rowOf(scoreName(name), scoreIn(now, name), scoreIn(before, name)));
  const caption = {
    id: `scores-${code}`,
    title: isOne
      ? messageOfOne([now, before], names[0] ?? '', instrument)
      : messageOfMany(now, names, decimals),
    description: descriptionOf(assessed.slice(0, isOne ? assessed.length : 2), names, decimals),
  };
  const earlier = isOne || before === undefined ? {} : { before: `Edition ${before.edition}` };
  return {
    ...head,
    scored,
    chart: {
      ...caption,
      svg: scoreDots(caption, rows, {
        ...{ from, to, decimals, now: isOne ? 'Score' : `Edition ${now.edition}` },
        ...earlier,
      }),
    },
    columns: assessed.map(({ label }) => label),
    rows: names.map((name) => ({
      name: scoreName(name),
      cells: assessed.map((each) => scoreIn(each, name)?.toFixed(decimals) ?? 'Not known'),
    })),
    notes: assessed.map(noteOn),
  };
}

/** Shares of a survey are stated with a decimal. */
export function decimalsOf(code: AssessmentsAnswer['instrument']['code']): number {
  const instrument = instruments[code];
  return instrument.kind === 'survey' ? 1 : instrument.scale.decimals;
}

/** The newest first, as they come; one edition may have been assessed on several days. */
function assessedIn(lines: readonly AssessedLine[]): readonly Assessed[] {
  const byFact = new Map<string, AssessedLine[]>();
  for (const line of lines) byFact.set(line.factId, [...(byFact.get(line.factId) ?? []), line]);
  return [...byFact.values()].map((own) => {
    const [first] = own;
    const day = first === undefined ? 'Not known' : effectiveInWords(first.effective);
    return {
      label: `Edition ${first?.edition ?? ''}, ${day}`,
      edition: first?.edition ?? '',
      lines: own,
    };
  });
}

/** Every name that the instrument scores, whether or not it was scored. */
function namesIn(
  { code }: AssessmentsAnswer['instrument'],
  lines: readonly AssessedLine[],
): readonly string[] {
  const instrument = instruments[code];
  return instrument.kind === 'survey'
    ? [...new Set(lines.map(({ name }) => name))]
    : instrument.names;
}

const scoreIn = (assessed: Assessed | undefined, name = ''): number | undefined =>
  assessed?.lines.find((line) => line.name === name)?.score;

const rowOf = (name: string, now: number | undefined, before?: number): ScoredRow => ({
  name,
  ...(now === undefined ? {} : { now }),
  ...(before === undefined ? {} : { before }),
});

export const scoreName = (name: string): string =>
  name === 'net' ? 'Positive less negative answers' : capital(name.replaceAll('-', ' '));

function messageOfMany(now: Assessed, names: readonly string[], decimals: number): string {
  const known = names
    .flatMap((name) => {
      const score = scoreIn(now, name);
      return score === undefined ? [] : [{ name: scoreName(name).toLowerCase(), score }];
    })
    .toSorted((one, other) => other.score - one.score);
  const [high, low] = [known[0], known.at(-1)];
  if (high === undefined || low === undefined) return `Edition ${now.edition}: no score is known`;
  const of =
    known.length === names.length ? 'Highest' : `Of ${String(known.length)} known, highest`;
  return high.score === low.score
    ? `Every known score of ${now.edition} is ${high.score.toFixed(decimals)}`
    : `${of} is ${high.name} at ${high.score.toFixed(decimals)}, lowest ${low.name} at ${low.score.toFixed(decimals)}`;
}

function messageOfOne(
  [now, before]: readonly [Assessed, Assessed | undefined],
  name: string,
  { code, from, to }: AssessmentsAnswer['instrument'],
): string {
  const decimals = decimalsOf(code);
  const [is, was] = [scoreIn(now, name), scoreIn(before, name)];
  if (is === undefined) return `${now.label}: the score is not known`;
  const said =
    name === 'net'
      ? `The net score is ${signed(is, decimals)} on a scale of ${signed(from)} to ${signed(to)}`
      : `Stage ${is.toFixed(decimals)} of ${String(to)} is reached`;
  if (was === undefined) return said;
  if (is === was) return `${said}, as before`;
  return `${said}, ${is > was ? 'up' : 'down'} from ${signed(was, decimals)}`;
}

const descriptionOf = (
  assessed: readonly Assessed[],
  names: readonly string[],
  decimals: number,
): string =>
  assessed
    .map((each) => {
      const known = names.flatMap((name) => {
        const score = scoreIn(each, name);
        return score === undefined ? [] : [`${scoreName(name)} ${score.toFixed(decimals)}`];
      });
      const unknown = names.length - known.length;
      const left = unknown === 0 ? [] : [`${String(unknown)} of ${String(names.length)} not known`];
      return `${each.label}: ${[...known, ...left].join(', ')}.`;
    })
    .join(' ');

/** Who scored it, how many answered, and when it was published. */
function noteOn({ label, lines: [first] }: Assessed): string {
  const who =
    first?.selfAssessed === true
      ? 'scored by the trust itself'
      : first?.selfAssessed === false
        ? 'scored by another organisation'
        : undefined;
  const answers = first?.answers;
  const survey =
    answers === undefined || answers === null
      ? undefined
      : `${answers.positive.toFixed(1)}% positive, ${answers.neutral.toFixed(1)}% neutral and ${answers.negative.toFixed(1)}% negative of ${answers.respondents.toLocaleString('en-GB')} answers`;
  const published =
    first?.publishedOn === null || first?.publishedOn === undefined
      ? undefined
      : `published ${statedInWords(first.publishedOn)}`;
  return `${label}: ${[who, survey, published].filter((each) => each !== undefined).join(', ') || 'nothing more is known'}.`;
}
