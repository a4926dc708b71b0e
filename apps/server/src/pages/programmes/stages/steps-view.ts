import type { TrustProgression } from '#read-models';
import { addMonths, dayInWords, laterOf, type IsoDate, type StageOrNone } from '#vocabulary';
import { stageSteps } from '../../charts/stage-steps.js';
import { isStageOpen, trustsInWords } from '../../stages-in-words.js';

const MONTHS_SHOWN = 36;

/** Undefined where nothing is reported; what is below stage 1 or at one is not known. */
type StageTold = StageOrNone | 'not-known' | undefined;
type Step = Readonly<{ from: IsoDate; stage: StageTold }>;

/** The stages of a few trusts over three years: in a sentence, as lines in steps, and as a table. */
export function stepsView(trusts: readonly TrustProgression[], asOf: IsoDate) {
  const earliest = addMonths(asOf, -MONTHS_SHOWN);
  const all = trusts.map(({ code, name, intervals }) => ({
    code,
    name,
    steps: stepsSince(intervals, earliest),
  }));
  const shown = all.filter(({ steps }) => steps.length > 0);
  if (shown.length === 0) return undefined;
  const begins = shown.map(({ steps }) => steps[0]?.from ?? asOf).sort()[0] ?? asOf;
  const from = laterOf(begins, earliest);
  const high = shown.filter(({ steps }) => (drawn(steps.at(-1)?.stage) ?? 0) >= 2).length;
  const title = titleOf(shown, high);
  const description = shown.map(stepsInWords).join(' ');
  return {
    title,
    description,
    from: dayInWords(from),
    rows: shown.flatMap(({ code, name, steps }) =>
      steps.map((step) => ({
        trust: `${name} (${code})`,
        from: dayInWords(laterOf(step.from, from)),
        stage: stageInTable(step.stage),
      })),
    ),
    svg: stageSteps(
      { id: 'steps', title, description },
      shown.map(({ steps, ...of }) => ({
        ...of,
        steps: steps.map((step) => ({ from: step.from, stage: drawn(step.stage) })),
      })),
      { from, to: asOf },
    ),
  };
}

/** No line where it is not known, as on the page of the trust. */
const drawn = (stage: StageTold): StageOrNone | undefined =>
  stage === 'not-known' ? undefined : stage;

type Shown = Readonly<{ name: string; steps: readonly Step[] }>;

/** The message in at most 15 words; where one trust is shown, what it shows. */
function titleOf(shown: readonly Shown[], high: number): string {
  const [only] = shown;
  if (shown.length === 1 && only !== undefined) {
    const stage = only.steps.at(-1)?.stage;
    return `${only.name} ${stage === undefined ? 'has not reported' : `is ${stageOrSilent(stage)}`}`;
  }
  const isAre = high === 1 || high === 0 ? 'is' : 'are';
  return `${high === 0 ? 'None' : String(high)} of these ${trustsInWords(shown.length)} ${isAre} at stage 2 or above`;
}

/** Neighbours at one stage are one step; of those before the day, the last, which held on it. */
function stepsSince(intervals: TrustProgression['intervals'], earliest: IsoDate): readonly Step[] {
  const steps = intervals
    .map((interval) => ({
      from: interval.from,
      stage: isStageOpen(interval) ? ('not-known' as const) : interval.evidencedLow,
    }))
    .filter(({ stage }, index, all) => index === 0 || stage !== all[index - 1]?.stage);
  return steps.slice(
    Math.max(
      0,
      steps.findLastIndex(({ from }) => from <= earliest),
    ),
  );
}

function stepsInWords({
  code,
  name,
  steps,
}: Readonly<{ code: string; name: string; steps: readonly Step[] }>): string {
  const last = steps.at(-1);
  const before = steps.at(-2);
  const since = last === undefined || before === undefined ? '' : ` since ${dayInWords(last.from)}`;
  const earlier = before === undefined ? '' : `, before that ${stageOrSilent(before.stage)}`;
  return `${name} (${code}): ${stageOrSilent(last?.stage)}${since}${earlier}.`;
}

const stageOrSilent = (stage: StageTold): string =>
  stage === undefined
    ? 'not reported'
    : stage === 'not-known'
      ? 'at a stage that is not known'
      : stage === 0
        ? 'below stage 1'
        : `at stage ${String(stage)}`;

const stageInTable = (stage: StageTold): string =>
  stage === undefined
    ? 'Not reported'
    : stage === 'not-known'
      ? 'Not known'
      : stage === 0
        ? 'Below stage 1'
        : `Stage ${String(stage)}`;
