import type { MaturityModel } from '#facts';
import type { ReportListed } from '#read-models';
import type { FigureNames } from './figures-in-words.js';

type Versions = Pick<ReportListed, 'models' | 'definitions' | 'cohorts'>;

type Titled = Pick<MaturityModel, 'model' | 'version' | 'title'>;

/**
 * "Definition “Has an EPR”, version 1", and so on; those of which a report names none are left out. A
 * version of a model has the title that it was published with, whatever later versions are called.
 */
export const versionsInWords = (
  { models, definitions, cohorts }: Versions,
  { definition }: Pick<FigureNames, 'definition'>,
  published: readonly Titled[],
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
  published: readonly Titled[],
  used: Readonly<{ name: string; version: number }>,
): string =>
  published.find(({ model, version }) => model === used.name && version === used.version)?.title ??
  used.name;
