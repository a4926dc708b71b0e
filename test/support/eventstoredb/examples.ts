import { type EventData, eventTypeFilter, jsonEvent } from '@eventstore/db-client';

/** An event with a number to know it by, of exactly as many bytes of data as asked for. */
export function event(number: number, size = 0): EventData {
  const empty = JSON.stringify({ number, pad: '' }).length;
  const pad = 'x'.repeat(Math.max(0, size - empty));
  return jsonEvent({ type: 'Numbered', data: { number, pad } });
}

export const numbered = (from: number, to: number): EventData[] =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

export const ours = () => eventTypeFilter({ prefixes: ['Numbered'] });

export const numberOf = (event: Readonly<{ data: unknown }> | undefined): number =>
  (event?.data as { number: number }).number;

export async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const it of events) collected.push(it);
  return collected;
}

/** A client whose server came back needs a moment, and some errors, to see it. */
export async function eventually<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
