import { JSDOM } from 'jsdom';
import { ApplicationUnderTest } from '../support/application.js';
import { inWords } from '../support/page.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('Help', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({
      environment: { CONTACT: 'help@example.org' },
    });
  });
  afterAll(() => application.stop());

  const shown = async (path: string, status = 200) => {
    const { text } = await application.visitor().get(path).set('Accept', BROWSER).expect(status);
    return text;
  };

  const footOf = (html: string) =>
    [...new JSDOM(html).window.document.querySelectorAll('footer nav a')].map((link) =>
      link.getAttribute('href'),
    );

  it('is led to from the foot of every page, in the same order', async () => {
    const expected = ['/help', '/accessibility-statement', '/cookies', '/privacy'];
    for (const path of ['/', '/organisations', '/help', '/privacy']) {
      expect(footOf(await shown(path))).toEqual(expected);
    }
    expect(footOf(await shown('/nowhere', 404))).toEqual(expected);
    expect(footOf(await shown('/audit', 401))).toEqual(expected);
  });

  it('says what each role does, how to begin, and what the words mean', async () => {
    const help = inWords(await shown('/help'));
    expect(help).toContain('Auditor : reads everything and records nothing');
    expect(help).toContain('choose “Confirm and save”. Nothing is recorded before that.');
    expect(help).toContain('Optimisation gap How much of the intended value of a record');
  });

  it('names whom to ask, as it was set', async () => {
    for (const path of ['/help', '/accessibility-statement', '/privacy']) {
      expect(await shown(path)).toContain(
        '<a href="mailto:help@example.org" class="app-value">help@example.org</a>',
      );
    }
  });

  it('names every cookie that the service sets, and no other', async () => {
    const cookies = inWords(await shown('/cookies'));
    const answer = await application.visitor().get('/sign-in').set('Accept', BROWSER).expect(200);
    const signedIn = await application
      .visitor()
      .plain('post', '/sign-in')
      .send({ person: 'auditor-1' })
      .expect(200);
    const set = [answer, signedIn].flatMap(({ headers }) => headers['set-cookie'] as unknown);
    const names = set.map((each) => String(each).split('=')[0] ?? '');
    expect(names).toEqual(['tracker-form', 'tracker-session']);
    for (const name of names) expect(cookies).toContain(name);
    expect(cookies).toContain('two, both needed');
  });

  it('says how long what is noted of people is kept', async () => {
    const privacy = inWords(await shown('/privacy'));
    expect(privacy).toContain('Lines older than 2 years are deleted when the service starts.');
    expect(privacy).toContain('Until 5pm tomorrow');
    expect(privacy).toContain('7 days, deleted when the next file is uploaded');
  });

  it('says of accessibility what is not known, too', async () => {
    const statement = inWords(await shown('/accessibility-statement'));
    expect(statement).toContain('WCAG) version 2.2 at level AA');
    expect(statement).toContain('no screen reader and no speech recognition has been tried');
  });
});

describe('Without a contact, help', () => {
  let application: ApplicationUnderTest;

  beforeAll(async () => {
    application = await ApplicationUnderTest.start();
  });
  afterAll(() => application.stop());

  it('says that none is set up yet', async () => {
    const { text } = await application.visitor().get('/help').set('Accept', BROWSER).expect(200);
    expect(inWords(text)).toContain('No contact has been set up for this service yet.');
  });
});

describe('With a link for a contact, help', () => {
  let application: ApplicationUnderTest;
  const CONTACT = 'https://chat.example/@support';

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({ environment: { CONTACT } });
  });
  afterAll(() => application.stop());

  it('leads to it, whatever it contains', async () => {
    const { text } = await application.visitor().get('/help').set('Accept', BROWSER).expect(200);
    expect(text).toContain(`<a href="${CONTACT}" class="app-value">${CONTACT}</a>`);
  });
});
