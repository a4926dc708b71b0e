import type { Criterion, CriterionState, StageFigure } from '#figures';
import { dayInWords } from '#vocabulary';
import type { Names } from '../names.js';
import { percent } from '../numbers-in-words.js';
import { stageInWords, uncapital } from '../stages-in-words.js';

/** The three stages side by side: what the trust says, what evidence shows, what others confirm. */
export function stageRows(
  { declared, evidenced, validated, attainment }: StageFigure,
  names: Names,
) {
  return [
    { key: 'Declared by the trust', value: declared ? stageInWords(declared.stage) : 'None' },
    { key: 'Shown by evidence', value: evidencedInWords(evidenced) },
    {
      key: 'Validated by another organisation',
      value: validated
        ? `${stageInWords(validated.stage)}, by ${names.organisation(validated.validator)}, until ${dayInWords(validated.expires)}${validated.aboveEvidenced ? '. This is above what evidence shows.' : ''}`
        : 'None',
    },
    ...(attainment === undefined
      ? []
      : [
          {
            key: `Progress to stage ${String(attainment.stage)}`,
            value: attained(attainment),
          },
        ]),
  ];
}

type CriterionShown = Omit<Criterion, 'facts'>;

/** The criteria of the next stage that are not met. */
export const stageMissing = (
  { missing }: Readonly<{ missing: readonly CriterionShown[] }>,
  names: Names,
) =>
  missing.map((criterion) => {
    const { capability, adoption, deployment, thresholds } = criterion;
    return {
      capability: names.capability(capability),
      state: stateInWords(criterion),
      adoption:
        adoption === undefined
          ? 'Not known'
          : `${percent(adoption.value)} (${adoption.numerator.toLocaleString('en-GB')}\u00a0of\u00a0${adoption.denominator.toLocaleString('en-GB')})`,
      adoptionNeeded: percent(thresholds.adoption),
      deployment: deployment === undefined ? 'Not known' : percent(deployment),
      deploymentNeeded: percent(thresholds.deployment),
    };
  });

/** Which of the two inputs stands in the way. */
function stateInWords({ state, adoption, deployment, shortBy }: CriterionShown): string {
  const isShort = [shortBy?.adoption !== undefined, shortBy?.deployment !== undefined];
  const isUnknown = [adoption === undefined, deployment === undefined];
  const said: Readonly<Record<CriterionState, () => string>> = {
    met: () => 'Met',
    short: () => `${inputsInWords(isShort)} short of what is needed`,
    unknown: () => `${inputsInWords(isUnknown)} not known`,
    'out-of-date': () => 'Use measured too long ago',
    'not-applicable': () => 'Not applicable',
  };
  return said[state]();
}

const inputsInWords = ([use, installation]: readonly boolean[]): string =>
  use === true && installation === true
    ? 'Use and installation'
    : installation === true
      ? 'Installation'
      : 'Use';

export function evidencedInWords(evidenced: StageFigure['evidenced']): string {
  if (evidenced === 'not-reported') return 'Not reported';
  const { low, high } = evidenced;
  if (low === high) return low === 0 ? 'Below stage 1' : stageInWords(low);
  const upTo = `up to stage ${String(high)} if what is out of date or missing were met`;
  return low === 0
    ? `Not known: below stage 1, or ${upTo}`
    : `At least ${uncapital(stageInWords(low))}; ${upTo}`;
}

function attained({ low, high }: Readonly<{ low: number; high: number }>): string {
  const [from, to] = [percent(low), percent(high)];
  return from === to
    ? `${from} of what is needed, on average over its criteria`
    : `Between ${from} and ${to} of what is needed, on average over its criteria`;
}
