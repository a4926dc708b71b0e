import type { QualityLine } from '#read-models';
import { allTrustsInWords, capital, trustsInWords } from '../../stages-in-words.js';
import { linesNamed, shareInWords } from './measure-words.js';
import { barChart, countsTable, mostIn } from './quality-bars.js';
import type { QualityAbout, QualitySection } from './quality-section.js';

/** On whose word the claims rest; undefined where nothing is claimed. */
export function word(
  measures: readonly QualityLine[],
  about: QualityAbout,
): QualitySection | undefined {
  const own = linesNamed(measures, 'self-assessed');
  const [claims] = own;
  if (claims === undefined) return undefined;
  const stages = own.find(({ line }) => line.of === 'declared-stages');
  const rows = linesNamed(measures, 'evidence');
  const said = linesNamed(measures, 'said-by');
  return {
    id: 'self-assessed',
    title: 'Evidence behind the claims',
    sentences: [
      ...(claims.line.of === 'claims'
        ? [
            `${capital(shareInWords(claims.line))} of claims rest on the trust’s own word: no evidence of grade 2 or 3 and no public source shows them.`,
          ]
        : []),
      ...(stages === undefined ? [] : [declaredInWords(stages.line)]),
      'Shares are never rounded up, so those of one table may add up to less than 100%.',
    ],
    ...(claims.line.of === 'claims' && {
      chart: barChart('evidence', rows, {
        title: mostIn(rows),
        share: 'share of claims',
        subtitle: `Share of claims by their strongest evidence, ${about.place}, up to ${about.asOf}`,
        caption: 'Claims by their strongest evidence',
        columns: ['Evidence', 'Claims', 'Of all'],
      }),
    }),
    tables:
      said.length === 0
        ? []
        : [countsTable('Claims by source', ['Source', 'Claims', 'Of all'], said)],
  };
}

/** How many declare a stage, and of how many nobody else has validated it. */
function declaredInWords({ numerator, denominator }: QualityLine): string {
  const declare = `${trustsInWords(denominator)} ${denominator === 1 ? 'declares' : 'declare'} a stage`;
  if (numerator === 0)
    return `${declare}, and others have validated ${denominator === 1 ? 'it' : 'all of them'}.`;
  if (numerator === denominator)
    return `${declare}, and nobody else has validated ${denominator === 1 ? 'it' : 'any of them'}.`;
  return `${declare}; for ${String(numerator)} of them nobody else has validated it.`;
}

/** What was put right, and what that did to figures that were published. */
export function mended(measures: readonly QualityLine[]): QualitySection | undefined {
  const rows = linesNamed(measures, 'corrections');
  if (rows.length === 0) return undefined;
  const figures = rows.find(({ line }) => line.of === 'published-figures');
  return {
    id: 'corrections',
    title: 'Corrections and withdrawals',
    sentences:
      figures === undefined
        ? []
        : [
            `Of ${String(figures.line.denominator)} published ${figures.line.denominator === 1 ? 'figure' : 'figures'} that can be worked out again, ${figures.line.numerator === 0 ? 'none' : String(figures.line.numerator)} ${figures.line.numerator > 1 ? 'are' : 'is'} restated.`,
          ],
    tables: [
      countsTable(
        figures === undefined
          ? 'Claims corrected or withdrawn'
          : 'Claims corrected or withdrawn, and published figures that are restated',
        ['What', 'How many', 'Of all'],
        rows,
      ),
    ],
  };
}

/** Who recorded nothing lately, and what has to be measured again. */
export function silence(measures: readonly QualityLine[]): QualitySection | undefined {
  const [silent] = linesNamed(measures, 'silent');
  if (silent === undefined) return undefined;
  const overdue = linesNamed(measures, 'overdue');
  return {
    id: 'silent',
    title: 'Trusts with no recent entry, and overdue measurements',
    sentences: [
      silent.line.numerator === 0
        ? `${allTrustsInWords(silent.line.denominator)} recorded something in the last 30 days.`
        : `${String(silent.line.numerator)} of ${trustsInWords(silent.line.denominator)} recorded nothing in the last 30 days.`,
      ...(overdue.length === 0 ? ['Nothing has to be measured again yet.'] : []),
    ],
    tables:
      overdue.length === 0
        ? []
        : [countsTable('Measurements overdue', ['What is measured', 'Overdue', 'Of all'], overdue)],
  };
}
