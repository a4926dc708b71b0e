import type { FactKind, LedgerValues } from '#facts';

/** A row of the ledger without what it shares with the other rows of its event. */
export type Stated<Kind extends FactKind = FactKind> = {
  [K in Kind]: Readonly<{ owner: string; kind: K; subject: string; value: LedgerValues[K] }>;
}[Kind];

export const row = <Kind extends FactKind>(
  owner: string,
  kind: Kind,
  subject: string,
  value: LedgerValues[Kind],
): Stated => ({ owner, kind, subject, value }) as Stated;

/** The named fields, without those that are left out, so that equal facts have equal rows. */
export function given<Data extends object, Field extends keyof Data>(
  data: Data,
  ...fields: readonly Field[]
): Pick<Data, Field> {
  const kept: Partial<Data> = {};
  for (const field of fields) if (data[field] !== undefined) kept[field] = data[field];
  return kept as Pick<Data, Field>;
}
