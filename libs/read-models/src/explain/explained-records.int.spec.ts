import type { InstrumentCode } from '#assessments';
import type { AnyMessage } from '#event-sourcing';
import { isoDate, onDay, type OdsCode } from '#vocabulary';
import type { Moment } from '../facts-ledger/asking.js';
import { eventId, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import type { EventUsed } from './events-used.js';
import { ExplainAssessments, ExplainAssessmentsHandler } from './explain-assessments.query.js';
import { ExplainWaiting, ExplainWaitingHandler } from './explain-waiting.query.js';

/*
 * What waits for a second person, and scores, follow from the listed events alone, and each kind of them
 * is needed. One history has something of every kind that is decided on, mended as it can be.
 */
describe('Explaining what waits and what was scored', () => {
  let given: Answers;

  beforeAll(async () => {
    given = await answersOf(history);
  });

  it('tells what waits by its kinds, and by whom it was stated', () => {
    const { answer } = given.waiting;
    expect(answer).toMatchObject({ numerator: 4, denominator: 5 });
    expect(answer.waiting.map(({ kind, subject, amount }) => [kind, subject, amount])).toEqual([
      ['benefit-approval', 'RXX-THREE', null],
      ['benefit-actual', 'RXX-ONE', 90_000],
      ['stage-validation', '2', null],
      ['evidence-grade', evidenceOf(1), null],
      ['benefit-actual', 'RXX-ONE', 110_000],
    ]);
    const actual = answer.waiting.find(({ amount }) => amount === 90_000);
    expect(actual?.statedBy).toEqual(['corrector', 'second-corrector', 'somebody']);
  });

  it('shows scores as they are by now, each with what stated it', () => {
    const { answer, events } = given.dma;
    expect(answer.lines).toMatchObject([
      { edition: '2025', name: 'well-led', score: 3.4 },
      { edition: '2024', name: 'well-led', score: 2 },
    ]);
    expect(events.map(({ type, part }) => `${type} ${part}`)).toEqual([
      'OrganisationRegistered states',
      'AssessmentImported states',
      'AssessmentImported first-stated',
      'FactCorrected states',
      'FactCorrected took-back',
      'FactRetracted took-back',
    ]);
    expect(given.nees.answer.lines).toMatchObject([{ name: 'net', score: 35 }]);
  });

  it.each<Figure>(['waiting', 'dma', 'nees'])('lists every event it needs: %s', async (figure) => {
    const { answer, events } = given[figure];
    const listed = new Set(events.map((event) => event.eventId));
    expect(listed.size).toBeLessThan(history.length);
    const without = await answersOf(history.filter(({ id }) => listed.has(id)));
    expect(shown(without[figure].answer)).toEqual(shown(answer));
  });

  it.each<[Figure, EventUsed['kind']]>([
    ['waiting', 'benefit'],
    ['waiting', 'benefit-home'],
    ['waiting', 'benefit-baseline'],
    ['waiting', 'benefit-approval'],
    ['waiting', 'benefit-write-off'],
    ['waiting', 'benefit-actual'],
    ['waiting', 'benefit-validation'],
    ['waiting', 'evidence'],
    ['waiting', 'evidence-grade'],
    ['waiting', 'evidence-withdrawn'],
    ['waiting', 'stage-declared'],
    ['waiting', 'stage-validated'],
    ['dma', 'assessment'],
    ['nees', 'survey'],
  ])('and would be found out, were for %s no %s listed', async (figure, kind) => {
    await isFoundOut(figure, (event) => event.kind === kind);
  });

  it.each<Figure>(['waiting', 'dma'])(
    'and would be found out, were nothing that took back listed: %s',
    async (figure) => {
      await isFoundOut(figure, ({ part }) => part === 'took-back');
    },
  );

  async function isFoundOut(figure: Figure, isLeftOut: (event: EventUsed) => boolean) {
    const { answer, events } = given[figure];
    const gone = new Set(events.filter(isLeftOut).map((event) => event.eventId));
    expect(gone.size).toBeGreaterThan(0);
    const other = await answersOf(
      history.filter(({ id, event: { data } }) => {
        return !gone.has(id) && !('factId' in data && gone.has(String(data.factId)));
      }),
    );
    expect(shown(other[figure].answer)).not.toEqual(shown(answer));
  }

  it('knows nothing of a code that nobody has', async () => {
    const world = await worldOf(history.slice(0, 1));
    const code = 'RZZ' as OdsCode;
    const waiting = new ExplainWaiting(code, moment);
    expect(await new ExplainWaitingHandler(world.ledger).execute(waiting)).toBeUndefined();
    const scores = new ExplainAssessments(code, 'dma', moment);
    expect(await new ExplainAssessmentsHandler(world.ledger).execute(scores)).toBeUndefined();
    await world.close();
  });
});

type Waiting = NonNullable<Awaited<ReturnType<ExplainWaitingHandler['execute']>>>;
type Scores = NonNullable<Awaited<ReturnType<ExplainAssessmentsHandler['execute']>>>;
type Answers = Readonly<{ waiting: Waiting; dma: Scores; nees: Scores }>;
type Figure = keyof Answers;

const TRUST = 'RXX' as OdsCode;
const moment: Moment = { asOf: isoDate('2025-09-30') };

async function worldOf(recordings: readonly Recording[]): Promise<RecordedWorld> {
  const world = await RecordedWorld.open();
  await world.record(...recordings);
  return world;
}

async function answersOf(recordings: readonly Recording[]): Promise<Answers> {
  const world = await worldOf(recordings);
  try {
    const waiting = await new ExplainWaitingHandler(world.ledger).execute(
      new ExplainWaiting(TRUST, moment),
    );
    const scores = async (instrument: InstrumentCode) => {
      const asked = new ExplainAssessments(TRUST, instrument, moment);
      const found = await new ExplainAssessmentsHandler(world.ledger).execute(asked);
      if (found === undefined) throw new Error(`${TRUST} has no scores to explain`);
      return found;
    };
    if (waiting === undefined) throw new Error(`${TRUST} has nothing to explain`);
    return { waiting, dma: await scores('dma'), nees: await scores('nees') };
  } finally {
    await world.close();
  }
}

/** Entries are numbered anew in another world. */
const shown = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === 'entry' ? undefined : value)),
  );

