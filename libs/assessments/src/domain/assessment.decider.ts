import {
  accept,
  refuse,
  refuseAt,
  type Decide,
  type Decision,
  type Refused,
} from '#event-sourcing';
import {
  atTheSamePlace,
  beforeRecords,
  everyFact,
  factDecider,
  factOf,
  isStatedBySource,
  saysTheSame,
  settle,
  type CurrentFact,
  type Facts,
} from '#facts';
import { asKnown, RECORDS_BEGIN } from '#vocabulary';
import type { AssessmentFact } from './assessment.events.js';
import {
  assessmentStream,
  type AssessmentCircumstances,
  type AssessmentOrder,
} from './assessment.orders.js';
import type { AssessmentRefusal } from './assessment.refusals.js';
import {
  editionOf,
  instruments,
  type ScoredInstrument,
  type SurveyInstrument,
} from './instruments.js';

type No = Refused<AssessmentRefusal>;
type Instrument = ScoredInstrument | SurveyInstrument;
type Data<Type extends AssessmentOrder['type']> = Extract<AssessmentOrder, { type: Type }>['data'];

const rules: Decide<
  AssessmentOrder,
  Facts<AssessmentFact>,
  AssessmentFact,
  AssessmentRefusal,
  AssessmentCircumstances
> = {
  ImportAssessment: (facts, data, circumstances) =>
    assessed(facts, { type: 'ImportAssessment', data }, circumstances, (instrument) =>
      instrument.kind === 'scores'
        ? whyNotScored(data, instrument)
        : refuseAt('edition', 'instrument-without-scores', { instrument: instrument.title }),
    ),

  RecordSurveyResult: (facts, data, circumstances) =>
    assessed(facts, { type: 'RecordSurveyResult', data }, circumstances, (instrument) =>
      instrument.kind === 'survey'
        ? whyNotAnswered(data, instrument)
        : refuseAt('edition', 'instrument-without-answers', { instrument: instrument.title }),
    ),
};

/** The rules of assessments: what may be recorded, corrected and taken back. */
export const assessmentDecider = factDecider<
  AssessmentOrder,
  AssessmentFact,
  AssessmentRefusal,
  AssessmentCircumstances
>(rules, ['AssessmentImported', 'SurveyResultRecorded'], whyNotTheirs);

const factTypes: Readonly<Record<AssessmentOrder['type'], AssessmentFact['type']>> = {
  ImportAssessment: 'AssessmentImported',
  RecordSurveyResult: 'SurveyResultRecorded',
};

/** What holds for every entry: whose it is, of which edition, and its place among the others. */
function assessed(
  facts: Facts<AssessmentFact>,
  { type, data }: AssessmentOrder,
  circumstances: AssessmentCircumstances,
  whyNot: (instrument: Instrument) => No | undefined,
): Decision<AssessmentFact, AssessmentRefusal> {
  const { organisation, stream } = circumstances;
  if (assessmentStream(data) !== stream) return refuseAt('edition', 'another-subject');
  if (organisation !== undefined && organisation.kind !== 'trust') {
    return refuseAt('organisation', 'not-a-trust', { organisation: organisation.name });
  }
  const known = editionOf(data.edition);
  if (known === undefined) return refuseAt('edition', 'edition-unknown');
  const settled = settle(data, circumstances);
  if (settled.outcome === 'refused') return settled;
  if (settled.basis.effective.latest < RECORDS_BEGIN) return beforeRecords('when');
  const instrument: Instrument = instruments[known.instrument];
  const no = whyNot(instrument);
  if (no !== undefined) return no;
  const fact = factOf<AssessmentFact>(factTypes[type], data, settled.basis);
  const rival = rivalOf(fact, facts, { instrument, circumstances });
  if (rival === undefined) return accept(fact);
  return saysTheSame(rival, fact)
    ? accept()
    : refuseAt('when', 'assessed-already', { day: asKnown(rival.data.effective) });
}

/**
 * What holds its place already: of an instrument that is used once in an edition, anything. What a public
 * source said is no rival of what the trust says itself: the two stand side by side.
 */
function rivalOf(
  fact: AssessmentFact,
  facts: Facts<AssessmentFact>,
  {
    instrument,
    circumstances,
  }: Readonly<{ instrument: Instrument; circumstances: AssessmentCircumstances }>,
): CurrentFact<AssessmentFact> | undefined {
  const recordedAs = circumstances.asker.role;
  const isSources = isStatedBySource({ data: fact.data, recordedAs });
  return everyFact(facts).find(
    (other) =>
      isStatedBySource(other) === isSources &&
      (instrument.once || atTheSamePlace(other.data, fact.data)),
  );
}

function whyNotScored(
  { scores, selfAssessed }: Data<'ImportAssessment'>,
  { names, scale, selfAssessedUpTo }: ScoredInstrument,
): No | undefined {
  const given = Object.entries(scores);
  if (given.length === 0) return refuseAt('scores', 'no-scores');
  for (const [name, score] of given) {
    if (!names.includes(name)) {
      return refuseAt(`scores/${name}`, 'score-unknown', { name, names: names.join(', ') });
    }
    if (!isOnScale(score, scale)) {
      const { from, to, decimals } = scale;
      return refuseAt(`scores/${name}`, 'score-off-scale', {
        name,
        from: String(from),
        to: String(to),
        decimals:
          decimals === 0 ? ', without decimals' : `, with ${String(decimals)} decimal at most`,
      });
    }
    if (selfAssessed && score > selfAssessedUpTo) {
      return refuseAt(`scores/${name}`, 'score-not-own', { most: String(selfAssessedUpTo) });
    }
  }
  return undefined;
}

const isOnScale = (score: number, { from, to, decimals }: ScoredInstrument['scale']): boolean =>
  score >= from && score <= to && Number(score.toFixed(decimals)) === score;

function whyNotAnswered(
  { positive, negative, respondents }: Data<'RecordSurveyResult'>,
  { leastRespondents }: SurveyInstrument,
): No | undefined {
  for (const [which, share] of Object.entries({ positive, negative })) {
    if (!(share >= 0 && share <= 100)) return refuseAt(which, 'percent-not-valid', { which });
  }
  if (positive + negative > 100) return refuseAt('negative', 'percents-above-100');
  return Number.isSafeInteger(respondents) && respondents >= leastRespondents
    ? undefined
    : refuseAt('respondents', 'too-few-respondents', { least: String(leastRespondents) });
}

/** What a public source said is mended by the loader that passed it on, and by no trust. */
function whyNotTheirs(
  fact: CurrentFact<AssessmentFact>,
  { asker }: AssessmentCircumstances,
): No | undefined {
  return isStatedBySource(fact) && asker.role !== 'reference-loader'
    ? refuse('stated-by-a-source', { source: fact.data.source?.name ?? 'a public source' })
    : undefined;
}
