/** Reads some items at a time; while one part is worked on, the next is read. */
export async function* inParts<Item, Read>(
  items: readonly Item[],
  size: number,
  read: (part: readonly Item[]) => Promise<Read>,
): AsyncGenerator<readonly [part: readonly Item[], read: Read]> {
  const ask = (from: number) => {
    const part = items.slice(from, from + size);
    const asked = { part, read: read(part) };
    // Its failure is told to who awaits it; nobody does where the work on the part before failed.
    asked.read.catch(() => undefined);
    return asked;
  };
  let next = items.length === 0 ? undefined : ask(0);
  for (let from = size; next !== undefined; from += size) {
    const { part, read: asked } = next;
    const answer = await asked;
    next = from < items.length ? ask(from) : undefined;
    yield [part, answer];
  }
}
