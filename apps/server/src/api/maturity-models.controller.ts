import { Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type AnyMessage, type EventStore } from '#event-sourcing';
import {
  CorrectMaturityModelDto,
  MODEL_ID,
  maturityModelRefusals,
  MaturityModelRequest,
  maturityModelStream,
  PublishMaturityModelDto,
  readVersions,
  RetractMaturityModelDto,
  type MaturityModelCommand,
} from '#maturity-models';
import { etagOf } from './http/preconditions.js';
import { notFound } from './http/problem.js';
import { modelVersions, type VersionsListed } from './questions/answers/records.js';
import { Shows } from './records/described.js';
import { model } from './records/owners.js';
import { recordsOf } from './records/records.controller.js';

/** Published versions of the maturity model: stages, capabilities, thresholds. */
@ApiTags('Maturity models')
@Controller('api/v1/maturity-models/:model/versions')
export class MaturityModelsController {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  @Shows('', {
    summary: 'All versions, the oldest first, with the ETag to change one',
    action: 'read-public-facts',
    schema: modelVersions,
  })
  async versions(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionsListed> {
    const named = model.in(request);
    const { revision, versions } = await readVersions(this.store, named);
    if (revision === undefined) throw notFound(`There is no maturity model named "${named}".`);
    response.setHeader('ETag', etagOf(revision));
    const data = versions.map(({ content, ...rest }) => ({ ...rest, ...content }));
    return { data, revision, usedByFigures: named === MODEL_ID };
  }
}

/** A version is published, corrected, and taken back; then the one before it holds again. */
export const MaturityModelRecords = recordsOf({
  tag: 'Maturity models',
  owner: model,
  reads: 'read-public-facts',
  record: 'the record of this model',
  refusals: maturityModelRefusals,
  retraction: RetractMaturityModelDto,
  stream: ({ owner }) => maturityModelStream(owner),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new MaturityModelRequest(command as MaturityModelCommand, asker, {
      subject: place.owner,
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [
    {
      path: 'versions',
      summary: 'Publish a version; it may come into force later',
      action: 'publish-model',
      fact: 'MaturityModelPublished',
      entry: PublishMaturityModelDto,
      correction: CorrectMaturityModelDto,
    },
  ],
});
