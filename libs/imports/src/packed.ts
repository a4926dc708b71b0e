import { deflateRawSync, inflateRawSync } from 'node:zlib';

const IN_A_PACK = 200;
/** Rows of a file are alike: the quickest way makes little of them already. */
const LEVEL = 1;

/**
 * Many values of plain data, kept as bytes until they are read again, in their order. A file of 50,000
 * rows as objects is what the heap of a server would grow by, several times over; as bytes it is not.
 * What JSON leaves out, such as fields that are undefined, is left out.
 */
export class Packed<Value> implements Iterable<Value> {
  private readonly packs: Buffer[] = [];
  /** As texts, which the heap moves about with less effort than what they say. */
  private open: string[] = [];

  get length(): number {
    return this.packs.length * IN_A_PACK + this.open.length;
  }

  add(value: Value): void {
    this.open.push(JSON.stringify(value));
    if (this.open.length < IN_A_PACK) return;
    this.packs.push(deflateRawSync(`[${this.open.join()}]`, { level: LEVEL }));
    this.open = [];
  }

  *[Symbol.iterator](): Generator<Value> {
    for (const pack of this.packs) yield* JSON.parse(inflateRawSync(pack).toString()) as Value[];
    for (const text of this.open) yield JSON.parse(text) as Value;
  }
}
