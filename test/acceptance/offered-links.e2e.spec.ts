import { DiscoveryService } from '@nestjs/core';
import { Routes } from '../../apps/server/src/api/http/routes.js';
import { roles } from '#vocabulary';
import { ApplicationUnderTest } from '../support/application.js';
import { recordForPages } from '../support/every-page.js';
import { recordDemonstration } from '../support/demonstration.js';
import { followLinks } from '../support/offered-links.js';

/** Whom the people of each role act for here. */
const acting: Readonly<Record<string, readonly string[]>> = {
  'trust-recorder': ['RXX'],
  'trust-approver': ['RXX'],
  'board-reader': ['ENGLAND', 'RXX'],
};
const people = [
  ['a visitor', undefined, ''] as const,
  ...roles.flatMap((role) =>
    (acting[role] ?? ['X26']).map(
      (organisation) => [`a ${role} for ${organisation}`, `${role}-1`, organisation] as const,
    ),
  ),
];

describe('No link that is offered is refused', () => {
  let application: ApplicationUnderTest;
  let routes: Routes;
  const clock = { now: '2024-09-12T09:00:00.000Z' };

  beforeAll(async () => {
    application = await ApplicationUnderTest.start({
      clock,
      // As it runs for somebody who tries it: the demonstration is open to everybody.
      environment: { EMBEDDED_DATABASE: 'true', DEMONSTRATION: 'true' },
    });
    await recordForPages(application, clock);
    await recordDemonstration(application);
    await application.settled();
    routes = new Routes(application.app.get(DiscoveryService, { strict: false }));
  });
  afterAll(() => application.stop());

  it.each(people)('to %s', async (_, person, organisation) => {
    const caller =
      person === undefined ? application.visitor() : await application.as(person, organisation);
    const followed = await followLinks(caller, routes, organisation);
    expect(followed.filter(({ status }) => status !== 200)).toEqual([]);
    expect(followed.length).toBeGreaterThan(2);
  });
});
