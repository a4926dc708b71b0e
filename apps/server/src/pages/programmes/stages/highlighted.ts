import type { TrustProgression } from '#read-models';
import { parseOdsCode, type IsoDate } from '#vocabulary';
import { trustsInWords } from '../../stages-in-words.js';

const MOST = 4;

export type Highlighted = Readonly<{
  /** As typed. */
  value: string;
  trusts: readonly TrustProgression[];
  error?: string;
}>;

/** How codes are written, by some that can be chosen: "RXX, RYY". */
export const codesLike = (trusts: readonly Readonly<{ code: string }>[]): string =>
  trusts.length === 0
    ? 'RXX'
    : trusts
        .slice(0, 2)
        .map(({ code }) => code)
        .join(', ');

/** The trusts that the address names; left out, those that changed their stage last. */
export function highlighted(typed: string, trusts: readonly TrustProgression[]): Highlighted {
  if (typed === '') return { value: typed, trusts: lastToMove(trusts) };
  const codes = [...new Set(typed.split(/[\s,;]+/).filter((each) => each !== ''))];
  const found = codes.map((text) => {
    const code = parseOdsCode(text);
    return { text, trust: trusts.find((each) => each.code === code) };
  });
  const missing = found.find(({ trust }) => trust === undefined);
  const chosen = found.flatMap(({ trust }) => trust ?? []);
  if (missing !== undefined) {
    const error = `${missing.text.slice(0, 20)} is not one of the trusts shown. Enter ODS codes, like ${codesLike(trusts)}`;
    return { value: typed, trusts: [], error };
  }
  if (chosen.length > MOST) {
    return { value: typed, trusts: [], error: `Enter at most ${trustsInWords(MOST)}` };
  }
  return { value: typed, trusts: chosen };
}

const lastToMove = (trusts: readonly TrustProgression[]): readonly TrustProgression[] =>
  trusts
    .flatMap((trust) => {
      const on = lastMove(trust);
      return on === undefined ? [] : [{ trust, on }];
    })
    .toSorted((one, other) => (one.on < other.on ? 1 : one.on > other.on ? -1 : 0))
    .slice(0, MOST)
    .map(({ trust }) => trust);

/** The first day of the stage a trust is at, where it was seen to reach it. */
function lastMove({ intervals }: TrustProgression): IsoDate | undefined {
  const now = intervals.at(-1)?.evidencedLow;
  if (now === undefined) return undefined;
  const other = intervals.findLastIndex(({ evidencedLow }) => evidencedLow !== now);
  return other === -1 ? undefined : intervals[other + 1]?.from;
}
