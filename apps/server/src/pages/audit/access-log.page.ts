import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  AccessLog,
  accessKinds,
  type AccessKind,
  type AccessListed,
} from '../../access/access-log.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { instantInWords } from '../dates-in-words.js';
import { capital } from '../stages-in-words.js';
import { Views } from '../views.js';
import { methodInWords, routeInWords } from './access-words.js';
import { AuditNames, ownerInWords, personOf, type Told } from './audit-names.js';

const LINES_SHOWN = 50;

/** Who came, went, was refused and took data away. */
@ApiExcludeController()
@Controller('audit/access-log')
export class AccessLogPage {
  constructor(
    private readonly views: Views,
    private readonly names: AuditNames,
    @Inject(AccessLog) private readonly log: AccessLog,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(
    @Res() response: Response,
    @Query() { kind: typed, before }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const kind = accessKinds.find((each) => each === typed);
    const from =
      typeof before === 'string' && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
    const { lines, next } = await this.log.page({ before: from, limit: LINES_SHOWN }, kind);
    const only = kind === undefined ? '' : `kind=${kind}&`;
    const owners = lines.flatMap(({ about }) => about ?? []);
    const told = await this.names.told(undefined, { owners });
    this.views.send(response, 'audit/access-log.njk', {
      title: 'Access log: sign-ins, refusals and downloads',
      kinds: [
        { value: '', text: 'All', selected: kind === undefined },
        ...accessKinds.map((value) => ({ value, text: inWords[value], selected: value === kind })),
      ],
      caption: kind === undefined ? 'Sign-ins, refusals and downloads' : many[kind],
      rows: lines.map((line) => rowOf(line, told)),
      newest: from === undefined ? undefined : { href: `?${only}`, text: 'Newest lines' },
      older:
        next === null ? undefined : { href: `?${only}before=${String(next)}`, text: 'Older lines' },
      data: `/api/v1/access-log?${only}format=`,
    });
  }
}

const inWords: Readonly<Record<AccessKind, string>> = {
  'sign-in': 'Signed in',
  'sign-out': 'Signed out',
  refusal: 'Refused',
  export: 'Downloaded data',
};

const many: Readonly<Record<AccessKind, string>> = {
  'sign-in': 'Sign-ins',
  'sign-out': 'Sign-outs',
  refusal: 'Refusals',
  export: 'Downloads',
};

const rowOf = ({ role, organisation, ...line }: AccessListed, { names, owners }: Told) => ({
  at: instantInWords(line.at),
  what: inWords[line.kind],
  who:
    line.actor === null || role === null || organisation === null
      ? 'Nobody signed in'
      : personOf({ id: line.actor, role, organisation }, names),
  where: `${methodInWords(line.method)}: ${routeInWords(line.route)}`,
  about: line.about === null ? undefined : ownerInWords(line.about, owners),
  answer: `${answerInWords(line.code)} (${String(line.status)})`,
});

const answerInWords = (code: string | null): string =>
  code === null ? 'Success' : (answers[code] ?? capital(code.replaceAll('-', ' ')));

const answers: Readonly<Record<string, string>> = {
  'sign-in-first': 'Not signed in',
  'not-this-role': 'Not for this role',
  'not-this-organisation': 'Not for this organisation',
  'not-in-your-remit': 'Not in their remit',
  'too-many-requests': 'Too many requests',
};
