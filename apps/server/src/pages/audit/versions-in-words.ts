import type { ModelTitled, ReportListed } from '#read-models';
import type { FigureNames } from './figures-in-words.js';

type Versions = Pick<ReportListed, 'models' | 'definitions' | 'cohorts'>;

/**
 * "Definition “Has an EPR”, version 1", and so on; those of which a report names none are left out. A
 * version of a model has the title that was known of it when the report was made, whatever it is called since.
 */
export const versionsInWords = (
  { models, definitions, cohorts }: Versions,
  { definition }: Pick<FigureNames, 'definition'>,
  published: readonly ModelTitled[],
): readonly string[] =>
  [
    ...models.map(({ name, version }) => ({
      what: `Maturity model “${titleOf(published, { name, version })}”`,
      version,
    })),
    ...definitions.map(({ name, version }) => ({
      what: `Definition “${definition(name)}”`,
      version,
    })),
    ...cohorts.map(({ name, version }) => ({
      what: `List of trusts “${name.replaceAll('-', ' ')}”`,
      version,
    })),
  ].map(({ what, version }) => `${what}, version ${String(version)}`);

const titleOf = (
  published: readonly ModelTitled[],
  used: Readonly<{ name: string; version: number }>,
): string =>
  published.find(({ name, version }) => name === used.name && version === used.version)?.title ??
  used.name;
