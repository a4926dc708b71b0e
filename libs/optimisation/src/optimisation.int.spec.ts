import 'reflect-metadata';
import { InMemoryEventStore } from '#event-store';
import type { AnyMessage, Asker } from '#event-sourcing';
import { publishVersion1 } from '#maturity-models';
import {
  BEFORE_RECORDS,
  isoDate,
  odsCode,
  onDay,
  statedDate,
  type CapabilityCode,
  type SiteCode,
} from '#vocabulary';
import { OptimisationHandler, OptimisationRequest } from './optimisation.handler.js';

describe('A site of a trust whose closure is recorded ahead', () => {
  it.each([
    ['2026-03-31T12:00:00Z', { because: 'site-of-another', details: { owner: 'Trust RYY' } }],
    ['2026-04-01T09:00:00Z', { outcome: 'accepted' }],
  ])('is its successor’s to name from the day after: at %s', async (now, outcome) => {
    const store = new InMemoryEventStore({ clock: () => new Date(now) });
    let events = 0;
    const say = async (stream: string, ...said: readonly AnyMessage[]) => {
      await store.append(
        stream,
        'no-stream',
        said.map(({ type, data }) => ({
          id: `00000000-0000-4000-8000-${String((events += 1)).padStart(12, '0')}`,
          type,
          data: JSON.stringify(data),
          metadata: '{}',
        })),
      );
    };
    await say('model-nhs-epr', {
      type: 'MaturityModelPublished',
      data: { ...publishVersion1.data, effective: onDay(BEFORE_RECORDS) },
    });
    await say('organisation-RXX', registered('RXX'));
    await say('organisation-RYY', registered('RYY'), closed, succeeded);

    const answer = await new OptimisationHandler(store).execute(
      new OptimisationRequest(scopeWithSiteOf('RYY'), asker),
    );
    expect(answer).toMatchObject(outcome);
  });
});

const registered = (organisation: string): AnyMessage => ({
  type: 'OrganisationRegistered',
  data: {
    organisation,
    kind: 'trust',
    name: `Trust ${organisation}`,
    trustType: 'Acute',
    effective: onDay(isoDate('2020-04-01')),
  },
});
const closed: AnyMessage = {
  type: 'OrganisationClosed',
  data: {
    organisation: 'RYY',
    lastDay: '2026-03-31',
    effective: onDay(isoDate('2026-04-01')),
  },
};
const succeeded: AnyMessage = {
  type: 'OrganisationSucceeded',
  data: {
    organisation: 'RYY',
    successor: 'RXX',
    succession: 'merger',
    effective: onDay(isoDate('2026-04-01')),
  },
};

const scopeWithSiteOf = (owner: string) =>
  ({
    type: 'SetCapabilityScope',
    data: {
      organisation: odsCode('RXX'),
      capability: 'C105' as CapabilityCode,
      sites: [{ site: `${owner}01` as SiteCode, weight: 1 }],
      when: { on: statedDate('2026-03-01') },
    },
  }) as const;

const asker: Asker = {
  commandId: '00000000-0000-4000-8000-000000000099',
  actor: 'p-1',
  role: 'trust-recorder',
  organisation: 'RXX',
  correlation: '00000000-0000-4000-8000-000000000000',
};
