import { givenId, specify } from '#event-sourcing/testing';
import type { OrganisationStanding } from '#facts';
import { isoDate, odsCode, onDay, statedDate, type FactId, type FreeText } from '#vocabulary';
import { assessmentDecider } from './assessment.decider.js';
import type { AssessmentEvent, AssessmentFact } from './assessment.events.js';
import type {
  AssessmentCircumstances,
  AssessmentCommand,
  AssessmentOrder,
} from './assessment.orders.js';
import { assessmentRefusals } from './assessment.refusals.js';
import { parseEditionId, type EditionId } from './instruments.js';

describe('Recording scores', () => {
  it('keeps them by name, what is missing unknown', () => {
    dma.when(scored({ 'well-led': 3.1 })).then(imported({ 'well-led': 3.1 }));
  });

  it('is refused for an edition that is not known, and for a survey', () => {
    const at = (edition: string) => ({ stream: `assessment-RXX-${edition}` });
    dma
      .when(scored({ 'well-led': 3 }, { edition: 'dma-1999' }), at('dma-1999'))
      .thenRefusedAt('edition', 'edition-unknown');
    dma
      .when(scored({ 'well-led': 3 }, { edition: 'nees-2021' }), at('nees-2021'))
      .thenRefusedAt('edition', 'instrument-without-scores');
  });

  it('is refused for an organisation that is no trust', () => {
    dma
      .when(scored({ 'well-led': 3 }), { organisation: { ...trust, kind: 'icb' } })
      .thenRefused('not-a-trust', { organisation: 'An NHS Trust' });
  });

  it('takes what the instrument scores, on its scale, as finely as it does', () => {
    dma.when(scored({})).thenRefusedAt('scores', 'no-scores');
    dma.when(scored({ stage: 3 })).thenRefusedAt('scores/stage', 'score-unknown');
    for (const score of [0.9, 5.1, 3.14, Number.NaN]) {
      dma.when(scored({ 'well-led': score })).thenRefused('score-off-scale', {
        name: 'well-led',
        from: '1',
        to: '5',
        decimals: ', with 1 decimal at most',
      });
    }
    for (const score of [1, 5, 3.1]) dma.when(scored({ 'well-led': score })).thenLike(an);
    for (const stage of [-1, 8, 4.5]) {
      emram.when(staged(stage)).thenRefused('score-off-scale');
    }
    emram.when(staged(0)).thenLike(an);
  });

  it('believes nobody’s own word above what the instrument lets them score', () => {
    emram.when(staged(5, { selfAssessed: true })).thenLike(an);
    emram.when(staged(6, { selfAssessed: true })).thenRefused('score-not-own', { most: '5' });
    emram.when(staged(7)).thenLike(an);
  });

  it('happens once in an edition, or once a day, as the instrument is used', () => {
    const earlier = { when: { on: statedDate('2025-05-31') } };
    dma
      .given(imported({ 'well-led': 3.1 }))
      .when(scored({ 'well-led': 3.1 }))
      .thenNothing();
    dma
      .given(imported({ 'well-led': 3.1 }))
      .when(scored({ 'well-led': 3.2 }, earlier))
      .thenRefused('assessed-already');
    const five = imported({ stage: 5 }, { edition: 'emram-2018', selfAssessed: false });
    emram.given(five).when(staged(6)).thenRefused('assessed-already');
    emram.given(five).when(staged(6, earlier)).thenLike(an);
  });

  it('stands beside what a public source says', () => {
    dma
      .given(fromSource(imported({ 'well-led': 3.1 }, { source })))
      .when(scored({ 'well-led': 3.4 }))
      .thenLike(an);
  });

  it('is refused for days of which nothing is recorded', () => {
    const when = { on: statedDate('1999-12-31') };
    emram.when(staged(1, { when, reason })).thenRefused('date-before-records');
  });
});

describe('Recording the result of a survey', () => {
  it('keeps the shares and how many answered', () => {
    nees.when(answered(50.5, 20, 312)).then(result(50.5, 20, 312));
  });

  it('is refused for an instrument that is no survey', () => {
    dma
      .when(answered(50, 20, 312, 'dma-2025'))
      .thenRefusedAt('edition', 'instrument-without-answers');
  });

  it('takes shares that leave room for the neutral, of enough answers', () => {
    nees.when(answered(-1, 20, 312)).thenRefused('percent-not-valid', { which: 'positive' });
    nees.when(answered(50, 101, 312)).thenRefusedAt('negative', 'percent-not-valid');
    nees.when(answered(60, 40.5, 312)).thenRefused('percents-above-100');
    nees.when(answered(60, 40, 312)).thenLike({ type: 'SurveyResultRecorded', data: {} });
    nees.when(answered(60, 40, 9)).thenRefused('too-few-respondents', { least: '10' });
    nees.when(answered(60, 40, 10.5)).thenRefusedAt('respondents', 'too-few-respondents');
  });
});

