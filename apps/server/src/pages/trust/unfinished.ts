import type { Unfinished } from '../forms/drafts.js';

/** A line for each would crowd out what is due; who goes on does so with what was answered last. */
const FEW = 5;

/** The forms that somebody began last at a trust, by what they do, each with the way to its first open question. */
export const unfinishedRows = (drafts: readonly Unfinished[]) =>
  drafts.slice(0, FEW).map(({ id, form, title, isOfToday }) => ({
    text: title,
    when: isOfToday
      ? 'last answered today, kept until 5pm tomorrow'
      : 'last answered yesterday, kept until 5pm today',
    href: `${form}/check?draft=${id}`,
  }));
