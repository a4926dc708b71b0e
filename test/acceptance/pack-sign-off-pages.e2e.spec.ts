import { QueryBus } from '@nestjs/cqrs';
import { merge } from 'rxjs';
import { StageDistribution } from '#read-models';
import { ApplicationUnderTest } from '../support/application.js';
import { recordBoardBenefits } from '../support/board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from '../support/board-programme.js';
import { FormWalk } from '../support/form-walk.js';

const packs = `/programmes/${PROGRAMME}/board-packs`;

/** The programme office signs the pack of the end of October, on 5 November 2025. */
describe('The pages of a sign-off', () => {
  let application: ApplicationUnderTest;
  let walk: FormWalk;
  let pack = '';
  let form = '';
  const clock = { now: '2025-11-05T09:00:00.000Z' };

  const settled = () => application.settled();

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    await recordBoardBenefits(application);
    await recordBoardProgramme(application);
    await settled();
    const office = await application.as('programme-office-1');
    const answer = await office.get('/api/v1/programmes').expect(200);
    const { entry } = answer.body as Readonly<{ entry: number }>;
    const id = `2025-10-31.${String(entry)}.4`;
    pack = `${packs}/${id}?sections=stages,benefits`;
    form = `${packs}/${id}/stages,benefits/sign-off`;
    walk = new FormWalk(application).as('programme-office-1');
  });
  afterAll(() => application.stop());

  it('ask for a statement and a day, are checked, and give a receipt once', async () => {
    const { text: unsigned } = await walk.open(pack);
    expect(unsigned).toContain('This pack is not signed off.');
    const asked: object[] = [];
    const buses = application.app.get<unknown, QueryBus>(QueryBus, { strict: false, each: true });
    const listening = merge(...buses).subscribe((query) => asked.push(query));
    const statement = await walk.follow('Sign this pack off');
    expect(statement.text).toContain('What are you confirming?');
    expect(statement.text).toContain('Sections Stages, Benefits in money');
    expect(statement.html).toContain('a fair account of the programme on 31 October');
    const { text: empty, status } = await walk.send({ statement: '' });
    expect(status).toBe(400);
    expect(empty).toContain('There is a problem Enter what you are confirming');
    await walk.send({ statement: 'Read at the meeting of the board.' });
    const tooEarly = { 'day-day': '31', 'day-month': '10', 'day-year': '2025' };
    expect((await walk.send(tooEarly)).text).toContain(
      'There is a problem A pack is signed off once its day is over: the date must be after 31 October 2025.',
    );
    await walk.follow('Change: On which day is it signed off?');
    const check = await walk.send({ ...tooEarly, 'day-day': '4', 'day-month': '11' });
    expect(check.text).toContain('On which day is it signed off? 4 November 2025');
    expect(check.text).toMatch(/Checksum \(SHA-256\) of its files [0-9a-f]{64}/);
    const [one, other] = await walk.sendTwice();
    expect(one).toBe(other);
    const { text: done } = await walk.open(String(one));
    expect(done).toContain('Board pack signed off');
    listening.unsubscribe();
    // Made once for all its pages, whose digest is asked of both its days.
    expect(asked.filter((query) => query instanceof StageDistribution)).toHaveLength(2);
    expect(done).toContain('It is never edited.');
    await settled();
    const signed = await walk.open(pack);
    expect(signed.html).not.toContain('<p></p>');
    expect(signed.text).toMatch(
      /Programme office, 4 November 2025 “Read at the meeting of the board\.” \d+ In force/,
    );
    expect((await walk.open(packs)).text).toMatch(
      /31 October 2025 Stages, Benefits in money Programme office, 4 November 2025 \d+ In force/,
    );
  });

  it('refuse a second one, and show it to those who may not sign', async () => {
    await walk.open(form);
    await walk.send();
    const typed = { 'day-day': '5', 'day-month': '11', 'day-year': '2025' };
    expect((await walk.send(typed)).text).toContain(
      'There is a problem The programme office has signed this pack off already.',
    );
    const board = new FormWalk(application).as('model-steward-1');
    const { text } = await board.open(pack);
    expect(text).toContain('Programme office, 4 November 2025');
    expect(text).not.toContain('Withdraw the sign-off');
    expect((await board.open(form)).status).toBe(403);
    for (const wrong of ['2025-10-31.9999.4/stages', 'x/stages', '2025-10-31.5.4/money']) {
      expect((await walk.open(`${packs}/${wrong}/sign-off`)).status).toBe(404);
    }
  });

  it('say that what was signed was mended since, and withdraw it', async () => {
    clock.now = '2025-12-01T09:00:00.000Z';
    const recorder = await application.as('trust-recorder-1', 'RBA');
    await recorder
      .post('/api/v1/organisations/RBA/stage-declarations', {
        ...{ stage: 1, byBoard: true, effectiveOn: '2025-10-27' },
      })
      .expect(201);
    await settled();
    expect((await walk.open(pack)).text).toContain(
      'It was signed off as shown here. The sign-off does not cover entries recorded',
    );
    await walk.follow('Withdraw the sign-off');
    await walk.send({ why: 'A declaration of RBA came late.' });
    const typed = { 'day-day': '1', 'day-month': '12', 'day-year': '2025' };
    await walk.send(typed);
    const { text } = await walk.send();
    expect(text).toContain('Sign-off withdrawn');
    await settled();
    const after = await walk.open(pack);
    expect(after.text).toMatch(
      /Withdrawn, 1 December 2025 \(entry \d+\): A declaration of RBA came late\./,
    );
    expect(after.text).toContain('Sign this pack off');
  });
});