describe('Mending an assessment', () => {
  it('states it whole, as a published correction does', () => {
    dma
      .given(imported({ 'well-led': 3.1 }))
      .when(correct(1, scored({ 'well-led': 3.4 })))
      .then(corrected(1, imported({ 'well-led': 3.4 })));
  });

  it('stays with the trust and the edition', () => {
    dma
      .given(imported({ 'well-led': 3.1 }))
      .when(correct(1, scored({ 'well-led': 3.1 }, { edition: 'dma-2024' })))
      .thenRefusedAt('edition', 'another-subject');
  });

  it('of a public source is left to who loads it', () => {
    const given = dma.given(fromSource(imported({ 'well-led': 3.1 }, { source })));
    const take = { type: 'RetractFact', data: { factId: id(1), reason } } as const;
    given.when(take).thenRefused('stated-by-a-source', { source: 'Published results' });
    const asker = { ...circumstances.asker, role: 'reference-loader' } as const;
    given.when(take, { asker }).then({ type: 'FactRetracted', data: take.data });
  });
});

it('Every refusal is a sentence', () => {
  for (const sentence of Object.values(assessmentRefusals))
    expect(sentence).toMatch(/^[A-Z{].*\.$/);
});

it.each(['dma', 'dma-', 'dma-1999', 'sats-2025', 'DMA-2025', '__proto__-2025'])(
  '%s is no edition',
  (text) => {
    expect(parseEditionId(text)).toBeUndefined();
  },
);

const RXX = odsCode('RXX');
const reason = 'A column was read wrongly' as FreeText;
const source = { name: 'Published results', publishedOn: statedDate('2026-03-30') };
const trust: OrganisationStanding = {
  code: RXX,
  name: 'An NHS Trust',
  kind: 'trust',
  opened: isoDate('1993-04-01'),
};
const circumstances: AssessmentCircumstances = {
  today: isoDate('2026-04-30'),
  asker: { actor: 'someone', role: 'trust-recorder', organisation: RXX },
  organisation: trust,
  stream: 'assessment-RXX-dma-2025',
};
const inStream = (edition: string) =>
  specify(assessmentDecider, { ...circumstances, stream: `assessment-RXX-${edition}` });
const dma = inStream('dma-2025');
const emram = inStream('emram-2018');
const nees = inStream('nees-2021');
const an = { type: 'AssessmentImported', data: {} } as const;
const when = { on: statedDate('2025-06-30') };
const effective = onDay(isoDate('2025-06-30'));

function id(n: number): FactId {
  return givenId(n) as FactId;
}
function scored(scores: Readonly<Record<string, number>>, change: object = {}): AssessmentOrder {
  const own = { organisation: RXX, edition: 'dma-2025', scores, selfAssessed: true, when };
  return { type: 'ImportAssessment', data: { ...own, ...change } as never };
}
function staged(stage: number, change: object = {}): AssessmentOrder {
  return scored({ stage }, { edition: 'emram-2018', selfAssessed: false, ...change });
}
function imported(scores: Readonly<Record<string, number>>, change: object = {}): AssessmentFact {
  const own = { organisation: RXX, edition: 'dma-2025', scores, selfAssessed: true, effective };
  return { type: 'AssessmentImported', data: { ...own, ...change } as never };
}
function answered(
  positive: number,
  negative: number,
  respondents: number,
  edition = 'nees-2021',
): AssessmentOrder {
  const of = { organisation: RXX, edition: edition as EditionId };
  return { type: 'RecordSurveyResult', data: { ...of, positive, negative, respondents, when } };
}
function result(positive: number, negative: number, respondents: number): AssessmentFact {
  const of = { organisation: RXX, edition: 'nees-2021' as EditionId };
  const data = { ...of, positive, negative, respondents, effective };
  return { type: 'SurveyResultRecorded', data };
}
function fromSource(fact: AssessmentFact): AssessmentFact {
  const metadata = { actor: 'loader', role: 'reference-loader', organisation: 'X26' };
  return Object.assign({ metadata }, fact);
}
function correct(n: number, order: AssessmentOrder): AssessmentCommand {
  return { type: 'CorrectFact', data: { factId: id(n), reason, order } };
}
function corrected(n: number, fact: AssessmentFact): AssessmentEvent {
  return { type: 'FactCorrected', data: { factId: id(n), reason, fact } };
}
