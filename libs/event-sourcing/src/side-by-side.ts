/**
 * Does the work of each item, `atOnce` of them at a time, begun in their order. Rejects as the first
 * work does that failed, once all that was begun has ended: nobody works on behind the caller's back.
 */
export async function sideBySide<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  const workers = Array.from({ length: atOnce }, worker);
  await Promise.allSettled(workers);
  await Promise.all(workers);
}
