import { JSDOM } from 'jsdom';
import request from 'supertest';
import { Sessions } from '../../apps/server/src/api/who/sessions.js';
import { developmentPeople } from '../../apps/server/src/api/who/people.js';
import type { ApplicationUnderTest } from './application.js';
import { inWords } from './page.js';

/** One text is sent as such, as of several ticks one. */
const textsIn = (values: readonly unknown[]): string | readonly string[] => {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length > 1 ? texts : (texts[0] ?? '');
};

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A page that a browser without scripts shows. */
export type PageShown = Readonly<{ address: string; status: number; html: string; text: string }>;

/** Somebody with a browser without scripts: follows links, fills in the form of a page, sends it. */
export class FormWalk {
  private readonly cookies = new Map<string, string>();
  private shown: PageShown = { address: '/', status: 0, html: '', text: '' };
  private parsed: Document | undefined;

  constructor(private readonly application: Pick<ApplicationUnderTest, 'app' | 'server'>) {}

  get page(): PageShown {
    return this.shown;
  }

  /** The page as a browser has read it; read once, as a page may be asked about many times. */
  get document(): Document {
    this.parsed ??= new JSDOM(this.shown.html).window.document;
    return this.parsed;
  }

  /** Past the sign-in, which has specs of its own; without a person, signed out. */
  as(id?: string, organisation = ''): this {
    const person = developmentPeople.find((each) => each.id === id);
    this.cookies.delete('tracker-session');
    if (person === undefined) return this;
    const sessions = this.application.app.get(Sessions, { strict: false });
    this.keep([sessions.open({ ...person, organisation, name: organisation })]);
    return this;
  }

  async open(address: string): Promise<PageShown> {
    return this.arrive(address, await this.signed(request(this.application.server).get(address)));
  }

  /** Sends the form of the page in `main`, with what was there before and what is typed now. */
  async send(typed: Readonly<Record<string, string | readonly string[]>> = {}): Promise<PageShown> {
    const { action, fields } = this.form();
    return this.arrive(action, await this.post(action, { ...fields, ...typed }));
  }

  /** Sends it several times at once, as a button does that is pressed again: where each leads. */
  async sendTwice(): Promise<readonly string[]> {
    const { action, fields } = this.form();
    const answers = await Promise.all([this.post(action, fields), this.post(action, fields)]);
    return answers.map(({ headers }) => String(headers['location']));
  }

  /** Sends the form of the page with files, as a browser does: first the fields, then the files. */
  async upload(
    files: Readonly<Record<string, Buffer>>,
    typed: Readonly<Record<string, string>> = {},
  ): Promise<PageShown> {
    const { action, fields } = this.form();
    const test = this.signed(request(this.application.server).post(action));
    const picker =
      this.document.querySelector<HTMLInputElement>('main form input[type=file]')?.name ?? '';
    const filled = Object.entries({ ...fields, ...typed }).filter(([name]) => name !== picker);
    for (const [name, value] of filled) void test.field(name, [value].flat());
    for (const [name, content] of Object.entries(files)) void test.attach(picker, content, name);
    return this.arrive(action, await test);
  }

  async follow(link: string): Promise<PageShown> {
    const found = [...this.document.querySelectorAll('a')].find(
      ({ textContent }) => textContent.trim().replace(/\s+/g, ' ') === link,
    );
    if (found === undefined) throw new Error(`There is no link “${link}” at ${this.shown.address}`);
    // A link may begin at the page it stands on: "?page=2".
    const to = new URL(found.getAttribute('href') ?? '', `http://here${this.shown.address}`);
    return this.open(`${to.pathname}${to.search}`);
  }

  private form() {
    const form = this.document.querySelector<HTMLFormElement>('main form');
    if (form === null) throw new Error(`There is no form at ${this.shown.address}`);
    const window = form.ownerDocument.defaultView;
    if (window === null) throw new Error('The page is not shown.');
    const data = new window.FormData(form);
    const fields = Object.fromEntries(
      [...new Set(data.keys())].map((name) => [name, textsIn(data.getAll(name))]),
    );
    return { action: form.getAttribute('action') ?? '', fields };
  }

  private post(action: string, fields: Readonly<Record<string, string | readonly string[]>>) {
    return this.signed(request(this.application.server).post(action)).type('form').send(fields);
  }

  private async arrive(address: string, answer: request.Response): Promise<PageShown> {
    const set: unknown = answer.headers['set-cookie'];
    this.keep(Array.isArray(set) ? (set as string[]) : []);
    if (answer.status === 303) return this.open(String(answer.headers['location']));
    const { status, text: html } = answer;
    this.shown = { address, status, html, text: inWords(html) };
    this.parsed?.defaultView?.close();
    this.parsed = undefined;
    return this.shown;
  }

  private keep(setCookies: readonly string[]): void {
    for (const each of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      this.cookies.set(name, value);
    }
  }

  private signed(test: request.Test): request.Test {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return test.set('Accept', BROWSER).set('Cookie', cookie).redirects(0);
  }
}
