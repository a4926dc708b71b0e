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
  let leftOpen: FormWalk;
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
    const { recorder: caller } = await recordCorrectedTrust(application, clock);
    const declared = await caller
      .post('/api/v1/organisations/RXX/stage-declarations', { stage: 1, effectiveOn: '2025-10-27' })
      .expect(201);
    const position = String(declared.headers['log-position']);
    await caller.get(`/api/v1/organisations/RXX/timeline?minPosition=${position}`).expect(200);
    measured = await addressOfLast('adoption-RXX-C105', 'AdoptionMeasured');
    leftOpen = recorder(2);
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

  async function correctedWith(walk: FormWalk, change: string, typed: Record<string, string>) {
    await walk.open(measured);
    await walk.follow('Correct this entry');
    await walk.send({ why: 'It was written down wrong.' });
    await walk.follow(change);
    await walk.send(typed);
    return walk.send();
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
    expect(done.text).toContain('What Before Now Used (doses charted electronically) 9,130 9,310');
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

  it('is not corrected by what changes nothing, and says where to change it', async () => {
    const walk = recorder();
    await walk.open(measured);
    await walk.follow('Correct this entry');
    const check = await walk.send({ why: 'The number was mistyped.' });
    expect(check.text).toContain('Nothing is changed yet. Choose “Change” beside each answer');
    expect(check.text).toContain(
      'Why are you correcting this entry? The number was mistyped. Change',
    );
    expect(check.text).not.toContain('Not asked');
    expect(check.html).not.toContain('Confirm and save');
    await walk.follow('Change: Used (doses charted electronically)');
    const ready = await walk.send({ numerator: '9,311' });
    expect(ready.html).toContain('Confirm and save');
    expect(ready.text).not.toContain('Nothing is changed yet.');

    const elsewhere = recorder();
    await elsewhere.open(ready.address);
    await elsewhere.follow('Change: Used (doses charted electronically)');
    await elsewhere.send({ numerator: '9,310' });
    const before = await historyOf('adoption-RXX-C105');
    expect((await walk.send()).text).toContain('Nothing is changed yet.');
    expect(await historyOf('adoption-RXX-C105')).toEqual(before);
  });

  it('shows what the correction changed, in the entry and in figures, as nobody else changed it', async () => {
    await application.settled();
    const walk = recorder();
    const { text } = await walk.open(measured);
    expect(text).toContain(
      'What the last correction changed The entry before and now What Before Now Used (doses charted electronically) 9,130 9,310',
    );
    const figures = text.slice(text.indexOf('What the correction changed in figures'));
    expect(figures).toContain(
      'Figures just before and just after the correction What Before After',
    );
    expect(figures).toContain('What was recorded later is left out');
    expect(figures).toMatch(/Use gap, 30 September 2025 [\d.]+( to [\d.]+)? points/);
    expect(figures).toContain('How this is worked out: the stage, the gap');
    const changes = await walk.follow('See all that changed at this trust since then');
    expect(changes.text).toContain('Since the end of 31 October 2025');
    await walk.open(measured);
    await walk.follow('the gap');
    expect(walk.page.status).toBe(200);
  });

  it.each([
    {
      path: 'shared-record-measurements',
      body: { partner: 'gp', eligible: 1_000, available: 900, used: 600 },
      mended: { partner: 'gp', eligible: 1_000, available: 900, used: 800 },
      figure: 'Boundary gap, 30 September 2025 8.0 to 88.0 points 4.0 to 84.0 points',
      way: 'the stage, the gap, the boundary gap',
    },
    {
      path: 'driver-measurements',
      body: { driver: 'first-time-right', numerator: 800, denominator: 1_000 },
      mended: { driver: 'first-time-right', numerator: 500, denominator: 1_000 },
      figure: 'Gap of the drivers of use, 30 September 2025',
      way: 'the stage, the gap, the drivers of use',
    },
  ])('shows what a corrected entry of $path moved', async ({ path, body, mended, figure, way }) => {
    const caller = await application.as('trust-recorder-1', 'RXX');
    const window = { from: '2025-09-01', to: '2025-09-30' };
    const how = { method: 'Report of the EPR', source: { name: 'EPR report' }, ...window };
    const first = await caller
      .post(`/api/v1/organisations/RXX/${path}`, { ...body, ...how })
      .expect(201);
    await caller
      .post(`${String(first.headers['location'])}/corrections`, {
        entry: { ...mended, ...how },
        reason: 'The number was mistyped.',
      })
      .set('If-Match', String(first.headers['etag']))
      .expect(201);
    await application.settled();
    const address = `/organisations/RXX/entries/${String(first.headers['log-position'])}`;
    const { text } = await recorder().open(address);
    expect(text).toContain(figure);
    expect(text).toContain(`How this is worked out: ${way}. `);
  });

  it('says of an answer that was taken out that it stands there no more', async () => {
    const walk = recorder();
    const noted = await correctedWith(walk, 'Change: Is there anything else to note?', {
      notes: 'Without theatres.',
    });
    expect(noted.text).toMatch(/What Before Now .* Not provided Without theatres\./);
    const emptied = await correctedWith(walk, 'Change: Is there anything else to note?', {
      notes: '',
    });
    expect(emptied.text).toMatch(/What Before Now .* Without theatres\. Not provided/);
  });

  it('says of which figures a correction changed none', async () => {
    const walk = recorder();
    await correctedWith(walk, 'Change: Is there anything else to note?', { notes: 'By ward.' });
    await application.settled();
    const { text } = await walk.open(measured);
    expect(text).toContain(
      'No difference was found: the stage and the gap of this trust on 30 September 2025 and today (1 November 2025) are the same without the correction and with it.',
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
    await leftOpen.open(stage);
    await leftOpen.follow('Correct this entry');
    await leftOpen.send({ why: 'It was another day.' });
    await leftOpen.follow('Change: From which day does the trust declare it?');
    await leftOpen.send({ 'day-day': '26' });
    const walk = recorder();
    await walk.open(stage);
    await walk.follow('Withdraw this entry');
    await walk.send({ why: 'The board had not met yet.' });
    const left = await walk.follow('Leave this entry as it stands');
    expect(left.address).toBe(stage);
    expect(left.text).toContain('Declared stage 1, digitising');
    await walk.follow('Withdraw this entry');
    const check = await walk.send({ why: 'The board had not met yet.' });
    expect(check.text).toContain('Do you want to withdraw this entry?');
    expect(check.text).toContain('This cannot be undone.');
    expect(check.text).toContain('As it stands Declared stage 1, digitising, 27 October 2025');
    const done = await walk.send();
    expect(done.text).toContain('Entry withdrawn');
    expect(done.text).toContain('What it said Declared stage 1, digitising, 27 October 2025');
    expect(done.text).toContain('It no longer counts.');
    expect(done.text).not.toContain('correct or withdraw entry');
    expect((await historyOf('optimisation-RXX')).at(-1)?.type).toBe('FactRetracted');
    expect((await walk.open(stage)).text).not.toContain('Withdraw this entry');
  });

  it('offers no way on to whoever was mending it meanwhile', async () => {
    await application.settled();
    const late = await leftOpen.send();
    expect(late.text).toContain('Someone else withdrew this entry while you were working');
    expect(late.text).toContain('This entry was withdrawn. Reason: The board had not met yet.');
    expect(late.html).not.toContain('Continue with my answers');
    const number = Number(stage.split('/').at(-1));
    expect((await leftOpen.follow(`Go back to entry ${String(number)}`)).address).toBe(stage);
  });

  it('is mended no more once it is withdrawn: its forms say so before the first question', async () => {
    await application.settled();
    const walk = recorder(2);
    for (const act of ['correct', 'withdraw']) {
      const refused = await walk.open(`${stage}/${act}`);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('This entry was withdrawn already');
      expect(refused.text).toMatch(
        /Entry [\d,]+ was withdrawn on 1 November 2025, so there is nothing to \w+\. The reason given was “The board had not met yet”\./,
      );
    }
    const back = await walk.follow(
      `Go back to entry ${Number(stage.split('/').at(-1)).toLocaleString('en-GB')}`,
    );
    expect(back.text).toContain('Withdrawn because: The board had not met yet.');
    expect(back.text).toContain('What the withdrawal changed in figures');
    expect(back.text).toContain('Stage 1, digitising None');
    expect((await new FormWalk(application).open(`${stage}/correct`)).status).toBe(401);
  });

  it('is mended by whoever stated it: of a public source not by the trust', async () => {
    const stated = await (
      await application.as('reference-loader-1')
    )
      .post('/api/v1/organisations/RXX/milestones', {
        milestone: 'contract-signed',
        effectiveOn: '2025-09-01',
        source: {
          name: 'Digital Health',
          publishedOn: '2025-09-02',
          url: 'https://www.example.org',
        },
      })
      .expect(201);
    await application.settled();
    const walk = recorder();
    const entry = `/organisations/RXX/entries/${String(stated.headers['log-position'])}`;
    for (const act of ['correct', 'withdraw']) {
      const refused = await walk.open(`${entry}/${act}`);
      expect(refused).toMatchObject({ status: 422 });
      expect(refused.text).toContain(`You cannot ${act} this entry`);
      expect(refused.text).toContain('Digital Health');
    }
    const shown = await walk.open(entry);
    expect(shown.text).not.toContain('Correct this entry');
    expect(shown.text).toContain('Digital Health');
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
