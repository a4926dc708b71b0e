import type { KnownFact } from '#facts';
import type { OdsCode } from '#vocabulary';
import { compare } from './fact-ref.js';

/** A trust in a cohort, and the fact that put it there. */
type Member = Readonly<{ code: OdsCode; fact: KnownFact<'cohort-member'> }>;

/**
 * Who is in a cohort once its versions up to `version` (1 and more) are applied, by code. `facts` are
 * the comings and goings of a programme's cohorts as known. Within a version the later fact counts.
 */
export function cohortMembers(
  facts: readonly KnownFact<'cohort-member'>[],
  cohort: string,
  version: number,
): readonly Member[] {
  const last = new Map<string, KnownFact<'cohort-member'>>();
  for (const fact of facts) {
    const code = codeIn(fact, cohort);
    if (code === undefined || fact.value.version > version) continue;
    const other = last.get(code);
    if (other === undefined || isLater(fact, other)) last.set(code, fact);
  }
  return [...last]
    .filter(([, { value }]) => value.member)
    .map(([code, fact]) => ({ code: code as OdsCode, fact }))
    .sort((a, b) => compare(a.code, b.code));
}

function codeIn({ subject }: KnownFact<'cohort-member'>, cohort: string): string | undefined {
  const [name, code] = subject.split('@');
  return name === cohort ? code : undefined;
}

const isLater = (one: KnownFact<'cohort-member'>, other: KnownFact<'cohort-member'>): boolean =>
  one.value.version - other.value.version > 0 ||
  (one.value.version === other.value.version && one.firstEntry > other.firstEntry);
