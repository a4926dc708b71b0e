import type { CohortExplanation, CohortFigure, TrustExplained } from '#read-models';
import { gapHeadline } from '../gap-in-words.js';
import type { Names } from '../names.js';
import { trustsInWords } from '../stages-in-words.js';
import { inputsShown } from './trust-inputs.js';

/** The figure of many trusts in a sentence or two; a list for what has several. */
export function cohortResult({ answer, denominator }: CohortExplanation): readonly string[] {
  const explained = `${trustsInWords(denominator)} were looked at: those that count, and those that do not.`;
  if (!('total' in answer)) return [explained];
  const { total } = answer;
  if ('gap' in total && total.gap !== null && 'headline' in total.gap) {
    return [
      `${String(total.numerator)} of ${trustsInWords(total.denominator)} report. ${gapHeadline(total.gap)}`,
      explained,
    ];
  }
  return [`${trustsInWords(total.denominator)} count.`, explained];
}

/** The figure of one trust that each figure of many is made from, where it has a page. */
const ofTrust: Readonly<Partial<Record<CohortFigure, string>>> = {
  gaps: 'gap',
  stages: 'stage',
  'stage-gaps': 'stage',
  progression: 'progression',
  transitions: 'progression',
  'boundary-gaps': 'boundary-gap',
  drivers: 'drivers',
};

type Part = TrustExplained & Readonly<{ withheld: 'nothing' | 'events' | 'inputs and events' }>;

/** The part of one trust, as far as whoever asks may read of it. */
export function trustRow(figure: CohortFigure, trust: Part, names: Names, query: string) {
  const { code, name, counts, countsUnder, weight, inputs, events, withheld } = trust;
  const path = withheld === 'nothing' ? ofTrust[figure] : undefined;
  return {
    name: `${name} (${code})`,
    href: path === undefined ? undefined : `/organisations/${code}/${path}/explain${query}`,
    cells: [
      !counts
        ? 'Does not count'
        : countsUnder === code
          ? 'Counts'
          : `Counts under ${names.organisation(countsUnder)}`,
      counts ? String(weight) : 'None',
      cameTo(inputs, withheld, names),
      withheld === 'nothing' ? String(events.length) : 'Not shown to your role',
    ],
  };
}

function cameTo(inputs: Part['inputs'], withheld: Part['withheld'], names: Names): string {
  if (inputs !== null) return inputsShown(inputs, names).result;
  return withheld === 'inputs and events' ? 'Not shown to your role' : 'Nothing went in';
}
