import { CommandBus } from '@nestjs/cqrs';
import { OrganisationRequest } from '#organisations';
import { ProgrammeRequest } from '#programmes';
import { odsCode, parseProgrammeId, parseStatedDate } from '#vocabulary';
import type { ApplicationUnderTest } from './application.js';

const source = { name: 'The story' };
const asker = {
  ...{ actor: 'loader', organisation: 'X26', correlation: 'set-up' },
  role: 'reference-loader',
} as const;

/** A fictional trust and its programme, which nobody but the demonstration's own loader records. */
export async function recordDemonstration({
  app,
}: Pick<ApplicationUnderTest, 'app'>): Promise<void> {
  const programme = parseProgrammeId('demonstration');
  const on = parseStatedDate('2025-01-15');
  if (programme === undefined || on === undefined) throw new Error('These can be read.');
  const trust = await app.get(CommandBus).execute(
    new OrganisationRequest(
      {
        type: 'RegisterOrganisation',
        data: {
          ...{ organisation: odsCode('DEMO1'), kind: 'trust', name: 'Fictional Trust' },
          ...{ demonstration: true, when: { since: 'before-records' }, source },
        },
      },
      { ...asker, commandId: '6b0f7b1e-3c1c-4e0e-9f53-000000000002' },
    ),
  );
  const told = await app.get(CommandBus).execute(
    new ProgrammeRequest(
      {
        type: 'RegisterProgramme',
        data: {
          ...{ programme, name: 'Fictional programme', scopeAreas: ['Coverage'] },
          ...{ demonstration: true, when: { on }, source },
        },
      },
      { ...asker, role: 'programme-office', commandId: '6b0f7b1e-3c1c-4e0e-9f53-000000000003' },
    ),
  );
  expect([trust.outcome, told.outcome]).toEqual(['accepted', 'accepted']);
}
