import type { OrganisationOn } from './organisation-on.js';

/** Does every word that was typed begin a word of the name, or the code? Nothing typed is everyone. */
export function isSought(
  typed: string,
  { name, code }: Pick<OrganisationOn, 'name' | 'code'>,
): boolean {
  const words = wordsOf(`${name} ${code}`);
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)));
}

const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
