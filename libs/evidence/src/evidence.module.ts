import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceHandler } from './evidence.handler.js';
import type { VirusScanner } from './virus-scanner.js';

@Module({})
export class EvidenceModule {
  /** Files are kept below this folder, once a scanner has found no virus in them, where there is one. */
  static keepingFilesIn(dataFolder: string, scanner?: VirusScanner): DynamicModule {
    const files = { provide: EvidenceFiles, useValue: new EvidenceFiles(dataFolder, scanner) };
    return {
      module: EvidenceModule,
      imports: [CqrsModule],
      providers: [files, EvidenceHandler],
      exports: [files],
    };
  }
}
