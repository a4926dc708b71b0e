import type { FigureCompared, PublishedFiguresAnswer } from '#read-models';
import { under, type FieldsOf } from '../fields.js';
import { figured, type Answer } from './shared.js';

const range = {
  low: ['integer', 'At the least'],
  high: ['integer', 'At the most, were all that is unknown counted'],
} as const;
const figure: FieldsOf<FigureCompared> = {
  series: ['string', 'What was published'],
  date: ['string', 'Of which time, as precisely as the source has it'],
  kind: ['string', 'actual, forecast or target'],
  unit: ['string', 'In which unit'],
  value: ['number', 'The figure, as published'],
  numerator: ['number', 'How many, as published'],
  denominator: ['number', 'Of how many, as published'],
  statement: ['string', 'What the source says of it'],
  source: ['string', 'Its address, or the file it was computed from'],
  on: ['string', 'The day our facts are read for'],
  ...under('ours.numerator', range),
  'ours.denominator': ['integer', 'Of how many, by our facts'],
  ...under('difference.numerator', range),
  'difference.denominator': ['integer', 'Ours less what was published'],
  explanation: ['string', 'Why they differ, or why ours cannot speak to it'],
};
export const publishedFigures: Answer = {
  fields: {
    ...figured,
    numerator: ['integer', 'Figures our facts can speak to'],
    denominator: ['integer', 'Figures that were published by the day'],
    figures: ['array', 'Each published figure, and ours beside it'],
  } satisfies FieldsOf<PublishedFiguresAnswer>,
  rows: { at: 'figures', fields: figure },
};
