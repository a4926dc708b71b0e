import path from 'node:path';

/** The folder of the checkout, wherever the launcher is called from. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

export const inCheckout = (...parts) => path.join(ROOT, ...parts);

/** Where databases are kept: .data in the checkout, or the folder named in DATA_FOLDER. */
export const dataFolder = () => path.resolve(ROOT, process.env.DATA_FOLDER || '.data');

/** What the launcher does goes beside the output of what it runs, not into it. */
export const say = (sentence) => console.error(sentence);

export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
