import { TrustTimeline } from '#read-models';
import type { Asking } from '../forms/form.js';

/** EPRs that are planned or live, by the references they were recorded under. */
export type KnownEprs = Readonly<{ instances: readonly string[] }>;

export async function knownEprs({ queries, code, today }: Asking): Promise<KnownEprs> {
  const kinds = ['go-live-plan', 'live'] as const;
  const answer = await queries.execute(new TrustTimeline(code, { asOf: today }, { kinds }));
  const subjects = (answer?.facts ?? [])
    .filter(({ stands }) => stands)
    .flatMap(({ values }) => values.map(({ subject }) => subject.split(/[/@]/)[0] ?? ''));
  return { instances: [...new Set(subjects)].sort() };
}
