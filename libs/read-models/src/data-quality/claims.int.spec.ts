import type { Entry, ReadRows } from '#event-sourcing';
import { isoDate, londonDay, type IsoDate } from '#vocabulary';
import fc from 'fast-check';
import { Pool } from 'pg';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { ledgerRowsOf, type LedgerRow } from '../facts-ledger/ledger-rows.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { claimKinds } from '../facts-ledger/claim-kinds.js';
import { KeptActuals } from '../facts-ledger/kept-actuals.js';
import { KeptClaims, type ClaimsTold } from '../facts-ledger/kept-claims.js';
import { readerOf } from '../facts-ledger/readers.js';

/** What is counted of what is kept, held to a fold over the log that counts one fact after the other. */
describe('Claims of random histories', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  // The longest of many, so that there is something to correct, to withdraw and to judge.
  const some = (['settled', 'promising'] as const).flatMap((times) =>
    fc
      .sample(histories(150, times), { numRuns: 60, seed: 20261127 })
      .toSorted((one, other) => other.length - one.length)
      .slice(0, 2)
      .map((entries, index) => ({ times, index, entries: entries.map(withEvidence) })),
  );

  it.each(some)('are counted as a fold counts them ($times, $index)', async ({ entries }) => {
    // What is kept is kept up with: asked half way, then told the rest.
    const half = Math.floor(entries.length / 2);
    await world.record(...entries.slice(0, half).map(recordingOf));
    await world.ledger.at(undefined, (ledger) => ledger.claimsOf([[...TRUSTS]], FAR));
    await world.record(...entries.slice(half).map(recordingOf));
    const [told, folded] = [[] as unknown[], [] as unknown[]];
    for (const [asOf, entry] of moments(entries)) {
      const claims = await world.ledger.at({ entry }, (ledger) => ledger.claimsOf(GROUPS, asOf));
      told.push(claims.map((each) => ({ ...each, told: inOrder(each.told) })));
      const facts = factsIn(entries.slice(0, entry));
      folded.push(GROUPS.map((owners) => foldOf(facts, owners, asOf)));
    }
    expect(told).toEqual(folded);
    // A history without corrections and withdrawals would prove little.
    expect(JSON.stringify(folded)).toMatch(/"corrected":[1-9]/);
    expect(JSON.stringify(folded)).toMatch(/"withdrawn":[1-9]/);
    expect(JSON.stringify(folded)).toMatch(/"shows":"EV-/);
  });

  it('are counted once where keeping up with them broke off at any of its reads', async () => {
    const [{ entries } = { entries: [] }] = some;
    const [half, end] = [Math.floor(entries.length / 2), entries.length];
    await world.record(...entries.slice(0, half).map(recordingOf));
    const pool = new Pool({ connectionString: world.databaseUrl, max: 1 });
    const client = await pool.connect();
    try {
      const read = readerOf(client);
      const whole = new KeptClaims();
      const counted = breakingOff(read, Infinity);
      await whole.catchUp(counted.read, half, 'tables');
      const broken = Array.from({ length: counted.done() }, () => new KeptClaims());
      for (const claims of broken) await claims.catchUp(read, half, 'tables');
      await world.record(...entries.slice(half).map(recordingOf));
      await whole.catchUp(read, end, 'tables');
      const actuals = new KeptActuals();
      await actuals.catchUp(read, end, 'tables');
      const told = (claims: KeptClaims) => claims.of(GROUPS, actuals, { asOf: FAR, entry: end });
      expect(broken.length).toBeGreaterThan(3);
      for (const [reads, claims] of broken.entries()) {
        const lost = claims.catchUp(breakingOff(read, reads).read, end, 'tables');
        await expect(lost).rejects.toThrow('The connection was lost.');
        await claims.catchUp(read, end, 'tables');
        expect([reads, told(claims)]).toEqual([reads, told(whole)]);
      }
    } finally {
      client.release();
      await pool.end();
    }
  });

  it('are the same from tables that were built anew', async () => {
    const [{ entries } = { entries: [] }] = some;
    await world.record(...entries.map(recordingOf));
    // In the order in which each was first met, which the database decides.
    const claims = async () => {
      const all = await world.ledger.at(undefined, (ledger) => ledger.claimsOf(GROUPS, FAR));
      const words = (each: object): string => JSON.stringify(each);
      return all.map(({ told, withdrawn }) => ({ told: told.map(words).sort(), withdrawn }));
    };
    const before = await claims();
    expect(before.some(({ told }) => told.length > 0)).toBe(true);
    await world.rebuild();
    expect(await claims()).toEqual(before);
  });
});

