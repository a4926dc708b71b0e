import { isoDate, onDay } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import { eventId, recordingOf, RecordedWorld, type Recording } from '../testing/recorded-world.js';
import { Segregation, SegregationHandler } from './segregation.query.js';

/*
 * The rules let nobody decide on what they recorded. A log that was brought in from elsewhere, or written
 * by a build with a fault, may hold it all the same: that is what the report is for.
 */
describe('Who recorded and who decided', () => {
  let world: RecordedWorld;
  const asked = (limit = 10, offset = 0, entry?: number) =>
    new SegregationHandler(world.ledger).execute(
      new Segregation({ offset, limit }, entry === undefined ? undefined : { entry }),
    );

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...history);
  });
  afterAll(() => world.close());

  it('is counted by what was decided on', async () => {
    expect((await asked()).counts).toEqual([
      { decided: 'benefit-actual', numerator: 1, denominator: 2 },
      { decided: 'benefit-approval', numerator: 1, denominator: 2 },
      { decided: 'evidence-grade', numerator: 0, denominator: 1 },
      { decided: 'stage-validation', numerator: 0, denominator: 1 },
    ]);
  });

  it('shows first what one person did alone', async () => {
    const { duties } = await asked();
    expect(duties.slice(0, 3)).toMatchObject([
      {
        decided: 'benefit-actual',
        outcome: 'validated',
        owner: 'RXX-ONE',
        together: true,
        recordedBy: 'one',
        decidedBy: 'one',
      },
      {
        ...{ decided: 'benefit-approval', outcome: null, together: true },
        ...{ recordedBy: 'two', decidedBy: 'two' },
      },
      { together: false },
    ]);
  });

  it('counts a decision only for the statement that it names, while that stands', async () => {
    // Before the correction of the second actual, its validation stood.
    expect((await asked(10, 0, 11)).counts[0]).toMatchObject({ denominator: 3 });
  });

  it('comes in pages', async () => {
    const first = await asked(4);
    const second = await asked(4, first.next ?? 0);
    expect([first.duties.length, second.duties.length, second.next]).toEqual([4, 2, null]);
  });

  it('follows what is recorded later, and keeps what was known before', async () => {
    const before = await asked();
    await world.record(
      by('five', BENEFIT, actual('04', 40)),
      by('five', BENEFIT, validated(before.entry + 1, '04')),
    );
    const later = await asked(1);
    expect(later.counts[0]).toMatchObject({ numerator: 2, denominator: 3 });
    expect(later.duties).toMatchObject([
      { recordedEntry: before.entry + 1, decidedEntry: before.entry + 2, together: true },
    ]);
    expect(await asked(10, 0, before.entry)).toEqual({ ...before, final: true });
  });

  it('tells whether a value was validated or rejected', async () => {
    const { entry } = await asked();
    await world.record(
      by('five', BENEFIT, actual('05', 50)),
      by('five', BENEFIT, rejected(entry + 1, '05')),
    );
    expect((await asked(2)).duties).toMatchObject([
      { recordedEntry: entry + 1, decided: 'benefit-actual', outcome: 'rejected' },
      { decided: 'benefit-actual', outcome: 'validated' },
    ]);
  });

  it('is the same where it is kept from entry to entry, and in pages', async () => {
    const ours = await RecordedWorld.open();
    try {
      let most = 0;
      const [entries = []] = fc.sample(histories(90, 'promising'), { numRuns: 1, seed: 3 });
      const kept = new SegregationHandler(ours.ledger);
      const half = Math.ceil(entries.length / 2);
      await ours.record(...entries.slice(0, half).map(recordingOf));
      for (let at = half; at < entries.length; at += 3) {
        await ours.record(...entries.slice(at, at + 3).map(recordingOf));
        const query = new Segregation({ offset: 0, limit: Infinity });
        const whole = await kept.execute(query);
        expect(whole).toEqual(await new SegregationHandler(ours.afresh()).execute(query));
        const page = await kept.execute(new Segregation({ offset: 3, limit: 2 }));
        expect(page.duties).toEqual(whole.duties.slice(3, 5));
        most = Math.max(most, whole.duties.length);
      }
      expect(most).toBeGreaterThan(5);
    } finally {
      await ours.close();
    }
  });

  it('is the same by tables that were built anew', async () => {
    const live = await asked();
    await world.rebuild();
    expect(await asked()).toEqual(live);
  });
});

const BENEFIT = 'benefit-RXX-ONE';
const effective = onDay(isoDate('2025-03-31'));
const period = (month: string) => ({
  from: isoDate(`2025-${month}-01`),
  to: isoDate(`2025-${month}-28`),
});
const about = { benefit: 'RXX-ONE', organisation: 'RXX', effective };
const actual = (month: string, amount: number) => ({
  type: 'BenefitActualRecorded',
  data: { ...about, period: period(month), amount },
});
const validated = (of: number, month: string) => ({
  type: 'BenefitActualValidated',
  data: { ...about, actual: eventId(of), names: eventId(of), period: period(month) },
});

const rejected = (of: number, month: string) => ({
  type: 'BenefitActualRejected',
  data: { ...validated(of, month).data, why: 'A ward was counted twice' },
});

const history: readonly Recording[] = [
  by('one', BENEFIT, {
    type: 'BenefitProfiled',
    data: { ...about, profile: { title: 'Time', owner: 'chief-nurse' } },
  }),
  by('two', BENEFIT, {
    type: 'BenefitBaselineAgreed',
    data: { ...about, value: 1, period: period('01'), method: 'Count', agreedBy: 'chief-nurse' },
  }),
  by('two', BENEFIT, {
    type: 'BenefitApproved',
    data: { ...about, trajectory: [], attributionShare: 1, fullYearValue: 1 },
  }),
  by('one', BENEFIT, actual('01', 10)),
  by('one', BENEFIT, actual('02', 20)),
  by('three', BENEFIT, actual('03', 30)),
  by('one', BENEFIT, validated(4, '01')),
  by('two', BENEFIT, validated(5, '02')),
  by('two', BENEFIT, validated(6, '03')),
  by('one', 'evidence-EV-RXX-000000000001', {
    type: 'EvidenceAttached',
    data: { evidenceId: 'EV-RXX-000000000001', organisation: 'RXX', title: 'Report', effective },
  }),
  by('two', 'evidence-EV-RXX-000000000001', {
    type: 'EvidenceGraded',
    data: { evidenceId: 'EV-RXX-000000000001', grade: 2, names: eventId(10), effective },
  }),
  by('one', BENEFIT, {
    type: 'FactCorrected',
    data: { factId: eventId(5), reason: 'A ward was counted twice', fact: actual('02', 18) },
  }),
  by('one', 'optimisation-RXX', {
    type: 'StageDeclared',
    data: { organisation: 'RXX', stage: 2, effective },
  }),
  by(
    'four',
    'optimisation-RXX',
    {
      type: 'StageValidated',
      data: { organisation: 'RXX', stage: 2, validator: 'RYY', expires: '2026-03-31', effective },
    },
    'RYY',
  ),
];

function by(
  actor: string,
  stream: string,
  event: Recording['event'],
  organisation = 'RXX',
): Recording {
  return { stream, recordedAt: '2025-04-01T09:00:00.000Z', event, by: { actor, organisation } };
}