const on = (day: string) => ({ effective: onDay(isoDate(day)) });
const evidenceOf = (number: number): string => `EV-RXX-${String(number).padStart(12, '0')}`;

type Told = readonly [stream: string, event: AnyMessage, by?: string];

const ofTrust = (stream: string, type: string, day: string, data: object): Told => [
  `${stream}-RXX`,
  { type, data: { organisation: 'RXX', ...on(day), ...data } },
];
const ofBenefit = (name: string, type: string, day: string, data: object): Told => [
  `benefit-RXX-${name}`,
  { type, data: { organisation: 'RXX', benefit: `RXX-${name}`, ...on(day), ...data } },
];
const ofEvidence = (number: number, type: string, day: string, data: object): Told => [
  `evidence-${evidenceOf(number)}`,
  { type, data: { organisation: 'RXX', evidenceId: evidenceOf(number), ...on(day), ...data } },
];
const assessed = (edition: string, type: string, day: string, data: object): Told => [
  `assessment-RXX-${edition}`,
  { type, data: { organisation: 'RXX', edition, ...on(day), ...data } },
];

const profile = (name: string): Told =>
  ofBenefit(name, 'BenefitProfiled', '2025-01-10', {
    profile: {
      ...{ title: `Benefit ${name}`, owner: 'chief-nurse', class: 'NCRB', valuedIn: 'money' },
      measure: { name: 'Hours', unit: 'hours', cadence: 'monthly' },
    },
  });
const baseline = (name: string): Told =>
  ofBenefit(name, 'BenefitBaselineAgreed', '2025-02-01', {
    ...{ value: 10, method: 'count', agreedBy: 'chief-nurse' },
    period: { from: '2025-01-01', to: '2025-01-31' },
  });
const approved = (name: string): Told =>
  ofBenefit(name, 'BenefitApproved', '2025-03-01', {
    ...{ caseRef: 'FBC', caseVersion: 1, approver: 'board' },
    trajectory: [{ from: '2025-04-01', to: '2026-03-31', amount: 1_200_000 }],
  });
const actual = (month: string, last: string, amount: number): Told =>
  ofBenefit('ONE', 'BenefitActualRecorded', last, {
    ...{ period: { from: `${month}-01`, to: last }, amount, method: 'count' },
  });
const attached = (number: number): Told =>
  ofEvidence(number, 'EvidenceAttached', '2025-08-01', {
    ...{ title: `Paper ${String(number)}`, url: 'https://example.nhs.uk/paper' },
  });
