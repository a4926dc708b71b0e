import { EVENT_STORE, type EventStore, type StoredEvent } from '#event-sourcing';
import { assessmentRecords } from '../../apps/server/src/api/assessments.controller.js';
import { benefitRecords } from '../../apps/server/src/api/benefits.controller.js';
import { measurementRecords } from '../../apps/server/src/api/measurements.controller.js';
import { optimisationRecords } from '../../apps/server/src/api/optimisation.controller.js';
import { poolRecords } from '../../apps/server/src/api/pools.controller.js';
import { ApplicationUnderTest } from '../support/application.js';
import { recordEveryKind } from '../support/every-kind.js';
import { FormWalk } from '../support/form-walk.js';

const RECORDER = 'trust-recorder-1';
const APPROVER = 'trust-approver-1';
/** Of another organisation than the trust. */
const VALIDATOR = 'validator-1';

/** A kind of entry, what is changed of it by its form, and what of the entry is another for that. */
type Kind = Readonly<{
  path: string;
  /** Where it stands; left out: in the benefit. */
  stream?: string;
  by?: string;
  /** The question of the answer that is changed, as its link on the check names it. */
  question: string;
  typed: Readonly<Record<string, string>>;
  /** That answer in words, as it stood and as it will be. */
  reads: readonly [before: string, after: string];
  differs: Readonly<Record<string, unknown>>;
}>;

const BENEFIT = 'benefit-RXX-EPMA-TIME';
const USED = 'Used (doses charted electronically)';
const TRUST = 'optimisation-RXX';

/** Of what lies more than 12 months back it is also why it is told so late. */
const REASON = 'It was taken from the wrong report.';

