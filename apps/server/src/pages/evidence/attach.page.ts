import { Body, Controller, Get, HttpStatus, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { fileRefusals } from '#evidence';
import { EvidenceDesk } from '../../evidence/evidence-desk.js';
import {
  IncomingForm,
  incomingIn,
  whyUnread,
  type Incoming,
} from '../../api/http/incoming-files.js';
import { Problem } from '../../api/http/problem.js';
import { organisationIn } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { typedText } from '../forms/input-typed.js';
import { FormDesk } from '../forms/form-desk.js';
import { FormDoor } from '../forms/form-door.js';
import { FormHandlers, type Asked, type Go } from '../forms/form-handlers.js';
import type { Typed } from '../forms/form.js';
import { FormTokens } from '../sign-in/form-tokens.js';
import { Views } from '../views.js';
import { answersOf, attachForm, isBegun, type Brought } from './attach.form.js';
import { wrongLink } from './link-typed.js';

type WrongField = Readonly<{ text: string; href: '#files' | '#link' }>;

const OUT_OF_DATE = 'This page had been open for too long. Select the files again';
/** Of the name of a file, as much as tells it from the others. */
const NAME_SHOWN = 80;

/** Files and a link are handed in; then the form asks what each of them is. */
@ApiExcludeController()
@Controller('organisations/:ods/evidence/new')
export class AttachPage extends FormHandlers {
  constructor(
    private readonly views: Views,
    private readonly tokens: FormTokens,
    private readonly evidence: EvidenceDesk,
    private readonly door: FormDoor,
    desk: FormDesk,
  ) {
    super(desk);
  }

  @Get()
  @Requires('record-own-facts')
  override async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.ask(request, response, '', []);
  }

  @Post()
  @Requires('record-own-facts')
  @UseInterceptors(IncomingForm)
  async handIn(
    @Req() request: Request,
    @Res() response: Response,
    @Body() typed: Typed | undefined,
  ): Promise<void> {
    const incoming = incomingIn(request);
    const link = typedText(typed ?? {}, 'link');
    const refuse = async (status: number, wrong: readonly WrongField[]) => {
      await this.evidence.discard(incoming);
      await this.ask(request, response.status(status), link, wrong);
    };
    const unread = whyUnread(request);
    if (unread !== undefined) {
      await refuse(unread.status, [{ text: sentenceOf(unread), href: '#files' }]);
    } else if (!this.tokens.holds(request, typed?.['token'])) {
      await refuse(HttpStatus.FORBIDDEN, [{ text: OUT_OF_DATE, href: '#files' }]);
    } else if (link === '' && incoming.length === 0) {
      await refuse(400, [{ text: fileRefusals['file-missing'], href: '#files' }]);
    } else {
      const wrong = link === '' ? undefined : await wrongLink(link);
      if (wrong === undefined) await this.keep(request, response, { link, incoming });
      else await refuse(400, [{ text: wrong, href: '#link' }]);
    }
  }

  private async keep(
    request: Request,
    response: Response,
    { link, incoming }: Readonly<{ link: string; incoming: readonly Incoming[] }>,
  ): Promise<void> {
    try {
      const files = incoming.length === 0 ? [] : await this.filesOf(request, incoming);
      const brought = [...files, ...(link === '' ? [] : [{ url: link }])];
      const knock = { request, response, address: addressIn(request) };
      const opened = await this.door.open(attachForm, 'record-own-facts', knock);
      if (opened !== undefined) await this.desk.beginWith(opened, answersOf(brought));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      const wrong = (problem.more.errors ?? []).map(({ pointer, message }) => {
        const name = incoming[Number(pointer.split('/').at(-1))]?.originalname ?? '';
        const which = incoming.length > 1 ? `${name.slice(0, NAME_SHOWN)}: ` : '';
        return { text: `${which}${message}`, href: '#files' } as const;
      });
      await this.ask(request, response.status(problem.status), link, wrong);
    }
  }

  private async filesOf(
    request: Request,
    incoming: readonly Incoming[],
  ): Promise<readonly Brought[]> {
    const kept = await this.evidence.keep(request, incoming);
    const named = kept.map(({ sha256 }, index) => ({
      sha256,
      name: (incoming[index]?.originalname ?? '').slice(0, NAME_SHOWN),
    }));
    // The same content twice is one document.
    return [...new Map(named.map((each) => [each.sha256, each])).values()];
  }

  /** The form of what was handed in; a visitor without it is sent to where that is done. */
  protected async open(asked: Asked, go: Go): Promise<void> {
    const { request, response } = asked;
    const knock = { ...asked, address: addressIn(request) };
    const opened = await this.door.open(attachForm, 'record-own-facts', knock);
    if (opened === undefined) return;
    if (isBegun(opened.kept?.answers ?? {})) await go(opened);
    else response.redirect(HttpStatus.SEE_OTHER, addressIn(request));
  }

  private async ask(
    request: Request,
    response: Response,
    link: string,
    wrong: readonly WrongField[],
  ): Promise<void> {
    const { code, name } = await this.door.trustIn(request);
    const said = (href: WrongField['href']) =>
      wrong
        .filter((each) => each.href === href)
        .map(({ text }) => text)
        .join('. ') || undefined;
    this.views.send(response, 'evidence/attach.njk', {
      title: 'Attach evidence',
      code,
      organisation: name,
      address: addressIn(request),
      link,
      errors: wrong,
      filesError: said('#files'),
      linkError: said('#link'),
    });
  }
}

const addressIn = (request: Request): string =>
  `/organisations/${organisationIn(request)}/evidence/new`;

/** What the API says of its own form is of no use to a person. */
const sentenceOf = ({ code, detail }: Problem): string =>
  code === 'form-unreadable' ? fileRefusals['file-failed'] : detail;
