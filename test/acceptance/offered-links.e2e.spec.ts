import { DiscoveryService } from '@nestjs/core';
import { Routes } from '../../apps/server/src/api/http/routes.js';
import { roles } from '#vocabulary';
import { ApplicationUnderTest } from '../support/application.js';
import { recordForPages } from '../support/every-page.js';
import { recordDemonstration } from '../support/demonstration.js';
import { followLinks, type Followed } from '../support/offered-links.js';

/** Whom the people of each role act for here. */
const acting: Readonly<Record<string, readonly string[]>> = {
  'trust-recorder': ['RXX'],
  'trust-approver': ['RXX'],
  'board-reader': ['ENGLAND', 'RXX'],
};
/** What somebody reaches only as who they are. */
const reaches: Readonly<Record<string, string>> = {
  ' ': '/programmes/demonstration/stages',
  'trust-recorder-1 RXX': '/organisations/RXX/milestones/new',
  'trust-approver-1 RXX': '/organisations/RXX/approvals',
  'board-reader-1 ENGLAND': '/changes',
  'board-reader-1 RXX': '/organisations/RXX/approvals',
  'validator-1 X26': '/organisations/RBA/stages/validations/new',
  'programme-office-1 X26': '/changes',
  'model-steward-1 X26': '/programmes/board-programme',
  'reference-loader-1 X26': '/organisations/RBA/milestones/new',
  'auditor-1 X26': '/audit/events',
  'operator-1 X26': '/health/ready',
};
const people = [
  ['a visitor', undefined, ''] as const,
  ...roles.flatMap((role) =>
    (acting[role] ?? ['X26']).map(
      (organisation) => [`a ${role} for ${organisation}`, `${role}-1`, organisation] as const,
    ),
  ),
];

/** Answers that were begun may be such as the rules refuse: their check says which, and leads to where they are changed. */
const canBeMended = ({ status, saysWhatToChange }: Followed): boolean =>
  status === 422 && saysWhatToChange;

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
    expect(followed.filter((link) => link.status !== 200 && !canBeMended(link))).toEqual([]);
    expect(followed.map(({ to }) => to)).toContain(reaches[`${person ?? ''} ${organisation}`]);
  });
});
