import type { Message } from '#event-sourcing';
import type { Circumstances, FactBasis, OrderBasis } from './basis.js';

/** The data of an order to record a fact: its own fields, and a basis yet to be settled. */
export type OrderFor<Data extends object> = Readonly<Omit<Data, keyof FactBasis>> & OrderBasis;

/**
 * A statement of a public source that the reference loader passes on, with its address and when it was
 * published, or gathered where it has no date: these stand in for evidence and plan. Kept even where it
 * is odd.
 */
export const isFromSource = (
  { source }: Pick<OrderBasis, 'source'>,
  { asker }: Pick<Circumstances, 'asker'>,
): boolean =>
  asker.role === 'reference-loader' &&
  source?.url !== undefined &&
  (source.publishedOn ?? source.gatheredOn) !== undefined;

/** Whether a fact is what a public source said, as the reference loader passed it on. */
export const isStatedBySource = ({
  data,
  recordedAs,
}: Readonly<{ data: Pick<FactBasis, 'source'>; recordedAs?: string }>): boolean =>
  recordedAs === 'reference-loader' && data.source !== undefined;

/**
 * The fact an order leads to. Fields stand in the order of their names and undefined ones are left
 * out, so that the same order gives the same bytes however it was put.
 */
export function factOf<Fact extends Message<string, FactBasis>>(
  type: Fact['type'],
  order: OrderBasis,
  basis: FactBasis,
): Fact {
  const data: Record<string, unknown> = {};
  for (const name of Object.keys(order).sort()) {
    const value = order[name as keyof OrderBasis];
    if (value !== undefined && !settledFields.has(name)) data[name] = value;
  }
  return { type, data: Object.assign(data, basis) } as unknown as Fact;
}

/** Whether two facts say the same; the marks do not count, as they depend on the day of recording. */
export const saysTheSame = (
  one: Message<string, FactBasis>,
  other: Message<string, FactBasis>,
): boolean => one.type === other.type && said(one.data) === said(other.data);

/** Whether two facts hold the same place in time: the same days, and the same stated order. */
export const atTheSamePlace = (one: FactBasis, other: FactBasis): boolean =>
  one.effective.earliest === other.effective.earliest &&
  one.effective.latest === other.effective.latest &&
  statedOrder(one) === statedOrder(other);

/** Place among statements of the same day, as stated by the source; 0 without one. */
export const statedOrder = ({ source }: Pick<FactBasis, 'source'>): number => source?.order ?? 0;

const settledFields = new Set(['when', 'source', 'evidence', 'reason']);

const said = (data: FactBasis): string =>
  JSON.stringify({ ...data, marks: undefined }, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
