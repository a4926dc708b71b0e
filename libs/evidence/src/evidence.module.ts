import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceHandler } from './evidence.handler.js';

@Module({})
export class EvidenceModule {
  /** Files are kept below this folder. */
  static keepingFilesIn(dataFolder: string): DynamicModule {
    const files = { provide: EvidenceFiles, useValue: new EvidenceFiles(dataFolder) };
    return {
      module: EvidenceModule,
      imports: [CqrsModule],
      providers: [files, EvidenceHandler],
      exports: [files],
    };
  }
}