const scored = (edition: string, day: string, score: number): Told =>
  assessed(edition, 'AssessmentImported', day, {
    ...{ scores: { 'well-led': score }, selfAssessed: true },
  });

/** Of the telling of that index, its event's id. */
const factId = (index: number): string => eventId(index + 1);
const corrected = (index: number, [stream, fact]: Told, by = 'somebody'): Told => [
  stream,
  { type: 'FactCorrected', data: { factId: factId(index), reason: 'a slip', fact } },
  by,
];
const retracted = (index: number, [stream]: Told): Told => [
  stream,
  { type: 'FactRetracted', data: { factId: factId(index), reason: 'not so' } },
];
const validated = (index: number, month: string, last: string): Told =>
  ofBenefit('ONE', 'BenefitActualValidated', last, {
    ...{ actual: factId(index), names: factId(index), method: 'checked' },
    period: { from: `${month}-01`, to: last },
  });

const told: readonly Told[] = [
  ofTrust('organisation', 'OrganisationRegistered', '2020-04-01', {
    ...{ kind: 'trust', name: 'Trust RXX' },
  }),
  // Approved, with values of four months: one as corrected twice, one validated, one taken back.
  profile('ONE'),
  baseline('ONE'),
  approved('ONE'),
  actual('2025-05', '2025-05-31', 80_000),
  corrected(4, actual('2025-10', '2025-10-31', 85_000), 'corrector'),
  corrected(4, actual('2025-05', '2025-05-31', 90_000), 'second-corrector'),
  actual('2025-06', '2025-06-30', 100_000),
  validated(7, '2025-06', '2025-06-30'),
  actual('2025-07', '2025-07-31', 105_000),
  retracted(9, profile('ONE')),
  actual('2025-08', '2025-08-31', 110_000),
  // Given up; waiting for its approval; without a baseline; with another trust by now.
  profile('TWO'),
  baseline('TWO'),
  ofBenefit('TWO', 'BenefitWrittenOff', '2025-06-01', {
    ...{ remainingValue: 100, approver: 'board', capacity: 'board', why: 'given up' },
  }),
  profile('THREE'),
  baseline('THREE'),
  profile('FOUR'),
  profile('FIVE'),
  baseline('FIVE'),
  ofBenefit('FIVE', 'BenefitTransferred', '2025-07-01', { successor: 'RYY' }),
  // One waits for its grade, one has it, one was withdrawn.
  attached(1),
  attached(2),
  attached(3),
  ofEvidence(2, 'EvidenceGraded', '2025-08-02', { grade: 2, names: factId(22) }),
  ofEvidence(3, 'EvidenceWithdrawn', '2025-08-03', { why: 'wrong' }),
  // The stage below was validated, and its own validation was taken back.
  ofTrust('optimisation', 'StageDeclared', '2025-07-01', { stage: 2 }),
  ofTrust('optimisation', 'StageValidated', '2025-06-01', {
    ...{ stage: 1, validator: 'RYY', expires: '2026-06-01' },
  }),
  ofTrust('optimisation', 'StageValidated', '2025-08-01', {
    ...{ stage: 2, validator: 'RYY', expires: '2026-08-01' },
  }),
  retracted(28, ofTrust('optimisation', 'StageValidated', '2025-08-01', {})),
  // What was measured otherwise changes nothing of all this.
  ofTrust('optimisation', 'EprStatusReported', '2025-03-31', { hasEpr: true }),
  scored('dma-2024', '2024-07-01', 2),
  scored('dma-2025', '2025-07-01', 3.1),
  corrected(32, scored('dma-2025', '2025-07-01', 3.4)),
  scored('dma-2025', '2025-07-02', 4),
  retracted(34, scored('dma-2025', '2025-07-02', 4)),
  assessed('emram-2018', 'AssessmentImported', '2025-05-01', {
    ...{ scores: { stage: 5 }, selfAssessed: false },
  }),
  assessed('nees-2021', 'SurveyResultRecorded', '2024-11-01', {
    ...{ positive: 60, negative: 25, respondents: 400 },
  }),
];

const history: readonly (Recording & Readonly<{ id: string }>)[] = told.map(
  ([stream, event, by = 'somebody'], index) => ({
    ...{ stream, event, id: factId(index) },
    recordedAt: `2025-10-01T10:00:00.${String(index).padStart(3, '0')}Z`,
    by: { actor: by, organisation: 'RXX' },
  }),
);
