import type { EditionId } from '#assessments';
import type { Source } from '#facts';
import { isoDate, statedDate } from '#vocabulary';
import type { ReferenceData } from './reference-files.js';
import { assessments, codeIn, type RowOrders } from './row-orders.js';

const DMA_2025: Source = {
  name: 'NHS England, Digital Maturity Assessment 2024 and 2025 results, data file version 2',
  url: 'https://github.com/larsen-analyst/trustpulse',
  publishedOn: statedDate('2026-03-30'),
  caution: 'read from a copy whose author matched names of providers to codes by their words',
};

const EDITION = 'dma-2025' as EditionId;

/** Trusts scored themselves from April to June 2025; on which day, nobody says. */
const COLLECTED = { between: [isoDate('2025-04-01'), isoDate('2025-06-30')] } as const;

const pillars = {
  'well-led': 'well_led',
  'smart-foundations': 'smart_foundations',
  'safe-practice': 'safe_practice',
  'support-workforce': 'support_workforce',
  'empower-people': 'empower_people',
  'improve-care': 'improve_care',
  'healthy-populations': 'healthy_populations',
};

/** The scores of the Digital Maturity Assessment of 2025 by pillar; a blank cell is not known. */
export const maturityScoreRows = (data: ReferenceData): RowOrders[] =>
  data['dma_2025_acute_pillar_scores.csv'].map((row) => {
    const organisation = codeIn(row, 'ods_code');
    const scores = Object.entries(pillars).flatMap(([pillar, column]) => {
      const score = row[column];
      return score === undefined ? [] : [[pillar, Number(score)] as const];
    });
    const order = {
      type: 'ImportAssessment',
      data: {
        organisation,
        edition: EDITION,
        scores: Object.fromEntries(scores),
        selfAssessed: true,
        when: COLLECTED,
        source: DMA_2025,
      },
    } as const;
    return { key: organisation, sequence: organisation, orders: [assessments(order)] };
  });
