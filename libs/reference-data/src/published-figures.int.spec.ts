import { CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { EventStoreModule, InMemoryEventStore } from '#event-store';
import { PublishedFigures, type FigureCompared, type PublishedFiguresAnswer } from '#read-models';
import { PublishedFiguresHandler, RecordedWorld } from '#read-models/testing';
import { isoDate } from '#vocabulary';
import { readNationalSeries } from './national-series.js';
import { ReferenceDataLoader } from './reference-data-loader.js';
import { ReferenceDataModule } from './reference-data.module.js';

let world: RecordedWorld;
let answer: PublishedFiguresAnswer;

beforeAll(async () => {
  const store = new InMemoryEventStore();
  const testing = await Test.createTestingModule({
    imports: [
      CqrsModule.forRoot(),
      EventStoreModule.forRoot({ kind: 'opened', store }),
      ReferenceDataModule,
    ],
  }).compile();
  await testing.init();
  await testing.get(ReferenceDataLoader).load();
  world = await RecordedWorld.of(store, 'gapless');
  const moment = { asOf: isoDate('2026-11-22') };
  const asked = new PublishedFigures(await readNationalSeries(), moment);
  answer = await new PublishedFiguresHandler(world.ledger).execute(asked);
  await testing.close();
}, 240_000);
afterAll(() => world.close());

describe('Published national figures beside the loaded facts', () => {
  it('are spoken to where our facts can, each within its bounds', () => {
    expect(answer).toMatchObject({ numerator: 17, denominator: 58 });
    expect(answer.figures.filter(({ ours }) => ours !== null).map(inShort)).toEqual([
      ['epr_none', '2022-06', '30/211', '0-212/212'],
      ['epr_coverage', '2022-06', '181/211', '0-212/212'],
      ['epr_coverage', '2022-12', '?/?', '0-212/212'],
      ['epr_coverage', '2023-11', '189/210', '0-210/210'],
      ['epr_none', '2023-11-20', '21/210', '0-210/210'],
      ['epr_coverage', '2024-10-01', '189/209', '188-188/208'],
      ['epr_coverage', '2025-02', '189/208', '184-185/205'],
      ['epr_coverage', '2025-02-12', '?/?', '184-185/205'],
      ['epr_coverage', '2025-05', '187/206', '184-185/205'],
      ['epr_coverage', '2025-06', '?/205', '184-185/205'],
      ['acute_emram_5_to_7', '2022-08', '32/132', '?/135'],
      ['acute_emram_5_to_7', '2024-11', '42/130', '?/135'],
      ['acute_emram_not_assessed', '2024-11', '48/130', '?/135'],
      ['acute_emram_0_to_4', '2024-11', '30/130', '?/135'],
      ['acute_infram_5_to_7', '2024-11', '15/130', '?/135'],
      ['trust_count', '2020-11', '227/?', '217-217/217'],
      ['trust_count', '2025-06', '205/?', '205-205/205'],
    ]);
  });

  it('differ as said in words, with the trusts that make a difference', () => {
    const explained = (series: string, date: string) =>
      answer.figures.find((each) => each.series === series && each.date === date)?.explanation;
    expect(explained('epr_coverage', '2024-10-01')).toBe(
      'Counted: 1 fewer than published. Of how many: 1 fewer than published. Ours are the trusts ' +
        'open on 1 October 2024, by the last word of any source of each by then. Closed by then, ' +
        'and so not among them: R1C. What else parts the two, such as what counts as an EPR, the ' +
        'sources leave open.',
    );
    expect(explained('epr_coverage', '2025-05')).toMatch(
      /^Counted: 2 to 3 fewer than published. Of how many: 1 fewer than published\..*None says of G6V2S\./,
    );
    expect(explained('trust_count', '2025-06')).toMatch(/^Counted: as published\. Ours are/);
    expect(explained('trust_count', '2020-11')).toMatch(/^Counted: 10 fewer than published\./);
  });

  it('say why, where our facts cannot speak to them', () => {
    const silent = answer.figures.filter(({ ours }) => ours === null);
    expect(silent).toHaveLength(41);
    for (const { explanation, difference } of silent) {
      expect(explanation).toMatch(/^(A |Which |What |Money |The |No fact )/);
      expect(difference).toBeNull();
    }
    const kinds = silent.filter(({ kind }) => kind !== 'actual');
    expect(kinds).toHaveLength(9);
  });
});

const inShort = ({ series, date, numerator, denominator, ours }: FigureCompared) => {
  const range = ours?.numerator && `${String(ours.numerator.low)}-${String(ours.numerator.high)}`;
  const published = [numerator, denominator].map((count) => count ?? '?').join('/');
  return [series, date, published, `${range ?? '?'}/${String(ours?.denominator)}`];
};
