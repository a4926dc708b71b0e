import type { Typed } from './form.js';

const MOST = 4_000;

/** One input of a form as text; what was sent twice or is too long to be meant is cut. */
export const typedText = (typed: Typed, input: string): string => {
  const value = typed[input];
  return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n').slice(0, MOST) : '';
};
