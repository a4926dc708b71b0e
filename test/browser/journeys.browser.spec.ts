import { BrowserUnderTest } from '../support/browser.js';
import { ways } from '../support/hands.js';
import { comesToAnEntry, comparesTwoDates, freezesAPack } from './board.journeys.js';
import { drawsASample, followsAnEntry, reperformsAFigure } from './auditor.journeys.js';
import {
  declaresAStage,
  importsAFile,
  logsAGoLive,
  measuresAndMends,
  reachesTheError,
} from './trust.journeys.js';

const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };
const office = { person: 'programme-office-1' };
const auditor = { person: 'auditor-1' };

let browser: BrowserUnderTest;

beforeAll(async () => {
  browser = await BrowserUnderTest.start();
});
afterAll(() => browser.stop());

/** What the three groups come for. */
describe.each(ways)('In a browser, %s,', (_, options, hand, turn) => {
  it.each([
    ['logs a go-live between two meetings', '/organisations/RXX', logsAGoLive],
    ['measures use, corrects the number, and withdraws it', '/organisations/RXX', measuresAndMends],
    ['declares a stage beyond the evidence', '/organisations/RXX', declaresAStage],
    ['imports a file, up to its receipt', '/organisations/RXX', importsAFile],
    ['is led from an error to its field', '/organisations/RXX/milestones/new', reachesTheError],
  ])('a trust %s', async (__, path, journey) => {
    await browser.looking({ path, ...recorder }, options, (page) =>
      journey({ page, hand, turn, settled: () => browser.settled() }),
    );
  });

  it.each([
    ['comes from the programme to one entry', '/programmes/national-epr', comesToAnEntry],
    ['compares two dates', '/programmes/national-epr', comparesTwoDates],
    ['freezes a pack, and takes its figures away', '/programmes/board-programme', freezesAPack],
  ])('a board %s', async (__, path, journey) => {
    await browser.looking({ path, ...office }, options, (page) => journey({ page, hand }));
  });

  it.each([
    ['follows an entry to its record, and keeps the place', followsAnEntry],
    ['works a published figure out again', reperformsAFigure],
    ['draws a sample, and takes it away', drawsASample],
  ])('an auditor %s', async (__, journey) => {
    await browser.looking({ path: '/audit', ...auditor }, options, (page) =>
      journey({ page, hand }),
    );
  });
});
