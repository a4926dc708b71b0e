import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Req,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  EvidenceFiles,
  fileNameOf,
  fileRefusals,
  readEvidence,
  type FileRefusal,
  type KeptFile,
} from '#evidence';
import { evidenceIn } from './evidence.controller.js';
import { IncomingFiles, incomingIn, type Incoming } from './http/incoming-files.js';
import { notFound, Problem, wrong, type FieldError } from './http/problem.js';
import { keptFiles } from './questions/answers/evidence.js';
import { organisationIn } from './questions/question-desk.js';
import { Requires } from './who/requires.decorator.js';

/** Files on their way in, before an entry attaches them, and out again. */
@ApiTags('Evidence: files')
@Controller('api/v1/organisations/:ods/evidence-files')
export class EvidenceFilesController {
  constructor(
    @Inject(EvidenceFiles) private readonly files: EvidenceFiles,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('record-own-facts')
  @UseInterceptors(IncomingFiles)
  @ApiOperation({
    summary: 'Upload up to 10 files: all are kept, or none. Attach each by its SHA-256 then',
  })
  @ApiParam({ name: 'ods', description: 'ODS code', example: 'RCF' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
    },
  })
  @ApiOkResponse({
    description: 'Kept, or kept already',
    content: { 'application/json': { schema: keptFiles } },
  })
  async upload(@Req() request: Request): Promise<Readonly<{ files: readonly KeptFile[] }>> {
    const organisation = organisationIn(request);
    const incoming = incomingIn(request);
    if (incoming.length === 0) throw wrong('/files', 'file-missing', fileRefusals['file-missing']);
    try {
      const kept = await this.examined(incoming);
      for (const file of incoming) await this.files.keep(organisation, file);
      return { files: kept };
    } finally {
      for (const file of incoming) await this.files.discard(file);
    }
  }

  @Get(':evidenceId')
  @Requires('read-evidence-files')
  @ApiOperation({ summary: 'The file of a piece of evidence, once its SHA-256 is what it was' })
  @ApiParam({ name: 'ods', description: 'ODS code', example: 'RCF' })
  @ApiParam({ name: 'evidenceId', example: 'EV-RCF-3F2A9C01B7D4' })
  @ApiOkResponse({
    description: 'The file as it was attached',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  async download(@Req() request: Request): Promise<StreamableFile> {
    const organisation = organisationIn(request);
    const subject = String(request.params['evidenceId']);
    const evidenceId = evidenceIn({ owner: organisation, subject });
    const evidence = await readEvidence(this.store, evidenceId);
    if (evidence?.sha256 === undefined) throw notFound();
    const content = await this.files.read(organisation, evidence.sha256);
    return new StreamableFile(content, {
      type: evidence.mediaType ?? 'application/octet-stream',
      disposition: `attachment; filename="${fileNameOf(evidenceId, evidence.mediaType)}"`,
      length: content.length,
    });
  }

  /** What each of them is; all that is wrong is said at once, each beside its file. */
  private async examined(incoming: readonly Incoming[]): Promise<readonly KeptFile[]> {
    const kept: KeptFile[] = [];
    const errors: FieldError[] = [];
    for (const [index, file] of incoming.entries()) {
      const found = await this.files.examine(file, file.originalname);
      const { sha256, bytes } = file;
      if (found.outcome === 'fit') kept.push({ sha256, mediaType: found.mediaType, bytes });
      else errors.push(errorAt(index, found.because));
    }
    const [first] = errors;
    if (first !== undefined) throw new Problem(422, first.code, first.message, { errors });
    return kept;
  }
}

const errorAt = (index: number, code: FileRefusal): FieldError => ({
  pointer: `/files/${String(index)}`,
  code,
  message: fileRefusals[code],
});
