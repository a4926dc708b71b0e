import type { FactMark } from '#facts';
import type { TimelineFact } from '#read-models';
import { BEFORE_RECORDS, type OdsCode } from '#vocabulary';
import { statedInWords, withDaysInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { byWhom } from '../who-in-words.js';

/** Who says so, when, and what a reader should know of it. */
export function saidInWords(fact: TimelineFact, names: Names, own?: OdsCode): string {
  const { basis } = fact;
  const statedOn = basis?.source?.statedOn;
  return [
    basis?.source === undefined
      ? capital(sourceInWords(fact, names, own))
      : sourceInWords(fact, names),
    ...(statedOn === undefined ? [] : [`stated ${statedInWords(statedOn)}`]),
    ...(basis?.source?.caution === undefined
      ? []
      : [`uncertain: ${withDaysInWords(basis.source.caution)}`]),
    ...(basis?.marks ?? [])
      // How late an entry is, nobody can tell where its day is not known.
      .filter((mark) => mark !== 'late-entry' || fact.effective.earliest !== BEFORE_RECORDS)
      .map((mark) => marksInWords[mark]),
    ...fact.restsOnMended.map(
      ({ mended, entry }) =>
        `rests on an entry that was ${mended === 'retracted' ? 'withdrawn' : 'corrected'} since (entry ${entry.toLocaleString('en-GB')})`,
    ),
  ].join(', ');
}

/** The source and when it was published; else who recorded the fact: "the trust" where that is `own`. */
export function sourceInWords(
  { basis, history: [first] }: Pick<TimelineFact, 'basis' | 'history'>,
  names: Names,
  own?: OdsCode,
): string {
  const source = basis?.source;
  if (source === undefined) {
    if (first === undefined) return 'a person';
    return first.organisation === own ? 'the trust' : byWhom(first, names);
  }
  const name = withDaysInWords(source.name);
  return source.publishedOn === undefined
    ? name
    : `${name}, published ${statedInWords(source.publishedOn)}`;
}

const marksInWords: Readonly<Record<FactMark, string>> = {
  'no-evidence': 'no evidence attached',
  'late-entry': 'recorded more than 12 months after its day',
  'after-closure': 'after the organisation had closed',
  'no-earlier-plan': 'no earlier plan is recorded',
  'below-gate': 'before enough use of the record to count',
  'gate-unmeasured': 'while use of the record was not measured',
};
