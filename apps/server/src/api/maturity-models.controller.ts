import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  CorrectMaturityModelDto,
  MODEL_ID,
  maturityModelRefusals,
  MaturityModelRequest,
  maturityModelStream,
  PublishMaturityModelDto,
  readVersions,
  RetractMaturityModelDto,
} from '#maturity-models';
import { parseFactId, parseModelId, type ModelId } from '#vocabulary';
import type { ReceiptBody } from './http/answer.js';
import { etagOf, ifMatch } from './http/preconditions.js';
import { notFound } from './http/problem.js';
import { modelVersions, recordedFact, type VersionsListed } from './questions/answers/records.js';
import { CommandDesk } from './records/command-desk.js';
import { Records, Shows } from './records/described.js';
import { noSuchEntry, readFact, type RecordedFact } from './records/recorded-fact.js';

/** Published versions of the maturity model: stages, capabilities, thresholds. */
@ApiTags('Maturity models')
@Controller('api/v1/maturity-models/:model/versions')
export class MaturityModelsController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Shows('', {
    summary: 'All versions, the oldest first, with the ETag to change one',
    action: 'read-public-facts',
    schema: modelVersions,
  })
  async versions(
    @Param('model') name: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionsListed> {
    const model = modelIn(name);
    const { revision, versions } = await readVersions(this.store, model);
    if (revision === undefined) throw notFound(`There is no maturity model named "${name}".`);
    response.setHeader('ETag', etagOf(revision));
    const data = versions.map(({ content, ...rest }) => ({ ...rest, ...content }));
    return { data, revision, usedByFigures: model === MODEL_ID };
  }

  @Shows(':factId', {
    summary: 'One version as it is stated now, with the ETag to correct it',
    action: 'read-public-facts',
    schema: recordedFact,
  })
  async version(
    @Param('model') model: string,
    @Param('factId') factId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecordedFact> {
    const fact = await this.entryAt(modelIn(model), factId);
    response.setHeader('ETag', etagOf(fact.revision));
    return fact;
  }

  @Records('', {
    summary: 'Publish a version; it may come into force later',
    action: 'publish-model',
  })
  publish(
    @Param('model') name: string,
    @Body() body: PublishMaturityModelDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceiptBody> {
    const model = modelIn(name);
    return this.desk.take({
      request,
      response,
      refusals: maturityModelRefusals,
      record: RECORD,
      location: (id) => addressOf(model, id),
      command: (asker) => new MaturityModelRequest(body.toCommand(model), asker),
    });
  }

  @Records(':factId/corrections', {
    summary: 'Correct a version',
    action: 'publish-model',
    changes: true,
  })
  async correct(
    @Param() { model: name = '', factId = '' }: Record<string, string>,
    @Body() body: CorrectMaturityModelDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceiptBody> {
    const model = modelIn(name);
    const { factId: fact } = await this.entryAt(model, factId);
    const ifRevision = ifMatch(request);
    return this.desk.take({
      request,
      response,
      refusals: maturityModelRefusals,
      record: RECORD,
      location: () => addressOf(model, fact),
      command: (asker) =>
        new MaturityModelRequest(body.toCommand(model, fact), asker, { ifRevision }),
    });
  }

  @Records(':factId/retractions', {
    summary: 'Take a version back; the one before it holds again',
    action: 'publish-model',
    changes: true,
  })
  async retract(
    @Param() { model: name = '', factId = '' }: Record<string, string>,
    @Body() body: RetractMaturityModelDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceiptBody> {
    const model = modelIn(name);
    const { factId: fact } = await this.entryAt(model, factId);
    const ifRevision = ifMatch(request);
    return this.desk.take({
      request,
      response,
      refusals: maturityModelRefusals,
      record: RECORD,
      location: () => addressOf(model, fact),
      command: (asker) =>
        new MaturityModelRequest(body.toCommand(fact), asker, { subject: model, ifRevision }),
    });
  }

  private async entryAt(model: ModelId, id: string): Promise<RecordedFact> {
    const factId = parseFactId(id);
    const fact =
      factId === undefined
        ? undefined
        : await readFact(this.store, maturityModelStream(model), { type: PUBLISHED, factId });
    if (fact === undefined) throw noSuchEntry();
    return fact;
  }
}

const RECORD = 'the record of this model';
const PUBLISHED = 'MaturityModelPublished';

const addressOf = (model: ModelId, id: string): string =>
  `/api/v1/maturity-models/${model}/versions/${id}`;

function modelIn(name: string): ModelId {
  const model = parseModelId(name);
  if (model === undefined) throw notFound();
  return model;
}
