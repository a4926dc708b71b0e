import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ApplicationUnderTest } from '../support/application.js';
import { recordCorrectedTrust } from '../support/corrected-trust.js';
import { answerAll } from '../support/every-question.js';
import { FormWalk } from '../support/form-walk.js';

const TRUST = '/organisations/RXX';
const DAY = { 'day-day': '27', 'day-month': 'oct', 'day-year': '2025' };

/** Without scripts: nobody has to know the codes of their sites by heart. */
describe('Choosing the sites', () => {
  let application: ApplicationUnderTest;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ clock });
    const { recorder } = await recordCorrectedTrust(application, clock);
    const sets = (capability: string, effectiveOn: string, sites: readonly object[]) =>
      recorder
        .post(`/api/v1${TRUST}/capability-scopes`, {
          ...{ capability, effectiveOn, sites, evidence: 'Board paper 14/2025' },
        })
        .expect(201);
    await sets('C202', '2025-09-01', [{ site: 'RXX' }]);
    await sets('C301', '2025-10-01', [
      { site: 'RXX01', weight: 250 },
      { site: 'RXX02', weight: 100 },
    ]);
    await application.settled();
  });
  afterAll(() => application.stop());

  const recorder = () => new FormWalk(application).as('trust-recorder-1', 'RXX');
  const newest = async () => {
    const store = application.app.get<EventStore>(EVENT_STORE, { strict: false });
    const event = (await store.readStream('optimisation-RXX')).at(-1);
    return { type: event?.type, ...(JSON.parse(event?.data ?? '{}') as object) };
  };
  const offered = ({ document }: FormWalk) =>
    [...document.querySelectorAll('.nhsuk-checkboxes__label')].map(({ textContent }) =>
      textContent.trim(),
    );
  const ticked = ({ document }: FormWalk) =>
    [...document.querySelectorAll<HTMLInputElement>('[name=sites]:checked')].map(
      ({ value }) => value,
    );
  const toSites = async (walk: FormWalk, path: string, answers: object) => {
    await walk.open(TRUST + path);
    for (const answer of Object.values(answers) as Record<string, string>[]) {
      await walk.send(answer);
    }
  };
  const toSitesOfGoLive = async (walk: FormWalk, epr: string) =>
    toSites(walk, '/milestones/new', [
      ...[{ what: 'go-live' }, { epr: 'another' }, { 'new-epr': epr }, DAY, { module: 'epma' }],
    ]);

  it('offers those of a go-live that the trust has named beside itself, and takes others', async () => {
    const walk = recorder();
    await toSitesOfGoLive(walk, 'second-epr');
    expect(walk.page.text).toContain('At which sites did it go live? Leave this empty');
    expect(offered(walk)).toEqual(['RXX01', 'RXX02']);
    await walk.send({ sites: ['RXX01', 'RXX02'], 'sites-others': 'rxx09, RXX01' });
    for (const answer of [{ 'evidence-none': 'yes' }, {}, {}]) await walk.send(answer);
    expect(walk.page.text).toContain('Milestone or go-live logged');
    expect(await newest()).toMatchObject({
      type: 'EprWentLive',
      sites: ['RXX01', 'RXX02', 'RXX09'],
    });
  });

  it('says beside what was typed that it is no code, and keeps what was ticked', async () => {
    const walk = recorder();
    await toSitesOfGoLive(walk, 'third-epr');
    await walk.send({ sites: 'RXX02', 'sites-others': 'the big one' });
    expect(walk.page.status).toBe(400);
    const [link] = walk.document.querySelectorAll('.nhsuk-error-summary a');
    expect(link?.textContent.trim()).toMatch(/^Enter sites by their codes/);
    const input = walk.document.querySelector<HTMLInputElement>(link?.getAttribute('href') ?? '');
    expect(input?.value).toBe('the big one');
    expect(ticked(walk)).toEqual(['RXX02']);
    await walk.send({ sites: 'RXX77', 'sites-others': '' });
    expect(walk.page.text).toContain('There is a problem Select from what is listed');
  });

  it('offers for a switch-on all of the trust, or what counts for the capability', async () => {
    const walk = recorder();
    await toSites(walk, '/capabilities/new', [{ capability: 'C201' }]);
    expect(offered(walk).slice(0, 3)).toEqual(['All of the trust (RXX)', 'RXX01', 'RXX02']);
    await walk.send();
    expect(walk.page.text).toContain('There is a problem Select or enter at least one site');
    await toSites(walk, '/capabilities/new', [{ capability: 'C301' }, { sites: 'RXX02' }]);
    expect(walk.page.text).toContain('Which EPR provides it?');
    await toSites(walk, '/capabilities/new', [{ capability: 'C202' }]);
    expect(offered(walk)).toEqual(['All of the trust (RXX)']);
  });

  it('takes the code of the trust in small letters too', async () => {
    const walk = recorder();
    await toSites(walk, '/capabilities/new', [{ capability: 'C201' }, { 'sites-others': 'rxx' }]);
    expect(walk.page.text).toContain('Which EPR provides it?');
  });

  it('offers for a switch-off where it is on, and not where it was switched off since', async () => {
    const walk = recorder();
    const caller = await application.as('trust-recorder-1', 'RXX');
    const records = (path: string, day: number, more: object) =>
      caller
        .post(`/api/v1${TRUST}/${path}`, {
          ...{ capability: 'C301', effectiveOn: `2025-10-0${String(day)}`, ...more },
        })
        .expect(201);
    const why = 'The licence ended';
    const offeredNow = async (capability: string) => {
      await application.settled();
      await toSites(walk, '/capabilities/withdrawals/new', [{ capability }]);
      return offered(walk);
    };
    await records('capability-enablements', 2, { sites: ['RXX01', 'RXX02'] });
    expect(await offeredNow('C301')).toEqual(['RXX01', 'RXX02']);
    await records('capability-withdrawals', 3, { why, sites: ['RXX02'] });
    expect(await offeredNow('C301')).toEqual(['RXX01']);
    await records('capability-withdrawals', 4, { why });
    expect(await offeredNow('C301')).toEqual([]);
    await records('capability-enablements', 5, { sites: ['RXX02'] });
    expect(await offeredNow('C301')).toEqual(['RXX02']);
    expect(await offeredNow('C105')).toEqual(['RXX01']);
  });

  it('begins a scope with what counted last', async () => {
    const walk = recorder();
    await toSites(walk, '/capabilities/scopes/new', [{ capability: 'C401' }]);
    const rows = [...walk.document.querySelectorAll<HTMLInputElement>('.app-row input')];
    expect(rows.map(({ value }) => value)).toEqual(['RXX01', '250', 'RXX02', '100', '', '']);
    expect(ticked(walk)).toEqual(['RXX01', 'RXX02']);
    expect(offered(walk).slice(0, 3)).toEqual(['All of the trust (RXX)', 'RXX01', 'RXX02']);
    expect(walk.page.text).toContain(
      'No sites are set for it yet. Those that count for Order-time decision support (C301) are selected',
    );
    await toSites(walk, '/capabilities/scopes/new', [{ capability: 'C301' }]);
    expect(walk.page.text).toContain(
      'The sites that count for it now are selected, with how much each counts.',
    );
  });

  it('takes the weight of a site away with the site that is cleared', async () => {
    const walk = recorder();
    await toSites(walk, '/capabilities/scopes/new', [{ capability: 'C301' }, { sites: 'RXX01' }]);
    expect(walk.page.text).toContain('From which day do these sites count?');
    for (const answer of [DAY, { 'evidence-none': 'yes' }]) await walk.send(answer);
    expect(walk.page.text).toContain('RXX01 counts 250 Change');
    expect(walk.page.text).not.toContain('RXX02');
    await toSites(walk, '/capabilities/scopes/new', [
      { capability: 'C301' },
      { sites: 'RXX01', 'weights-2-weight': '300' },
    ]);
    expect(walk.page.text).toContain('RXX02 is not among the sites selected');
  });

  it('shows the weight that stood where the site is cleared by a correction', async () => {
    const walk = recorder();
    await toSites(walk, '/capabilities/scopes/new', [
      { capability: 'C301' },
      { sites: ['RXX01', 'RXX02'] },
      { 'day-day': '28', 'day-month': 'oct', 'day-year': '2025' },
      { 'evidence-none': 'yes' },
    ]);
    await walk.send();
    await application.settled();
    await walk.follow(/correct or withdraw entry \d+/.exec(walk.page.text)?.[0] ?? '');
    await walk.follow('Correct this entry');
    await walk.send({ why: 'A site does not count.' });
    await walk.follow('Change: How much each counts');
    await walk.send({ sites: 'RXX01' });
    const weights = 'RXX01 counts 250 RXX02 counts 100 RXX01 counts 250 Changed';
    expect(walk.page.text).toContain(weights);
    expect((await walk.send()).text).toContain('Entry corrected');
    expect(walk.page.text).toContain('RXX02 counts 100');
  });

  it('has ticked what stood where it is put right, listed or not', async () => {
    const walk = recorder();
    await answerAll(walk, {
      path: `${TRUST}/milestones/new`,
      answers: {
        ...{ what: 'go-live', epr: 'another', 'new-epr': 'fourth-epr', ...DAY },
        ...{ 'sites-others': 'RXX01, RXX05', 'evidence-none': 'yes' },
      },
    });
    await walk.send();
    await application.settled();
    await walk.follow(/correct or withdraw entry \d+/.exec(walk.page.text)?.[0] ?? '');
    await walk.follow('Correct this entry');
    await walk.send({ why: 'A site was left out.' });
    await walk.follow('Change: At which sites did it go live?');
    expect(ticked(walk)).toEqual(['RXX01', 'RXX05']);
    await walk.send({ sites: ['RXX01', 'RXX02', 'RXX05'] });
    expect(walk.page.text).toContain('RXX01 RXX05 RXX01 RXX02 RXX05 Changed');
  });
});
