/** What stands after the name of a programme in the address of one of its pages. */
export type ProgrammePath =
  | ''
  | 'stages'
  | 'transitions'
  | 'gap'
  | 'benefits'
  | 'targets'
  | 'attention'
  | 'compare'
  | 'data-quality'
  | 'organisations'
  | 'board-packs'
  | 'reports';

/** The pages of a programme, in the order of their links; each new one adds its line. */
const pages: readonly Readonly<{
  path: ProgrammePath;
  text: string;
  /** It names entries of trusts, and is not there for those who may not read them. */
  ofEntries?: true;
}>[] = [
  { path: '', text: 'Overview' },
  { path: 'stages', text: 'Stages' },
  { path: 'transitions', text: 'Moves between stages' },
  { path: 'gap', text: 'Optimisation gap' },
  { path: 'benefits', text: 'Benefits in money' },
  { path: 'targets', text: 'Targets' },
  { path: 'compare', text: 'Compare two dates' },
  { path: 'attention', text: 'What needs attention', ofEntries: true },
  { path: 'data-quality', text: 'Data quality' },
  { path: 'board-packs', text: 'Board packs' },
  { path: 'reports', text: 'Published reports' },
];

export type PageLink = Readonly<{ text: string; href: string; current: boolean }>;

/** Where a page of a programme is: "/programmes/demonstration/stages". */
export const programmeHref = (programme: string, path: string): string =>
  ['/programmes', programme, path].filter((part) => part !== '').join('/');

/** The way back to one of them from a page below it; undefined where that has none. */
export const linkTo = (
  programme: string,
  here: ProgrammePath,
  query: string,
): Readonly<{ text: string; href: string }> | undefined => {
  const above = pages.find(({ path }) => path === here);
  return above && { text: above.text, href: `${programmeHref(programme, here)}${query}` };
};

/** The row of links on each of them; `query`: the days of the page that they stand on. */
export const linksOf = (
  programme: string,
  {
    here,
    query,
    readsEntries,
  }: Readonly<{ here: ProgrammePath; query: string; readsEntries: boolean }>,
): readonly PageLink[] =>
  pages
    .filter(({ ofEntries }) => readsEntries || ofEntries === undefined)
    .map(({ path, text }) => ({
      text,
      href: `${programmeHref(programme, path)}${query}`,
      current: path === here,
    }));