/** In the order in which they are recorded, so that they are withdrawn from the last to the first. */
const kinds: readonly Kind[] = [
  {
    ...{ path: 'go-lives', stream: TRUST, question: 'Which module went live?' },
    ...{ typed: { module: 'epma' }, reads: ['The EPR as a whole', 'ePMA'] },
    differs: { module: 'epma', 'marks/1': 'late-entry', reason: REASON },
  },
  {
    ...{ path: 'capability-scopes', stream: TRUST, question: 'How much each counts' },
    ...{ typed: { 'weights-1-site': 'RXX01', 'weights-1-weight': '250' } },
    ...{ reads: ['The same', 'RXX01 counts 250'] },
    differs: { 'sites/0/weight': 250, 'marks/0': 'late-entry', reason: REASON },
  },
  {
    ...{ path: 'capability-enablements', stream: TRUST, question: 'When was it switched on?' },
    typed: { 'day-day': '11', 'day-month': '9', 'day-year': '2024' },
    reads: ['10 September 2024', '11 September 2024'],
    differs: {
      ...{ 'effective/earliest': '2024-09-11', 'effective/latest': '2024-09-11' },
      ...{ 'marks/0': 'late-entry', reason: REASON },
    },
  },
  {
    ...{ path: 'adoption-measurements', stream: 'adoption-RXX-C105', question: USED },
    ...{ typed: { numerator: '9,310' }, reads: ['9,130', '9,310'], differs: { numerator: 9_310 } },
  },
  {
    ...{ path: 'capability-withdrawals', stream: TRUST, question: 'Why was it switched off?' },
    ...{ typed: { 'why-off': 'The contract ended' } },
    ...{ reads: ['The licence ended', 'The contract ended'] },
    differs: { why: 'The contract ended' },
  },
  {
    ...{
      path: 'stage-declarations',
      stream: TRUST,
      question: 'Did the board of the trust declare it?',
    },
    ...{ typed: { board: 'no' }, reads: ['Yes', 'No'], differs: { byBoard: false } },
  },
  {
    ...{ path: 'milestones', stream: TRUST, question: 'What is the contract worth, in pounds?' },
    ...{ typed: { amount: '4,300,000' }, reads: ['4,200,000', '4,300,000'] },
    differs: { amountPence: 430_000_000 },
  },
  {
    ...{ path: 'deployments', stream: TRUST, question: 'Which modules are planned?' },
    ...{ typed: { modules: 'inpatients' }, reads: ['inpatients, ePMA', 'inpatients'] },
    differs: { 'modules/1': undefined },
  },
  {
    ...{ path: 'forecasts', stream: TRUST, question: 'When is it now expected to go live?' },
    ...{ typed: { planned: 'October 2026' }, reads: ['September 2026', 'October 2026'] },
    differs: { plannedGoLive: '2026-10' },
  },
  {
    ...{ path: 'deferrals', stream: TRUST, question: 'When is it now planned to go live?' },
    ...{ typed: { planned: '2027' }, reads: ['2026/27', '2027'] },
    differs: { plannedGoLive: '2027' },
  },
  {
    ...{ path: 'cancellations', stream: TRUST, question: 'Why was it cancelled?' },
    typed: { 'why-changed': 'The supplier left the market' },
    reads: ['The supplier withdrew', 'The supplier left the market'],
    differs: { why: 'The supplier left the market' },
  },
  {
    ...{ path: 'replacements', stream: TRUST, question: 'For which capabilities?' },
    typed: { capabilities: 'C105' },
    reads: [
      'Maternity, ED, theatre modules in the record (C106)',
      'Electronic prescribing and administration (ePMA) (C105)',
    ],
    differs: { 'capabilities/0': 'C105' },
  },
  {
    ...{ path: 'retirements', stream: TRUST, question: 'From which day is it retired?' },
    ...{ typed: { 'day-month': 'July' }, reads: ['1 June 2026', '1 July 2026'] },
    differs: { 'effective/earliest': '2026-07-01', 'effective/latest': '2026-07-01' },
  },
  {
    ...{ path: 'partner-flows', stream: TRUST, question: 'Which way do records flow?' },
    ...{ typed: { direction: 'both' } },
    reads: ['From the partner to the trust', 'Both ways'],
    differs: { direction: 'both' },
  },
  {
    ...{ path: 'partner-flow-withdrawals', stream: TRUST, question: 'Why was it switched off?' },
    ...{ typed: { 'why-off': 'The contract ended' } },
    ...{ reads: ['The interface failed', 'The contract ended'] },
    differs: { why: 'The contract ended' },
  },
  {
    ...{ path: 'realisation-measurements', stream: 'realisation-RXX-C105' },
    ...{ question: 'Validated', typed: { validated: '4,300' }, reads: ['£4,200', '£4,300'] },
    differs: { validated: 430_000 },
  },
  {
    ...{ path: 'shared-record-measurements', stream: 'exchange-RXX-gp' },
    ...{
      question: 'Used (of these, it was opened)',
      typed: { used: '610' },
      reads: ['600', '610'],
    },
    differs: { used: 610 },
  },
  {
    ...{ path: 'driver-measurements', stream: 'driver-RXX-first-time-right' },
    ...{
      question: 'Counted (structured entries not corrected within 72 hours)',
      typed: { numerator: '810' },
      reads: ['800', '810'],
    },
    differs: { numerator: 810 },
  },
  {
    ...{ path: 'stage-validations', stream: TRUST, by: VALIDATOR },
    ...{ question: 'What did you look at?', typed: { scope: 'Wards' } },
    ...{ reads: ['All of the trust', 'Wards'], differs: { scope: 'Wards' } },
  },
  {
    ...{ path: 'stage-validation-withdrawals', stream: TRUST, by: VALIDATOR },
    ...{ question: 'Why are you withdrawing it?', typed: { 'why-withdrawn': 'Too few were seen' } },
    reads: ['The visit was cut short', 'Too few were seen'],
    differs: { why: 'Too few were seen' },
  },
  {
    ...{ path: 'epr-status', stream: TRUST, question: 'Who is the supplier?' },
    ...{ typed: { supplier: 'Another supplier' }, reads: ['A supplier', 'Another supplier'] },
    differs: { supplier: 'Another supplier' },
  },
  {
    ...{ path: 'assessments', stream: 'assessment-RXX-dma-2025', question: 'Well led' },
    ...{ typed: { 'score-well-led': '3.4' }, reads: ['3.1', '3.4'] },
    differs: { 'scores/well-led': 3.4 },
  },
  {
    ...{
      path: 'survey-results',
      stream: 'assessment-RXX-nees-2021',
      question: 'How many answered',
    },
    ...{ typed: { respondents: '321' }, reads: ['312', '321'], differs: { respondents: 321 } },
  },
  {
    ...{
      path: 'benefits',
      question: 'What is the benefit?',
      typed: { title: 'Time for patients' },
    },
    reads: ['Nursing time freed by electronic drug charts', 'Time for patients'],
    differs: { 'profile/title': 'Time for patients' },
  },
  {
    ...{ path: 'benefit-baselines', question: 'Who agreed it?' },
    ...{ typed: { 'agreed-by': 'trust board' }, reads: ['benefits-board', 'trust board'] },
    differs: { agreedBy: 'trust-board' },
  },
  {
    ...{ path: 'benefit-links', question: 'What is it called?' },
    ...{ typed: { title: 'Time for care' }, reads: ['Time to care', 'Time for care'] },
    differs: { 'link/title': 'Time for care' },
  },
  {
    ...{ path: 'disbenefits', question: 'Who bears it?', typed: { bearer: 'Junior doctors' } },
    ...{ reads: ['Ward doctors', 'Junior doctors'], differs: { bearer: 'Junior doctors' } },
  },
  {
    ...{ path: 'benefit-approvals', by: APPROVER },
    ...{ question: 'Which version of the business case?', typed: { version: '2.2' } },
    ...{ reads: ['2.1', '2.2'], differs: { caseVersion: '2.2' } },
  },
  {
    ...{ path: 'benefit-actuals', question: 'How was it measured?' },
    ...{ typed: { method: 'Ledger' }, reads: ['EPR report, all inpatient wards', 'Ledger'] },
    differs: { method: 'Ledger' },
  },
  {
    ...{ path: 'benefit-validations', by: APPROVER, question: 'How did you check it?' },
    ...{ typed: { method: 'Ledger' }, reads: ['Sample of 40 rounds', 'Ledger'] },
    differs: { method: 'Ledger' },
  },
  {
    ...{ path: 'benefit-rejections', by: APPROVER, question: 'Why are you rejecting this value?' },
    typed: { 'why-rejected': 'Two wards were counted twice' },
    reads: ['A ward was counted twice', 'Two wards were counted twice'],
    // It names the value as it was stated then, which has been put right above.
    differs: { why: 'Two wards were counted twice', names: expect.any(String) },
  },
  {
    ...{ path: 'benefit-forecasts', by: APPROVER },
    ...{ question: 'Why did the forecast change?' },
    ...{ typed: { 'why-changed': 'Two wards joined later' } },
    reads: ['A ward joined later', 'Two wards joined later'],
    differs: { why: 'Two wards joined later' },
  },
  {
    ...{ path: 'benefit-rebaselinings', by: APPROVER },
    ...{ question: 'Which version of the business case?', typed: { version: '3.1' } },
    ...{ reads: ['3.0', '3.1'], differs: { caseVersion: '3.1' } },
  },
  {
    ...{ path: 'benefit-unlinkings', question: 'Why did it end?' },
    typed: { 'why-ended': 'The goal was dropped' },
    ...{ reads: ['No longer a goal', 'The goal was dropped'] },
    differs: { why: 'The goal was dropped' },
  },
  {
    ...{ path: 'pool-claims', stream: 'pool-nursing-time' },
    ...{ question: 'Which share of it, in percent?', typed: { share: '35' } },
    ...{ reads: ['40', '35'], differs: { share: 0.35 } },
  },
  {
    ...{
      path: 'pool-releases',
      stream: 'pool-nursing-time',
      question: 'Why are you releasing it?',
    },
    typed: { 'why-released': 'Counted at another benefit' },
    reads: ['Counted elsewhere', 'Counted at another benefit'],
    differs: { why: 'Counted at another benefit' },
  },
  {
    ...{ path: 'benefit-ownership-transfers', question: 'Who owns it from now on?' },
    ...{ typed: { owner: 'medical director' }, reads: ['deputy-chief-nurse', 'medical director'] },
    differs: { owner: 'medical-director' },
  },
  {
    ...{ path: 'benefit-write-offs', by: APPROVER, question: 'In which paper or minute?' },
    ...{ typed: { paper: 'Board paper 15/2025' } },
    reads: ['Board paper 14/2025', 'Board paper 15/2025'],
    differs: { 'source/name': 'Board paper 15/2025' },
  },
];

