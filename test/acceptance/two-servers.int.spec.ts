import { publishVersion1 } from '#maturity-models';
import { compareWithRebuild, eventTypes, projections, ProjectionSet } from '#read-models';
import { knownInTheEnd, recordCorrectedTrust } from '../support/corrected-trust.js';
import { InTurn } from '../support/in-turn.js';
import { BuiltCheckout } from '../support/kill/built-checkout.js';
import { MortalDatabase } from '../support/kill/mortal-database.js';
import type { Receipt } from '../support/kill/stubborn-client.js';
import { sharedStores, type SharedStore } from '../support/shared-stores.js';
import { SharingServer, Watcher, writeTokens } from '../support/two-servers.js';

/** Only stops a take-over that never comes; the lease and the epoch say who took over and when. */
const LONG = 120_000;
const EACH = 30;
const MEASUREMENTS = 'organisations/RXX/driver-measurements';

describe.each(sharedStores)('Two servers on one database %s', (_, begin) => {
  let shared: SharedStore;
  let checkout: BuiltCheckout | undefined;
  let database: MortalDatabase;
  let watcher: Watcher;
  let leader: SharingServer;
  let standby: SharingServer;
  const acknowledged: Receipt[] = [];
  const ends: (() => Promise<void>)[] = [];
  let measured = 0;

  beforeAll(async () => {
    checkout = await BuiltCheckout.make();
    writeTokens(checkout.in('tokens.json'));
    shared = await begin();
    ends.unshift(() => shared.stop());
    const { environment } = shared;
    database = await MortalDatabase.start(checkout.folder);
    ends.unshift(() => database.end());
    leader = await SharingServer.make('server-one', checkout, database, { environment });
    ends.unshift(() => leader.end());
    standby = await SharingServer.make('server-two', checkout, database, { environment });
    ends.unshift(() => standby.end());
    watcher = await Watcher.open(database.url);
    ends.unshift(() => watcher.end());
    const [one, two] = [leader, standby];
    ends.unshift(async () => {
      await Promise.all([one.process.end(), two.process.end()]);
    });
    // The one that is there first leads.
    await leader.process.start();
    await standby.process.start();
    const { model, ...content } = publishVersion1.data.content;
    const body = { ...content, sinceBeforeRecords: true };
    const versions = `maturity-models/${model}/versions`;
    const key = 'publish-the-model';
    const published = await leader.askUntilDone<Receipt>(versions, { as: 'steward', key, body });
    acknowledged.push(published.body);
  }, LONG);

  afterAll(async () => {
    for (const end of ends) await end();
    checkout?.remove();
  });

  it('pass the journey of a corrected trust, each step of it at the other', async () => {
    await journeyOf('RXA');
  });

  it(
    'pass three such journeys at once',
    async () => {
      await Promise.all(['RXB', 'RXC', 'RXD'].map(journeyOf));
    },
    LONG,
  );

  it('pass measurements in turn: what one records the other reads and corrects', async () => {
    const first = await record(leader, 'organisations/RXX/registrations', trust);
    await expectRead(standby, first);
    for (const [writer, reader] of [
      [leader, standby],
      [standby, leader],
    ] as const) {
      const receipt = await record(writer, MEASUREMENTS, nextMeasurement());
      await expectRead(reader, receipt);
      await correct(receipt, reader, writer);
    }
  });

  it(
    'pass measurements at once: no two writers get the same place in the log',
    async () => {
      const { epoch, holder } = await watcher.leadership();
      await Promise.all(
        [leader, standby].flatMap((server) =>
          Array.from({ length: 4 }, async () => {
            for (let n = 0; n < EACH; n++) await record(server, MEASUREMENTS, nextMeasurement());
          }),
        ),
      );
      const last = latest();
      await Promise.all([leader, standby].map((server) => expectRead(server, last)));
      expect(await watcher.leadership()).toMatchObject({ epoch, holder });
    },
    LONG,
  );

  it('store what both are asked for under one key once', async () => {
    for (let n = 0; n < 10; n++) {
      const [key, body] = [`asked-of-both-${String(n)}`, nextMeasurement()];
      const receipts = await Promise.all(
        [leader, standby].map((server) => server.record(MEASUREMENTS, key, body)),
      );
      const [one, other] = receipts;
      expect(one?.events).toEqual(other?.events);
      if (shared.tellsRepeats) {
        expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
      }
      acknowledged.push(...receipts.slice(0, 1));
    }
  });

  it(
    'go on when the leader is killed: the other leads, and the killed one stands by when it is back',
    async () => {
      const before = await watcher.leadership();
      await leader.process.kill();
      const receipt = await record(standby, MEASUREMENTS, nextMeasurement());
      const now = await watcher.takenOverFrom(before);
      await expectRead(standby, receipt);
      swapRoles();
      await standby.process.start();
      await expectRead(standby, receipt);
      expect(await watcher.leadership()).toMatchObject({ epoch: now.epoch, holder: now.holder });
    },
    LONG,
  );

  it(
    'go on when all connections of the leader are ended: whoever can connect first leads under a new epoch',
    async () => {
      const before = await watcher.leadership();
      expect(await watcher.terminate(leader.name)).toBeGreaterThan(1);
      const receipt = await record(standby, MEASUREMENTS, nextMeasurement());
      await expectRead(standby, receipt);
      await watcher.until(async () => (await watcher.leadership()).epoch > before.epoch);
      // It is back within the lease as a rule; on a machine that is slow enough the other is first.
      if ((await watcher.leadership()).holder !== before.holder) swapRoles();
      await watcher.until(() => leader.isReady());
      await expectRead(leader, receipt);
    },
    LONG,
  );

  it(
    'go on when the leader is cut off from the database: the other leads, and it stands by afterwards',
    async () => {
      const before = await watcher.leadership();
      leader.line.cut();
      const receipt = await record(standby, MEASUREMENTS, nextMeasurement());
      const now = await watcher.takenOverFrom(before);
      await expectRead(standby, receipt);
      expect(await leader.isReady()).toBe(false);

      leader.line.leadTo(database.url);
      await watcher.until(() => leader.isReady());
      await expectRead(leader, receipt);
      await expectRead(standby, await record(leader, MEASUREMENTS, nextMeasurement()));
      expect(await watcher.leadership()).toMatchObject({ epoch: now.epoch, holder: now.holder });
      swapRoles();
    },
    LONG,
  );

  it(
    'go on when the leader freezes in the midst of a batch, which it cannot commit when it wakes',
    async () => {
      const before = await watcher.leadership();
      await watcher.holdCheckpoint();
      const unread = await record(standby, MEASUREMENTS, nextMeasurement());
      await watcher.until(() => watcher.waitsForCheckpoint(leader.name));
      leader.process.freeze();
      // Now the last statement of the batch runs, and waits for the commit of a process that is frozen.
      await watcher.letGoCheckpoint();
      expect((await watcher.leadership()).position).toBe(before.position);

      const now = await watcher.takenOverFrom(before);
      await expectRead(standby, unread);
      const later = await record(standby, MEASUREMENTS, nextMeasurement());
      await expectRead(standby, later);

      leader.process.wake();
      await watcher.until(() => leader.isReady());
      await expectRead(leader, later);
      await expectRead(standby, await record(leader, MEASUREMENTS, nextMeasurement()));
      expect(await watcher.leadership()).toMatchObject({ epoch: now.epoch, holder: now.holder });
      swapRoles();
    },
    LONG,
  );

  it(
    'leave the read models to a projector of its own when they are told to',
    async () => {
      if (checkout === undefined) throw new Error('There is no checkout to start.');
      await Promise.all([leader.process.kill(), standby.process.kill()]);
      const before = await watcher.leadership();
      const { environment } = shared;
      const apart = await SharingServer.make('server-three', checkout, database, {
        environment: { ...environment, PROJECTOR: 'apart' },
      });
      ends.unshift(() => apart.end());
      const projector = await SharingServer.make('projector-one', checkout, database, {
        app: 'projector',
        environment,
      });
      ends.unshift(() => projector.end());
      await Promise.all([projector.process.start(), apart.process.start()]);
      const now = await watcher.takenOverFrom(before);

      const receipt = await record(apart, MEASUREMENTS, nextMeasurement());
      await expectRead(apart, receipt);
      expect(await watcher.leadership()).toMatchObject({ epoch: now.epoch, holder: now.holder });

      expect(await projector.process.finish()).toBe(0);
      expect(await watcher.leadership()).toMatchObject({ holder: null });
    },
    LONG,
  );

  it('have lost and doubled nothing, and their read models equal a rebuild', async () => {
    const { positions } = shared;
    const store = await shared.open(database.url);
    try {
      const log = await store.readAll(undefined, 1_000_000);
      if (positions === 'gapless') {
        expect(log.map(({ position }) => position)).toEqual(log.map((_, n) => BigInt(n + 1)));
      }
      const ids = acknowledged.flatMap(({ events }) => events.map(({ id }) => id));
      expect(log.map(({ id }) => id).sort()).toEqual(ids.sort());
      const differences = await compareWithRebuild({
        databaseUrl: database.url,
        store,
        set: new ProjectionSet(projections, eventTypes),
        positions,
        signal: new AbortController().signal,
      });
      expect(differences).toEqual([]);
    } finally {
      await store.close();
    }
  });

  /** The steps of the acceptance tests, then what they say is known in the end, at either server. */
  async function journeyOf(ods: string): Promise<void> {
    const servers = new InTurn([leader, standby], ods, (receipt) => acknowledged.push(receipt));
    const unheeded = { now: '' };
    const reason = 'Found in older reports.';
    const { position } = await recordCorrectedTrust(servers, unheeded, { ods, reason });
    for (const server of [leader, standby]) {
      for (const [asOf, low] of knownInTheEnd) {
        const question = `organisations/${ods}/stage?asOf=${asOf}&minPosition=${position}`;
        const { body } = await server.askUntilDone<StageAnswer>(question, { as: 'auditor' });
        const { evidenced } = body.stage;
        expect({ asOf, low: evidenced === 'not-reported' ? evidenced : evidenced.low }).toEqual({
          asOf,
          low,
        });
      }
    }
  }

  async function record(server: SharingServer, path: string, body: object): Promise<Receipt> {
    const receipt = await server.record(
      path,
      `entry-${String(acknowledged.length)}-${nonce()}`,
      body,
    );
    acknowledged.push(receipt);
    return receipt;
  }

  /** The receipt's event is in the read models of the server, whoever wrote them. */
  async function expectRead(server: SharingServer, { events, position }: Receipt): Promise<void> {
    const newest = await server.newest(position);
    if (newest.position === position) expect(newest.eventId).toBe(events.at(-1)?.id);
    expect(BigInt(newest.position)).toBeGreaterThanOrEqual(BigInt(position));
  }

  /** Read at one server, corrected at the other under the revision that was seen. */
  async function correct(
    { events }: Receipt,
    reader: SharingServer,
    writer: SharingServer,
  ): Promise<void> {
    const entry = `${MEASUREMENTS}/first-time-right/${events[0]?.id ?? ''}`;
    const { etag } = await reader.askUntilDone(entry, { as: 'recorder' });
    const { body: receipt } = await writer.askUntilDone<Receipt>(`${entry}/corrections`, {
      as: 'recorder',
      key: `correction-${nonce()}`,
      ifMatch: etag ?? '',
      body: { reason: 'Counted again.', entry: { ...measurement(measured - 1), numerator: 7 } },
    });
    acknowledged.push(receipt);
    await expectRead(reader, receipt);
  }

  const latest = (): Receipt =>
    acknowledged.reduce((one, other) =>
      BigInt(one.position) > BigInt(other.position) ? one : other,
    );

  function swapRoles(): void {
    [leader, standby] = [standby, leader];
  }

  function nextMeasurement(): object {
    return measurement(measured++);
  }

  let nonces = 0;
  const nonce = (): string => String((nonces += 1)).padStart(6, '0');
});

type StageAnswer = Readonly<{
  stage: Readonly<{ evidenced: 'not-reported' | Readonly<{ low: number }> }>;
}>;

const trust = {
  kind: 'trust',
  name: 'Example NHS Trust',
  trustType: 'Acute',
  sinceBeforeRecords: true,
  source: { name: 'Organisation Data Service' },
};

/** Each of a day of its own; the first few, which are corrected, of one driver. */
function measurement(n: number) {
  const drivers = [
    'first-time-right',
    'pathway-consistency',
    'clinical-ownership',
    'interoperability',
  ];
  const day = new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10);
  return {
    driver: n < 4 ? drivers[0] : drivers[n % drivers.length],
    numerator: n % 100,
    denominator: 100,
    from: day,
    to: day,
    method: 'Report of the EPR',
    source: { name: 'EPR report' },
    reason: 'Found in older reports.',
  };
}
