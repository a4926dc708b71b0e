import type { DataQualityAnswer, QualityMeasure } from '#read-models';
import { capital, trustsInWords } from '../../stages-in-words.js';
import { completeness, timeliness } from './known-sections.js';
import { percentOf } from './measure-words.js';
import type { QualityAbout } from './quality-section.js';
import { mended, silence, word } from './word-sections.js';

/** What is known, how soon, on whose word, what was mended, and who is silent. */
export function qualityView(
  { measures, numerator, denominator }: Omit<DataQualityAnswer, 'trusts'>,
  about: QualityAbout,
) {
  const of = (measure: QualityMeasure, name: string) =>
    measures.find((line) => line.measure === measure && line.of === name);
  const sections = [
    completeness(measures, about),
    timeliness(measures, about),
    word(measures, about),
    mended(measures),
    silence(measures),
  ].filter((section) => section !== undefined);
  const known = of('completeness', 'gap-inputs');
  return {
    headline:
      known === undefined
        ? `${trustsInWords(numerator)} of ${String(denominator)} recorded anything in the last 30 days`
        : `${capital(percentOf(known))} of the data for the optimisation gap is known (${trustsInWords(denominator)})`,
    sections,
  };
}
