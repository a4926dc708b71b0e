import type { Entry } from '#event-sourcing';
import { isoDate, londonDay, type IsoDate } from '#vocabulary';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { ledgerRowsOf, type LedgerRow } from '../facts-ledger/ledger-rows.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { claimKinds, claimsOf, withdrawnOf, type ClaimsTold } from './claims.js';

/** What is counted in the database, held to a fold over the log that counts one fact after the other. */
describe('Claims of random histories', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  // The longest of many, so that there is something to correct and to withdraw.
  const some = fc
    .sample(histories(150), { numRuns: 60, seed: 20261127 })
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 3)
    .map((entries, index) => ({ index, entries }));

  it.each(some)('are counted as a fold counts them ($index)', async ({ entries }) => {
    await world.record(...entries.map(recordingOf));
    const [told, folded] = [[] as unknown[], [] as unknown[]];
    for (const [asOf, entry] of moments(entries)) {
      told.push(
        await world.ledger.at({ entry }, async (ledger) => ({
          claims: inOrder(await claimsOf(ledger, TRUSTS, asOf)),
          withdrawn: [...(await withdrawnOf(ledger, TRUSTS, asOf))].sort(),
        })),
      );
      folded.push(foldOf(entries.slice(0, entry), asOf));
    }
    expect(told).toEqual(folded);
    // A history without corrections and withdrawals would prove little.
    expect(JSON.stringify(folded)).toMatch(/"corrected":[1-9]/);
    expect(JSON.stringify(folded)).toMatch(/"withdrawn":\[\[/);
  });
});

function moments(entries: readonly Entry[]): (readonly [IsoDate, number])[] {
  const last = entries.length;
  const dayOf = (entry: number) =>
    londonDay(entries[entry - 1]?.recordedAt ?? '2025-01-01T00:00:00.000Z');
  const half = Math.floor(last / 2);
  return [half, last].flatMap((entry) => [[dayOf(half), entry] as const, [FAR, entry] as const]);
}

const FAR = isoDate('2030-01-01');

type Folded = { first: Entry; rows: readonly LedgerRow[]; corrected: boolean; withdrawn: boolean };

function foldOf(entries: readonly Entry[], asOf: IsoDate) {
  const facts = new Map<string, Folded>();
  for (const each of entries) {
    const { opens, closes } = ledgerRowsOf(each);
    const before = facts.get(closes ?? '');
    const [row] = opens;
    if (before === undefined) {
      if (row !== undefined)
        facts.set(row.factId, { first: each, rows: opens, corrected: false, withdrawn: false });
    } else if (row === undefined) before.withdrawn = true;
    else Object.assign(before, { rows: opens, corrected: true });
  }
  const claims = new Map<string, { -readonly [Name in keyof ClaimsTold]: ClaimsTold[Name] }>();
  const withdrawn = new Map<string, number>();
  for (const fact of facts.values()) {
    for (const row of onePerSeriesKind(fact.rows)) {
      if (!isClaim(row) || row.effective.latest > asOf) continue;
      if (fact.withdrawn) {
        withdrawn.set(row.owner, (withdrawn.get(row.owner) ?? 0) + 1);
        continue;
      }
      const told = toldOf(row, fact.first);
      const key = JSON.stringify(told);
      const counted = claims.get(key) ?? { ...told, facts: 0, corrected: 0 };
      claims.set(key, counted);
      counted.facts += 1;
      counted.corrected += fact.corrected ? 1 : 0;
    }
  }
  return { claims: inOrder([...claims.values()]), withdrawn: [...withdrawn].sort() };
}

const isClaim = ({ owner, kind }: LedgerRow): boolean =>
  (TRUSTS as readonly string[]).includes(owner) && (claimKinds as readonly string[]).includes(kind);

/** Sites that are switched on together are one claim. */
const onePerSeriesKind = (rows: readonly LedgerRow[]): readonly LedgerRow[] => [
  ...new Map(rows.map((row) => [`${row.owner} ${row.kind}`, row])).values(),
];

function toldOf({ owner, kind, effective, basis }: LedgerRow, { recordedAt }: Entry) {
  const days = (Date.parse(londonDay(recordedAt)) - Date.parse(effective.latest)) / 86_400_000;
  const { source, evidence } = basis ?? {};
  const shows =
    evidence === undefined ? 'nothing' : evidence.startsWith('EV-') ? evidence : 'in-words';
  return {
    owner,
    kind: kind as ClaimsTold['kind'],
    days: effective.precision === 'before-records' ? null : days,
    said: source === undefined ? ('own-word' as const) : ('own-source' as const),
    shows,
  };
}

const inOrder = (claims: readonly ClaimsTold[]): readonly ClaimsTold[] =>
  claims.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));

const nameOf = ({ owner, kind, days, said, shows }: ClaimsTold): string =>
  [owner, kind, days, said, shows].join();
