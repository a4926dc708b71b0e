import { createHash } from 'node:crypto';

/** Draws beyond this would be a list of the log, not a sample. */
export const LARGEST_SAMPLE = 1_000;

/**
 * A random sample of the entries 1 to `last`, without repeats, in ascending order, that anybody can
 * draw again: the n-th draw (n = 0, 1, 2 …) is the first 48 bits of the SHA-256 of "<seed>:<n>"; a draw
 * above the largest multiple of `last` is left out, so that every entry is as likely; the entry is the
 * draw modulo `last`, plus 1; one drawn before is left out. All of them where `size` reaches `last`.
 */
export function sampleOf(seed: string, size: number, last: number): number[] {
  if (size >= last) return Array.from({ length: last }, (_, index) => index + 1);
  const drawn = new Set<number>();
  const unbiased = DRAWS - (DRAWS % last);
  for (let draw = 0; drawn.size < size; draw++) {
    const number = createHash('sha256')
      .update(`${seed}:${String(draw)}`)
      .digest()
      .readUIntBE(0, 6);
    if (number < unbiased) drawn.add((number % last) + 1);
  }
  return [...drawn].sort((one, other) => one - other);
}

const DRAWS = 2 ** 48;
