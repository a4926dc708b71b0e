import type { TargetPredicate } from '#facts';

/** Does a definition ask for something anywhere within it, whatever comes of its use? */
export function asksFor(
  predicate: TargetPredicate,
  isIt: (part: TargetPredicate) => boolean,
): boolean {
  const within = (part: TargetPredicate): boolean => asksFor(part, isIt);
  if ('all' in predicate) return predicate.all.some(within);
  if ('any' in predicate) return predicate.any.some(within);
  if ('not' in predicate) return within(predicate.not);
  return isIt(predicate);
}