const collections = [
  optimisationRecords,
  measurementRecords,
  benefitRecords,
  poolRecords,
  assessmentRecords,
].flatMap((context) => context.collections);

/** Without scripts: each kind of entry is put right by its form, and nothing else of it is another. */
describe('Every kind of entry', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordEveryKind(application, clock);
    await application.settled();
  });
  afterAll(() => application.stop());

  const historyOf = (stream: string) =>
    application.app.get<EventStore>(EVENT_STORE, { strict: false }).readStream(stream);

  async function found({ path, stream = BENEFIT, by = RECORDER }: Kind) {
    const fact = collections.find((each) => each.path === path)?.fact;
    const last = (await historyOf(stream)).filter(({ type }) => type === fact).at(-1);
    const walk = new FormWalk(application).as(by, by === VALIDATOR ? 'X26' : 'RXX');
    await walk.open(`/organisations/RXX/entries/${String(last?.position)}`);
    return { walk, was: dataIn(last) };
  }

  it('has a form', () => {
    // A transfer needs a trust that was taken over: share-benefit.e2e.spec.ts corrects one.
    const listed = [...kinds.map(({ path }) => path), 'benefit-transfers'];
    expect(listed.sort()).toEqual(collections.map(({ path }) => path).sort());
  });

  it.each(kinds.map((kind) => [kind.path, kind] as const))(
    'of %s is put right, the old beside the new',
    async (_, kind) => {
      const { walk, was } = await found(kind);
      await walk.follow('Correct this entry');
      expect((await walk.send()).text).toContain('Enter why you are correcting this entry');
      await walk.send({ why: REASON });
      const begun = await lookedAgain(walk);
      expect(begun.text).toContain('Check your answers');
      expect(begun.text).not.toContain('Changed');
      await walk.follow(`Change: ${kind.question}`);
      await walk.send(kind.typed);
      const check = await lookedAgain(walk);
      const [before, after] = kind.reads;
      expect(check.text).toContain(`${kind.question} ${before} ${after} Changed`);
      expect(check.text.split('Changed')).toHaveLength(2);
      expect((await walk.send()).text).toContain('Entry corrected');
      await application.settled();

      const corrected = (await historyOf(kind.stream ?? BENEFIT)).at(-1);
      expect(corrected?.type).toBe('FactCorrected');
      const { fact } = dataIn(corrected) as Readonly<{ fact: Readonly<{ data: object }> }>;
      const now = leavesOf(fact.data);
      const expected = { ...leavesOf(was), ...kind.differs };
      expect(now).toEqual(expected);
    },
  );

  it.each([...kinds].reverse().map((kind) => [kind.path, kind] as const))(
    'of %s is taken back',
    async (_, kind) => {
      const { walk } = await found(kind);
      await walk.follow('Withdraw this entry');
      const check = await walk.send({ why: 'It was never so, as the audit found.' });
      expect(check.text).toContain('As it will be Withdrawn');
      expect((await walk.send()).text).toContain('Entry withdrawn');
      expect((await historyOf(kind.stream ?? BENEFIT)).at(-1)?.type).toBe('FactRetracted');
      await application.settled();
    },
  );
});

/** A value that is out of the ordinary is asked about first. */
const lookedAgain = (walk: FormWalk) =>
  walk.page.address.includes('/look-again') ? walk.send() : Promise.resolve(walk.page);

const dataIn = (event: StoredEvent | undefined) => JSON.parse(event?.data ?? '{}') as object;

/** Every value of an entry by its place in it: "sites/0/weight". */
function leavesOf(value: unknown, at = ''): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return { [at.slice(1)]: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, each]) => leavesOf(each, `${at}/${name}`)),
  ) as Record<string, unknown>;
}
