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
import { EvidenceFiles, fileNameOf, readEvidence, type KeptFile } from '#evidence';
import { EvidenceDesk } from '../evidence/evidence-desk.js';
import { evidenceIn } from './evidence.controller.js';
import { IncomingFiles, incomingIn } from './http/incoming-files.js';
import { notFound } from './http/problem.js';
import { keptFiles } from './questions/answers/evidence.js';
import { organisationIn } from './questions/question-desk.js';
import { Requires } from './who/requires.decorator.js';

/** Files on their way in, before an entry attaches them, and out again. */
@ApiTags('Evidence: files')
@Controller('api/v1/organisations/:ods/evidence-files')
export class EvidenceFilesController {
  constructor(
    private readonly desk: EvidenceDesk,
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
    const files = await this.desk.keep(request, incomingIn(request));
    return { files };
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
}
