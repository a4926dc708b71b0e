import type { PackFigures } from '../../../packs/packs.js';
import { dayInWords, packId, type PackAsked, type PackSection } from '#vocabulary';
import { dataLinks, explainHref } from '../../data-links.js';
import { gapView } from '../../gap-view.js';
import { freshnessOf } from '../../freshness.js';
import { cell, number, numbers, words, type Table } from '../../table-view.js';
import { attentionByKind } from '../attention/attention-kinds.js';
import { benefitsView } from '../benefits/benefits-view.js';
import { qualityView } from '../data-quality/quality-view.js';
import { whyComparedWith } from '../frame/days-asked.js';
import { programmeHref } from '../frame/programme-pages.js';
import { stageSharesView } from '../home/stage-shares-view.js';
import { outlookInWords, pastInWords } from '../targets/outlook-words.js';
import { targetsExplained, targetsTables } from '../targets/targets-table.js';

export const sectionTitles: Readonly<Record<PackSection, string>> = {
  stages: 'Stages',
  gap: 'Optimisation gap',
  benefits: 'Benefits in money',
  targets: 'Targets',
  attention: 'What needs attention',
  'data-quality': 'Data quality',
};

/** Where a pack is, and stays. */
export const packHref = (programme: string, pack: PackAsked): string =>
  `${programmeHref(programme, `board-packs/${packId(pack)}`)}?sections=${pack.sections.join(',')}`;

/** A pack as its page shows it. Links lead to the day and the entry it is frozen at. */
export function packView(figures: PackFigures) {
  const { asked, profile, before } = figures;
  const { day, entry, formulas, sections } = asked;
  const [asOf, since] = [dayInWords(day), dayInWords(before)];
  const query = `?asOf=${day}&knownAt=${String(entry)}`;
  const { demonstration, name, programme } = profile;
  const worked = workedOut(programme, { query, demonstration });
  return {
    name,
    demonstration,
    asOf,
    since,
    whySince: whyComparedWith(before, { ...profile, asOf: day }),
    formulas,
    /** As it is printed: below the address of the service. */
    address: packHref(programme, asked),
    freshness: freshnessOf({ ...profile, final: true }),
    home: programmeHref(programme, ''),
    chooser: programmeHref(programme, 'board-packs'),
    live: `${programmeHref(programme, '')}${query}`,
    files: `/api/v1/programmes/${programme}/board-packs/${packId(asked)}/files?sections=${sections.join(',')}`,
    contents: sections.map((section) => ({ id: section, title: sectionTitles[section] })),
    worked,
    ways: waysOf(figures, { worked, query }),
    stages: figures.stages && stagesOf(figures.stages, { asOf, since }),
    gap: figures.gap && gapOf(figures.gap, { query, demonstration }),
    benefits: figures.benefits && {
      money: benefitsView(figures.benefits, {
        asOf,
        since,
        place: `trusts of the ${name}`,
        trustHref: (code) => `/organisations/${code}${query}`,
      }),
    },
    targets: figures.targets && {
      tables: targetsTables(
        profile,
        { forecasts: figures.targets, outcomes: figures.outcomes ?? [] },
        query,
      ),
      each: figures.targets.map((forecast) => {
        const outcome = figures.outcomes?.find(({ target }) => target === forecast.target);
        const sentences = outcome === undefined ? outlookInWords(forecast) : pastInWords(outcome);
        return { metric: forecast.metric, sentences };
      }),
      explained: targetsExplained(programme, figures.targets, query),
    },
    attention: figures.attention && attentionByKind(figures.attention),
    quality:
      figures.quality && qualityView(figures.quality, { place: `trusts of the ${name}`, asOf }),
  };
}

/** Where each section is explained, on the day and at the entry of the pack; targets have pages of their own. */
function workedOut(
  programme: string,
  { query, demonstration }: Readonly<{ query: string; demonstration: boolean }>,
) {
  const cohort = { programme: demonstration ? 'demonstration' : 'england' };
  return {
    stages: explainHref('stages/explain', query, cohort),
    gap: explainHref('gaps/explain', query, cohort),
    benefits: explainHref('money-gaps/explain', query, cohort),
    overTime: explainHref('money-gaps/over-time/explain', query, cohort),
    attention: explainHref('attention/explain', query, cohort),
    quality: explainHref(`programmes/${programme}/data-quality/explain`, query),
  };
}

/** The same of the sections that this pack has, in their order. */
function waysOf(
  { asked: { sections }, profile, targets = [] }: PackFigures,
  { worked, query }: Readonly<{ worked: ReturnType<typeof workedOut>; query: string }>,
): readonly Readonly<{ metric: string; href: string }>[] {
  const { quality, overTime: _, ...others } = worked;
  const hrefs = { ...others, 'data-quality': quality };
  return sections.flatMap((section) =>
    section === 'targets'
      ? targetsExplained(profile.programme, targets, query)
      : [{ metric: sectionTitles[section].toLowerCase(), href: hrefs[section] }],
  );
}

function stagesOf(
  { now, before }: NonNullable<PackFigures['stages']>,
  days: Readonly<{ asOf: string; since: string }>,
) {
  const view = stageSharesView({ now, before, ...days });
  const table: Table = {
    caption: 'Trusts in each stage on both days',
    columns: [words('Day'), ...view.names.map(numbers)],
    rows: view.days.map(({ period, counts }) => [
      cell(period),
      ...counts.map(({ count }) => number(count)),
    ]),
  };
  return {
    ...view,
    subtitle: `Trusts in each stage shown by evidence, ${days.since} and ${days.asOf}`,
    table,
    model: now.model,
  };
}

function gapOf(
  { total, model }: NonNullable<PackFigures['gap']>,
  { query, demonstration }: Readonly<{ query: string; demonstration: boolean }>,
) {
  const cohort = { programme: demonstration ? 'demonstration' : 'england' };
  return {
    reported: total.numerator,
    trusts: total.denominator,
    model,
    view:
      total.gap === null
        ? undefined
        : {
            ...gapView(total.gap),
            data: dataLinks('gaps', query, cohort),
            explained: explainHref('gaps/explain', query, cohort),
          },
  };
}
