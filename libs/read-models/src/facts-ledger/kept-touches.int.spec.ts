import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { KeptTouches } from './kept-touches.js';

/* Fails where what mends a fact, or what is said of a benefit, is not counted for whose it is. */
describe('The last entry that says anything of an owner', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const some = fc.sample(histories(50, 'promising'), { numRuns: 3, seed: 5 });

  it.each(
    some.flatMap((entries, index) => [
      { index, entries, room: 1_000 },
      { index, entries, room: 12 },
    ]),
  )(
    'is another wherever what is known of it is, and often the same where it is not ($index, $room)',
    async ({ entries, room }) => {
      const touches = new KeptTouches(room);
      const known = new Known();
      const counts = { same: 0, told: 0 };
      const [from, step] = [Math.ceil(entries.length / 3), 3];
      await world.record(...entries.slice(0, from).map(recordingOf));
      for (let at = from; at <= entries.length; at += step) {
        if (at > from) await world.record(...entries.slice(at - step, at).map(recordingOf));
        await catchUp(world, touches);
        for (const trust of TRUSTS) {
          for (let entry = at - 2 * step; entry <= at; entry++) {
            const last = touches.lastOf(trust, entry);
            const said = await known.of(world, trust, entry);
            const before = known.under(trust, last, said);
            expect({ trust, entry, said }).toEqual({ trust, entry, said: before });
            counts[last === entry ? 'told' : 'same'] += 1;
          }
        }
      }
      expect(counts.told).toBeGreaterThan(0);
      if (room > entries.length) expect(counts.same).toBeGreaterThan(counts.told / 4);
    },
  );
});

const catchUp = (world: RecordedWorld, touches: KeptTouches): Promise<void> =>
  world.ledger.at(undefined, (ledger) =>
    touches.catchUp(ledger.read, ledger.knowledge.entry, ledger.tables),
  );

/** What was known under each number that was given for it. */
class Known {
  private readonly byNumber = new Map<string, string>();

  /** The first that was known under this number. */
  under(trust: string, last: number, said: string): string {
    const key = `${trust} ${String(last)}`;
    const before = this.byNumber.get(key) ?? said;
    this.byNumber.set(key, before);
    return before;
  }

  /** Every row of a trust, and of every benefit that is its own by any of its homes. */
  async of(world: RecordedWorld, trust: string, entry: number): Promise<string> {
    const rows = await world.ledger.at(undefined, (ledger) =>
      ledger.read<Readonly<{ row: string }>>(
        `with known as (
           select s.owner, s.kind, s.subject, f.recorded, f.value, f.numerator, f.denominator, f.latest
           from read_models.facts f join read_models.series s on s.series = f.series
           where f.recorded <= $2 and (f.superseded is null or f.superseded > $2))
         select to_json(k)::text as row from known k
         where k.owner = $1 or k.owner in (
           select owner from known where kind = 'benefit-home' and value ->> 'organisation' = $1)
         order by 1`,
        [trust, entry],
      ),
    );
    return rows.map(({ row }) => row).join('\n');
  }
}
