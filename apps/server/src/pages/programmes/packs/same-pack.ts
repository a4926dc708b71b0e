import { csvOf } from '../../../api/http/formats.js';
import { packFiles } from '../../../packs/pack-files.js';
import type { PackFigures } from '../../../packs/packs.js';
import { packView } from './pack-view.js';

/** Whether two packs of one day show the same on their pages and in their files, whatever each includes. */
export const showTheSame = (one: PackFigures, other: PackFigures): boolean =>
  shownBy(one) === shownBy(asIncluding(one, other));

/** As if both included the same: the entry that addresses and files name is no figure of either. */
const asIncluding = (
  { asked, profile: { entry, recordedAt } }: PackFigures,
  other: PackFigures,
): PackFigures => ({ ...other, asked, profile: { ...other.profile, entry, recordedAt } });

function shownBy(figures: PackFigures): string {
  const files = packFiles(figures).map(({ name, rows, columns }) => ({
    name,
    csv: csvOf(
      rows,
      columns.filter((column) => !MADE_FROM.test(column)),
    ),
  }));
  return JSON.stringify([packView(figures), files]);
}

/** Columns of the facts that a figure was made from: others may make the same figure. */
const MADE_FROM = /(^|\.)facts?$/;
