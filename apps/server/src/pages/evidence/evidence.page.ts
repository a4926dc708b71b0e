import { Controller, Get, HttpStatus, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  EvidenceRegister,
  EvidenceUses,
  type EvidenceListed,
  type EvidenceRegisterAnswer,
  type Moment,
} from '#read-models';
import { dayInWords, periodInWords, type OdsCode } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { noSuchOrganisation, organisationIn } from '../../api/questions/question-desk.js';
import { actorOf } from '../../api/who/who.guard.js';
import { can } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { streamHref } from '../audit/audit-links.js';
import { dataLinks } from '../data-links.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { Views } from '../views.js';
import {
  evidenceRow,
  gradeInWords,
  pageOfEvidence,
  sortInWords,
  stateOf,
  useRows,
} from './evidence-rows.js';
import { usesNamed } from './uses-named.js';

type Asked = Readonly<Record<string, unknown>>;
type Shown = Readonly<{ answer: EvidenceRegisterAnswer; listed: EvidenceListed }>;

const NO_EVIDENCE =
  'This trust has no evidence with this reference. Check that the reference was copied whole, and that it is of this trust: it begins with EV and the code of the trust.';
const NONE_THEN =
  'As far as was known at the moment you chose, this trust had no evidence with this reference on that day. Leave the dates out of the address to see whether it has it today.';

/** What an organisation has to show: all of it, and one piece with what rests on it. */
@ApiExcludeController()
@Controller('organisations/:ods/evidence')
export class EvidencePage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly door: FormDoor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-entries')
  async all(
    @Req() request: Request,
    @Res() response: Response,
    @Query() { asOf, knownAt }: Asked,
  ): Promise<void> {
    const asked = await this.moments.asked(asOf, knownAt);
    const { code, answer } = await this.register(request, asked);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'evidence/evidence.njk', {
      ...asked,
      title: 'Evidence',
      code,
      organisation: answer.organisation.name,
      freshness: freshnessOf(answer),
      counted: countsInWords(answer),
      rows: isWrong ? [] : answer.evidence.map((listed) => evidenceRow(listed, code)),
      data: dataLinks(`organisations/${code}/evidence`, asked.query),
      uses: dataLinks(`organisations/${code}/evidence-uses`, asked.query),
      mayAttach: await this.door.mayOpen('record-own-facts', request),
    });
  }

  @Get(':evidenceId')
  @Requires('read-entries')
  async one(
    @Req() request: Request,
    @Res() response: Response,
    @Query() { asOf, knownAt }: Asked,
  ): Promise<void> {
    const asked = await this.moments.asked(asOf, knownAt);
    const { code, answer } = await this.register(request, asked);
    const { evidenceId } = request.params;
    const listed = answer.evidence.find((each) => each.evidenceId === evidenceId);
    if (listed === undefined)
      throw notFound(asked.lookingBack === undefined ? NO_EVIDENCE : NONE_THEN, undefined, {
        href: `/organisations/${code}/evidence`,
        text: `See the evidence of ${answer.organisation.name}`,
      });
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'evidence/one.njk', {
      ...asked,
      title: listed.attached.title,
      code,
      organisation: answer.organisation.name,
      address: pageOfEvidence(code, listed.evidenceId),
      evidenceId,
      ...(asked.errors.length > 0 ? {} : await this.content(request, asked, { answer, listed })),
    });
  }

  private async content(request: Request, { moment, lookingBack }: MomentAsked, of: Shown) {
    const { answer, listed } = of;
    const { attached, grade, documentOn, withdrawn } = listed;
    const { url, sha256, period } = attached;
    const { code } = answer.organisation;
    const at = { asOf: moment.asOf, knownAt: { entry: answer.entry } };
    const mayReadFile = await this.door.mayOpen('read-evidence-files', request);
    const isOpen = lookingBack === undefined && withdrawn === null;
    return {
      freshness: freshnessOf(answer),
      sort: sortInWords(attached),
      url: mayReadFile ? url : undefined,
      sha256,
      file: mayReadFile && sha256 !== undefined ? fileHref(code, listed.evidenceId) : undefined,
      documentOn: dayInWords(documentOn),
      period: period && periodInWords(period),
      grade: gradeInWords(grade),
      isGraded: grade !== null,
      state: stateOf(listed),
      withdrawnWhy: withdrawn?.why,
      rows: await this.uses(code, at, listed.evidenceId),
      mayGrade: isOpen && (await this.door.mayOpen('grade-evidence', request)),
      mayWithdraw: isOpen && (await this.door.mayOpen('record-own-facts', request)),
      record:
        can(actorOf(request), 'read-the-log') === 'allowed'
          ? streamHref(`evidence-${listed.evidenceId}`)
          : undefined,
    };
  }

  private async uses(code: OdsCode, at: Moment, evidenceId: string) {
    const { queries, store } = this;
    const answer = await queries.execute(new EvidenceUses(code, at));
    const uses = (answer?.uses ?? []).filter((use) => use.evidenceId === evidenceId);
    return useRows(uses, await usesNamed({ queries, store }, { code, at, uses }), code);
  }

  private async register(request: Request, { moment }: MomentAsked) {
    const code = organisationIn(request);
    const answer = await this.queries.execute(new EvidenceRegister(code, moment));
    if (answer === undefined) throw noSuchOrganisation(code);
    return { code, answer };
  }
}

const countsInWords = ({
  numerator,
  denominator,
}: Readonly<{ numerator: number; denominator: number }>): string =>
  `${String(numerator)} of ${String(denominator)} ${denominator === 1 ? 'document' : 'documents'} ${numerator === 1 ? 'is' : 'are'} valid`;

const fileHref = (code: string, evidenceId: string): string =>
  `/api/v1/organisations/${code}/evidence-files/${evidenceId}`;
