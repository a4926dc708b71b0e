import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { ApplicationUnderTest } from './application.js';
import { recordForPages, type PageSeen } from './every-page.js';

const WIDE = { width: 1280, height: 900 };

type Visitor = Readonly<Record<'person' | 'organisation', string | undefined>>;

/** An application with something on its pages, and a browser to look at them. */
export class BrowserUnderTest {
  private readonly tabs = new Map<string, Promise<Page>>();

  private constructor(
    private readonly application: ApplicationUnderTest,
    private readonly browser: Browser,
    private readonly base: string,
  ) {}

  /** The browser is the program that CHROMIUM names. */
  static async start(): Promise<BrowserUnderTest> {
    const clock = { now: '2024-09-12T09:00:00.000Z' };
    const application = await ApplicationUnderTest.start({ clock });
    await recordForPages(application, clock);
    const { port } = application.server.address() as AddressInfo;
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '',
      args: ['--no-sandbox'],
    });
    return new BrowserUnderTest(application, browser, `http://127.0.0.1:${String(port)}`);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.application.stop();
  }

  /** Returns once the pages show all that is recorded. */
  settled(): Promise<void> {
    return this.application.settled();
  }

  /** Shows a page as its person sees it, on a wide screen. */
  async looking<Seen>(
    { path, person, organisation, status = 200 }: PageSeen,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<Seen>,
  ): Promise<Seen> {
    const page = await this.tabOf({ person, organisation }, options);
    try {
      const response = await page.goto(`${this.base}${path}`);
      expect(response?.status()).toBe(status);
      return await look(page);
    } finally {
      await page.emulateMedia({ media: null });
      await page.setViewportSize(WIDE);
    }
  }

  /**
   * A tab in which somebody is signed in; kept for all they look at in the same way, as a new one costs more
   * than all that is looked at in it.
   */
  private tabOf(who: Visitor, options: BrowserContextOptions): Promise<Page> {
    const key = JSON.stringify([who, options]);
    const kept = this.tabs.get(key) ?? this.signedIn(who, options);
    this.tabs.set(key, kept);
    return kept;
  }

  private async signedIn(
    { person, organisation }: Visitor,
    options: BrowserContextOptions,
  ): Promise<Page> {
    const context = await this.browser.newContext({ viewport: WIDE, ...options });
    if (person !== undefined) {
      const data = { person, ...(organisation === undefined ? {} : { organisation }) };
      const answer = await context.request.post(`${this.base}/sign-in`, { data });
      expect(answer.status()).toBe(200);
    }
    return context.newPage();
  }
}

export type Focus = Readonly<{ id: string; name: string; text: string }>;

/** What has the focus. */
export const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => ({
    id: document.activeElement?.id ?? '',
    name: document.activeElement?.getAttribute('name') ?? '',
    text: document.activeElement?.textContent.trim().replace(/\s+/g, ' ') ?? '',
  }));

/** Presses Tab until what has the focus is what is looked for; no page has more stops than this. */
export async function tabTo(page: Page, found: (focus: Focus) => boolean): Promise<void> {
  for (let stop = 0; stop < 150; stop++) {
    await page.keyboard.press('Tab');
    if (found(await focusOf(page))) return;
  }
  throw new Error(`The keyboard does not lead there at ${page.url()}.`);
}