/** A connection that is lost after so many reads. */
function breakingOff(read: ReadRows, after: number) {
  let done = 0;
  const counted: ReadRows = (sql, parameters) => {
    if (done === after) return Promise.reject(new Error('The connection was lost.'));
    done += 1;
    return read(sql, parameters);
  };
  return { read: counted, done: () => done };
}

const OWNERS = [...TRUSTS, 'ZZA-ONE', 'ZZA-TWO', 'ZZB-ONE'];
/** Each owner by itself, and all together, as a trust is with its benefits. */
const GROUPS = [...OWNERS.map((owner) => [owner]), OWNERS];

/** Histories say nothing of evidence: some of their events are given a piece, and some words. */
function withEvidence(entry: Entry, index: number): Entry {
  const evidence = [undefined, 'EV-1', 'EV-2', 'The minutes'][index % 4];
  if (evidence === undefined) return entry;
  const { fact } = entry.data as { fact?: { data: object } };
  const data =
    fact === undefined
      ? { ...entry.data, evidence }
      : { ...entry.data, fact: { ...fact, data: { ...fact.data, evidence } } };
  return { ...entry, data };
}

function moments(entries: readonly Entry[]): (readonly [IsoDate, number])[] {
  const last = entries.length;
  const dayOf = (entry: number) =>
    londonDay(entries[entry - 1]?.recordedAt ?? '2025-01-01T00:00:00.000Z');
  const half = Math.floor(last / 2);
  return [half, last].flatMap((entry) => [[dayOf(half), entry] as const, [FAR, entry] as const]);
}

const FAR = isoDate('2030-01-01');

type Folded = { first: Entry; rows: readonly LedgerRow[]; corrected: boolean; withdrawn: boolean };

/** Every fact as it was last stated. */
function factsIn(entries: readonly Entry[]): readonly Folded[] {
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
  return [...facts.values()];
}

function foldOf(facts: readonly Folded[], owners: readonly string[], asOf: IsoDate) {
  const claims = new Map<string, { -readonly [Name in keyof ClaimsTold]: ClaimsTold[Name] }>();
  let withdrawn = 0;
  for (const fact of facts) {
    for (const row of onePerSeriesKind(fact.rows)) {
      if (!isClaim(row) || !owners.includes(row.owner) || row.effective.latest > asOf) continue;
      if (fact.withdrawn) {
        withdrawn += 1;
        continue;
      }
      const told = { ...toldOf(row, fact.first), shows: shownBy(evidenceOf(row, facts)) };
      const key = JSON.stringify(told);
      const counted = claims.get(key) ?? { ...told, facts: 0, corrected: 0 };
      claims.set(key, counted);
      counted.facts += 1;
      counted.corrected += fact.corrected ? 1 : 0;
    }
  }
  return { told: inOrder([...claims.values()]), withdrawn };
}

/** A value is shown by the evidence of the newest judgement of this statement of it, if that validates it. */
function evidenceOf({ kind, eventId, basis }: LedgerRow, facts: readonly Folded[]) {
  const own = basis?.evidence;
  if (kind !== 'benefit-actual') return own;
  const [last] = facts
    .filter(({ withdrawn }) => !withdrawn)
    .flatMap(({ first, rows }) => rows.map((row) => ({ row, entry: first.entry })))
    .filter(({ row }) => row.kind === 'benefit-validation' && row.value.names === eventId)
    .toSorted((one, other) => other.entry - one.entry);
  const isValid = last?.row.kind === 'benefit-validation' && last.row.value.state === 'validated';
  return isValid ? (last.row.basis?.evidence ?? own) : own;
}

const shownBy = (evidence: string | undefined): string =>
  evidence === undefined ? 'nothing' : evidence.startsWith('EV-') ? evidence : 'in-words';

const isClaim = ({ kind }: LedgerRow): boolean => (claimKinds as readonly string[]).includes(kind);

/** Sites that are switched on together are one claim. */
const onePerSeriesKind = (rows: readonly LedgerRow[]): readonly LedgerRow[] => [
  ...new Map(rows.map((row) => [`${row.owner} ${row.kind}`, row])).values(),
];

function toldOf({ kind, effective, basis }: LedgerRow, { recordedAt }: Entry) {
  const days = (Date.parse(londonDay(recordedAt)) - Date.parse(effective.latest)) / 86_400_000;
  return {
    kind: kind as ClaimsTold['kind'],
    days: effective.precision === 'before-records' ? null : days,
    said: basis?.source === undefined ? ('own-word' as const) : ('own-source' as const),
  };
}

const inOrder = (claims: readonly ClaimsTold[]): readonly ClaimsTold[] =>
  claims.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));

const nameOf = ({ kind, days, said, shows }: ClaimsTold): string =>
  [kind, days, said, shows].join();
