import { Module, type DynamicModule } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { PACK_MANIFEST, type PackManifest } from '#programmes';
import { Entries } from '../api/http/entries.js';
import { Configuration } from '../configuration.js';
import { PackDigest, PackDigestHandler } from './pack-digest.query.js';
import { Packs } from './packs.js';

/** Tells programmes what a pack is made of that somebody signs off. */
@Module({})
export class PackManifestModule {
  static beside(engine: DynamicModule, configuration: Configuration): DynamicModule {
    return {
      module: PackManifestModule,
      global: true,
      imports: [engine],
      providers: [
        { provide: Configuration, useValue: configuration },
        Entries,
        Packs,
        PackDigestHandler,
        {
          provide: PACK_MANIFEST,
          inject: [QueryBus],
          useFactory:
            (queries: QueryBus): PackManifest =>
            (programme, pack) =>
              queries.execute(new PackDigest(programme, pack)),
        },
      ],
      exports: [PACK_MANIFEST],
    };
  }
}
