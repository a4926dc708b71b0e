import type { FormulaUsed } from '#figures';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { trustsInWords, uncapital } from '../stages-in-words.js';
import { cohortParameters } from './cohort-asked.js';
import type { FigureText } from './explained-texts.js';

type Shown = Readonly<{
  asked: MomentAsked;
  query: Readonly<Record<string, unknown>>;
  text: FigureText;
  explained: Parameters<typeof freshnessOf>[0] &
    Readonly<{
      formula: FormulaUsed;
      numerator: number;
      denominator: number;
      next: string | null;
    }>;
}>;

/** What `explain/cohort.njk` shows of every figure of many trusts; `path`: where the figure is asked for. */
export function explainedView(path: string, { asked, query, text, explained }: Shown) {
  const parameters = cohortParameters(query);
  const { asOf } = asked.moment;
  const { entry, numerator, denominator, next } = explained;
  const here = (more: Readonly<Record<string, string>>): string =>
    `?${new URLSearchParams({ ...parameters, ...more }).toString()}`;
  return {
    ...asked,
    ...text,
    title: `How this is worked out: ${uncapital(text.title)}`,
    address: `/${path}/explain`,
    today: `/${path}/explain${here({})}`,
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    formulaVersion: explained.formula.version,
    freshness: freshnessOf(explained),
    counted: `${String(numerator)} of ${trustsInWords(denominator)}`,
    data: dataLinks(`${path}/explain`, asked.query, parameters),
    next: next === null ? undefined : here({ asOf, knownAt: String(entry), after: next }),
    /** The events of one trust, as data. */
    eventsOf: (organisation: string): string =>
      dataLinks(`${path}/explain`, asked.query, { ...parameters, organisation }).csv,
  };
}
