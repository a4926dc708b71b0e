import { stageOrBelow } from '#figures';
import type { TrustMoved } from '#read-models';
import { BEFORE_RECORDS, dayInWords, stages, type IsoDate, type Stage } from '#vocabulary';
import { capital, trustsInWords } from '../../stages-in-words.js';

type Shown = TrustMoved['evidenced'];

/** A trust as a row: where it stands, how it moved, since when it holds each stage, who else says so. */
export const stageRow = (trust: TrustMoved, trustHref: (code: string) => string) => ({
  href: trustHref(trust.code),
  name: trust.name,
  code: trust.code,
  stage: shownInWords(trust.evidenced),
  moved: movedInWords(trust),
  stages: stages.map((stage) => heldInWords(trust, stage)),
  declared: trust.declared === null ? 'None' : `Stage ${String(trust.declared)}`,
  validated: trust.validated === null ? 'None' : `Stage ${String(trust.validated)}`,
});

/** "Stage 2", or the bounds where what is out of date or missing leaves it open. */
function shownInWords(shown: Shown): string {
  if (shown === null) return 'Not reported';
  const { low, high } = shown;
  if (low === high) return capital(stageOrBelow(low));
  return low === 0 ? `Not known, up to stage ${String(high)}` : `At least stage ${String(low)}`;
}

/** How a trust moved since the earlier day; a stage that was only lost by time says so. */
function movedInWords({ movement, before, evidenced }: TrustMoved): string {
  // Only who stood somewhere on both days moved up or down.
  const fromTo = `from ${stageOrBelow(before?.low ?? 0)} to ${stageOrBelow(evidenced?.low ?? 0)}`;
  const mayHold = (evidenced?.high ?? 0) >= (before?.low ?? 0);
  const inWords: Readonly<Record<TrustMoved['movement'], string>> = {
    up: `Up ${fromTo}`,
    down: `Down ${fromTo}${mayHold ? ', as measurements are out of date or missing' : ''}`,
    none: 'No change',
    new: 'New: it had not reported then',
    stopped: 'Nothing it reported still counts',
    'not-reported': 'Not reported',
  };
  return inWords[movement];
}

/** Since when evidence shows a stage, and whether another organisation validated it. */
function heldInWords({ heldSince, evidenced, validated }: TrustMoved, stage: Stage) {
  const since = heldSince[stage];
  if (since !== null) {
    const isValidated = validated !== null && validated >= stage;
    return { text: `${dayOrBefore(since)}${isValidated ? ', validated' : ''}`, known: true };
  }
  if (evidenced === null) return { text: 'Not reported', known: false };
  return { text: evidenced.high >= stage ? 'Not known' : 'Not shown', known: false };
}

const dayOrBefore = (day: IsoDate): string =>
  day === BEFORE_RECORDS ? 'before our records' : dayInWords(day);

/** "2 of 9 trusts moved up and none moved down.": what became of all of them since the day. */
export function movesInWords(
  {
    counts,
    denominator,
  }: Readonly<{ counts: Readonly<Record<TrustMoved['movement'], number>>; denominator: number }>,
  since: string,
): string {
  const { up, down, none, new: added, stopped, 'not-reported': silent } = counts;
  const parts = [
    ...(none === 0 ? [] : [`${String(none)} did not change`]),
    ...(added === 0 ? [] : [`${String(added)} reported for the first time`]),
    ...(stopped === 0
      ? []
      : [`${String(stopped)} ${stopped === 1 ? 'has' : 'have'} no measurement that still counts`]),
    ...(silent === 0 ? [] : [`${String(silent)} reported on neither day`]),
  ];
  const count = (number: number) => (number === 0 ? 'none' : String(number));
  const moved = `${count(up)} of ${trustsInWords(denominator)} moved up and ${count(down)} moved down.`;
  return `Since ${since}, by evidence, ${moved}${parts.length === 0 ? '' : ` ${parts.join(', ')}.`}`;
}
