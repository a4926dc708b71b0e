import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { FormWalk } from '../support/form-walk.js';
import { inWords } from '../support/page.js';

/** Without scripts: an entry is put right and taken back, and nothing of it is lost. */
describe('An entry of a trust', () => {
  let application: ApplicationUnderTest;
  let measured: string;
  let stage: string;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  const historyOf = (stream: string) =>
    application.app.get<EventStore>(EVENT_STORE, { strict: false }).readStream(stream);
  const addressOfLast = async (stream: string, type: string) => {
    const last = (await historyOf(stream)).filter((event) => event.type === type).at(-1);
    return `/organisations/RXX/entries/${String(last?.position)}`;
  };
  const recorder = (number = 1) =>
    new FormWalk(application).as(`trust-recorder-${String(number)}`, 'RXX');

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { recorder } = await recordCorrectedTrust(application, clock);
    const declared = await recorder
      .post('/api/v1/organisations/RXX/stage-declarations', { stage: 1, effectiveOn: '2025-10-27' })
      .expect(201);
    const position = String(declared.headers['log-position']);
    await recorder.get(`/api/v1/organisations/RXX/timeline?minPosition=${position}`).expect(200);
    measured = await addressOfLast('adoption-RXX-C105', 'AdoptionMeasured');
    stage = await addressOfLast('optimisation-RXX', 'StageDeclared');
  });
  afterAll(() => application.stop());

  async function upToCheck(walk: FormWalk, numerator: string) {
    await walk.open(measured);
    await walk.follow('Correct this entry');
    await walk.send({ why: 'The number was mistyped.' });
    await walk.follow('Change: Used (doses charted electronically)');
    return walk.send({ numerator });
  }

  it('is corrected with a reason, the old and the new side by side', async () => {
    const walk = recorder();
    await walk.open(measured);
    await walk.follow('Correct this entry');
    const short = await walk.send({ why: 'Typo' });
    expect(short.text).toContain('Reason must be 10 characters or more');
    expect(short.text).toMatch(/Correct entry \d+: Use of .* Example NHS Trust/);
    const check = await upToCheck(walk, '9,310');
    expect(check.text).toContain('Used (doses charted electronically) 9,130 9,310 Changed');
    expect(check.text).toContain('Out of (doses) 11,000 11,000 Change');
    const done = await walk.send();
    expect(done.text).toContain('Entry corrected');
    expect(done.text).toContain('Used (doses charted electronically) 9,310, before: 9,130');
    expect(done.text).not.toContain('Out of');
    const history = await historyOf('adoption-RXX-C105');
    const [first, last] = [
      history.find(({ position }) => measured.endsWith(`/${String(position)}`)),
      history.at(-1),
    ];
    expect(last?.type).toBe('FactCorrected');
    expect(JSON.parse(last?.data ?? '')).toMatchObject({
      reason: 'The number was mistyped.',
      fact: {
        data: { numerator: 9_310, denominator: 11_000, source: { name: 'EPR report' } },
      },
    });
    const shown = await application
      .as('auditor-1')
      .then((auditor) => auditor.get(measured).set('Accept', 'text/html').expect(200));
    expect(inWords(shown.text)).toContain(
      `(entry ${String(last?.position)}) Id of its event ${last?.id ?? ''} Id of the event that first recorded it ${first?.id ?? ''}`,
    );
  });

  it('shows who changed what meanwhile, and goes on with the answers when they say so', async () => {
    const walk = recorder();
    await upToCheck(walk, '9,400');
    const other = recorder(2);
    await upToCheck(other, '9,350');
    expect((await other.send()).text).toContain('Entry corrected');

    const changed = await walk.send();
    expect(changed.text).toContain('Someone else changed this entry while you were working');
    expect(changed.text).toContain('Your answers are saved.');
    expect(changed.text).toContain('Trust recorder of Example NHS Trust (RXX)');
    expect(changed.text).toContain(
      'This entry was corrected. Used (doses charted electronically): 9,350, before: 9,310. Reason: The number was mistyped.',
    );
    const check = await walk.send();
    expect(check.text).toContain('Used (doses charted electronically) 9,350 9,400 Changed');
    expect((await walk.send()).text).toContain('Entry corrected');
  });

  it('is withdrawn with a reason, once and for all', async () => {
    const walk = recorder();
    await walk.open(stage);
    await walk.follow('Withdraw this entry');
    await walk.send({ why: 'The board had not met yet.' });
    expect((await walk.send()).text).toContain('Select yes if you want to withdraw this entry');
    const left = await walk.send({ sure: 'no' });
    expect(left.address).toBe(stage);
    expect(left.text).toContain('Declared stage 1, digitising');
    await walk.follow('Withdraw this entry');
    await walk.send({ why: 'The board had not met yet.' });
    const check = await walk.send({ sure: 'yes' });
    expect(check.text).toContain('As it stands Declared stage 1, digitising, 27 October 2025');
    const done = await walk.send();
    expect(done.text).toContain('Entry withdrawn');
    expect(done.text).toContain('What it said Declared stage 1, digitising, 27 October 2025');
    expect(done.text).toContain('It no longer counts.');
    expect(done.text).not.toContain('correct or withdraw entry');
    expect((await historyOf('optimisation-RXX')).at(-1)?.type).toBe('FactRetracted');
    expect((await walk.open(stage)).text).not.toContain('Withdraw this entry');
  });

  it('is neither shown nor told of to those who may not see it', async () => {
    const visitor = new FormWalk(application);
    expect(await visitor.open(measured)).toMatchObject({ status: 401 });
    expect(await visitor.open(`${measured}/correct`)).toMatchObject({ status: 401 });
    expect(await visitor.open('/organisations/RXX/entries/999/correct')).toMatchObject({
      status: 401,
    });
    const elsewhere = measured.replace('RXX', 'RYY');
    const other = new FormWalk(application).as('trust-recorder-1', 'RYY');
    expect(await other.open(elsewhere)).toMatchObject({ status: 404 });
    expect(await other.open(`${elsewhere}/withdraw`)).toMatchObject({ status: 404 });
    expect(await other.open(`${measured}/correct`)).toMatchObject({ status: 403 });
  });
});
