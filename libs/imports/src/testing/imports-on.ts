import { CqrsModule } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import { EventStoreModule } from '#event-store';
import type { AnyMessage, EventStore } from '#event-sourcing';
import { publishVersion1 } from '#maturity-models';
import { MeasurementsModule } from '#measurements';
import { OptimisationModule } from '#optimisation';
import { BEFORE_RECORDS, isoDate, odsCode, onDay } from '#vocabulary';
import { Importing, type ImportOf } from '../importing.js';
import { ImportsModule } from '../imports.module.js';
import { registerNamed } from '../registers/registers.js';
import { Withdrawing } from '../withdrawing.js';

@Module({})
class ImportsAlone {
  static on(store: EventStore): DynamicModule {
    return {
      module: ImportsAlone,
      imports: [
        EventStoreModule.forRoot({ kind: 'opened', store }),
        CqrsModule.forRoot(),
        MeasurementsModule,
        OptimisationModule,
        ImportsModule,
      ],
    };
  }
}

export type ImportsUnderTest = Readonly<{
  importing: Importing;
  withdrawing: Withdrawing;
  close: () => Promise<void>;
}>;

/** Imports on a store that knows the model and the trust RXX; closing them closes the store. */
export async function importsOn(store: EventStore): Promise<ImportsUnderTest> {
  await begin(store);
  const app = await NestFactory.createApplicationContext(ImportsAlone.on(store), {
    logger: false,
    abortOnError: false,
  });
  return {
    importing: app.get(Importing, { strict: false }),
    withdrawing: app.get(Withdrawing, { strict: false }),
    close: () => app.close(),
  };
}

/** A file of the trust RXX for a register, brought by a recorder of its own. */
export function importOf(name: string, actor = 'recorder-1'): ImportOf {
  const register = registerNamed(name);
  if (register === undefined) throw new Error(`There is no register ${name}.`);
  const asker = { actor, role: 'trust-recorder', organisation: 'RXX' };
  return { organisation: odsCode('RXX'), register, asker };
}

async function begin(store: EventStore): Promise<void> {
  if ((await store.readStream('organisation-RXX')).length > 0) return;
  const said: readonly (readonly [string, AnyMessage])[] = [
    [
      'model-nhs-epr',
      {
        type: 'MaturityModelPublished',
        data: { ...publishVersion1.data, effective: onDay(BEFORE_RECORDS) },
      },
    ],
    [
      'organisation-RXX',
      {
        type: 'OrganisationRegistered',
        data: {
          ...{ organisation: 'RXX', kind: 'trust', name: 'Trust RXX', trustType: 'Acute' },
          effective: onDay(isoDate('1991-04-01')),
        },
      },
    ],
  ];
  for (const [n, [stream, { type, data }]] of said.entries()) {
    const id = `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;
    const event = { id, type, data: JSON.stringify(data), metadata: '{}' };
    await store.append(stream, 'no-stream', [event]);
  }
}
