import { Module, type DynamicModule } from '@nestjs/common';
import { PACK_MANIFEST, type PackManifest } from '#programmes';
import { Entries } from '../api/http/entries.js';
import { Configuration } from '../configuration.js';
import { manifestDigest } from './pack-files.js';
import { Packs } from './packs.js';

/** Tells programmes what a pack is made of that somebody signs off: it is made again for it. */
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
        {
          provide: PACK_MANIFEST,
          inject: [Packs, Entries],
          useFactory:
            (packs: Packs, entries: Entries): PackManifest =>
            async (programme, pack) => {
              const figures = await packs.readIfThere(programme, pack, await entries.present());
              return figures && manifestDigest(figures);
            },
        },
      ],
      exports: [PACK_MANIFEST],
    };
  }
}
