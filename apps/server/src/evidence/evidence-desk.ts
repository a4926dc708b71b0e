import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  EvidenceFiles,
  fileRefusals,
  ScannerSilent,
  type Examined,
  type FileRefusal,
  type KeptFile,
} from '#evidence';
import { Log } from '#settings';
import type { Incoming } from '../api/http/incoming-files.js';
import { contextOf } from '../api/http/request-context.js';
import { organisationIn } from '../api/questions/question-desk.js';
import { Problem, wrong, type FieldError } from '../api/http/problem.js';

/** Where files of evidence are handed in, by the API or a page: all are kept, or none. */
@Injectable()
export class EvidenceDesk {
  constructor(
    @Inject(EvidenceFiles) private readonly files: EvidenceFiles,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Throws the problem that says what is wrong with each file; nothing is left of them then. */
  async keep(request: Request, incoming: readonly Incoming[]): Promise<readonly KeptFile[]> {
    if (incoming.length === 0) throw wrong('/files', 'file-missing', fileRefusals['file-missing']);
    try {
      const kept = await this.examined(request, incoming);
      for (const file of incoming) await this.files.keep(organisationIn(request), file);
      return kept;
    } finally {
      await this.discard(incoming);
    }
  }

  async discard(incoming: readonly Incoming[]): Promise<void> {
    for (const file of incoming) await this.files.discard(file);
  }

  /** What each of them is; all that is wrong is said at once, each beside its file. */
  private async examined(
    request: Request,
    incoming: readonly Incoming[],
  ): Promise<readonly KeptFile[]> {
    const kept: KeptFile[] = [];
    const errors: FieldError[] = [];
    for (const [index, file] of incoming.entries()) {
      const found = await this.examine(request, file, index);
      const { sha256, bytes } = file;
      if (found.outcome === 'fit') kept.push({ sha256, mediaType: found.mediaType, bytes });
      else errors.push(errorAt(index, found.because));
    }
    const [first] = errors;
    if (first !== undefined) throw new Problem(422, first.code, first.message, { errors });
    return kept;
  }

  private async examine(request: Request, file: Incoming, index: number): Promise<Examined> {
    try {
      return await this.files.examine(file, file.originalname);
    } catch (error) {
      if (!(error instanceof ScannerSilent)) throw error;
      this.log.failure(error, contextOf(request));
      const failed = errorAt(index, 'file-failed');
      throw new Problem(503, failed.code, failed.message, {
        errors: [failed],
        headers: { 'Retry-After': '30' },
      });
    }
  }
}

const errorAt = (index: number, code: FileRefusal): FieldError => ({
  pointer: `/files/${String(index)}`,
  code,
  message: fileRefusals[code],
});
