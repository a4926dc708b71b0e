import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { FormulaUsed } from '#figures';
import type { EventUsed, Stamp } from '#read-models';
import type { BenefitId, OdsCode } from '#vocabulary';
import { can } from '../../api/who/policy.js';
import { actorOf } from '../../api/who/who.guard.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { readNames, type Names } from '../names.js';
import { uncapital } from '../stages-in-words.js';
import { Views } from '../views.js';
import { eventsShown, mendedInWords } from './event-rows.js';
import type { FigureText } from './explained-texts.js';
import type { InputsShown } from './inputs-shown.js';

/** Shows how a figure of a trust is worked out that no maturity model is asked for. */
@Injectable()
export class OwnExplained {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async show(request: Request, response: Response, shown: Shown): Promise<void> {
    const { asked, query, code, explained, text, path, about, trail } = shown;
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const at = { asOf: asked.moment.asOf, knownAt: { entry: explained.entry } };
    const names = await readNames(this.queries, this.store, at);
    const named = about ?? uncapital(text.title);
    this.views.send(response, 'explain/explain.njk', {
      ...asked,
      ...text,
      title: `How this is worked out: ${named}`,
      address: `/organisations/${code}/${path}/explain`,
      code,
      trail,
      organisation: names.organisation(code),
      freshness: freshnessOf(explained),
      formulaVersion: explained.formula.version,
      data: dataLinks(`organisations/${code}/${path}/explain`, asked.query),
      ...(asked.errors.length > 0
        ? {}
        : await this.content(request, shown, { names, number: query['page'] })),
    });
  }

  private async content(
    request: Request,
    { asked, explained: { entry, events }, inputs, benefit }: Shown,
    { names, number }: Readonly<{ names: Names; number: unknown }>,
  ) {
    const { asOf } = asked.moment;
    const mended = mendedInWords(events);
    return {
      inputs,
      leftOut: [...inputs.leftOut, ...(mended === undefined ? [] : [mended])],
      ...(await eventsShown(this.queries, events, {
        names,
        number,
        mayReadLog: can(actorOf(request), 'read-the-log') === 'allowed',
        benefit,
        at: { asOf, entry },
      })),
    };
  }
}

export type Shown = Readonly<{
  asked: MomentAsked;
  query: Readonly<Record<string, unknown>>;
  code: OdsCode;
  text: FigureText;
  /** The last part of its address but one. */
  path: string;
  about?: string;
  /** The one that the page is about. */
  benefit?: BenefitId;
  /** Pages between that of the trust and this one. */
  trail?: readonly Readonly<{ href: string; text: string }>[];
  explained: Stamp & Readonly<{ events: readonly EventUsed[]; formula: FormulaUsed }>;
  inputs: InputsShown;
}>;
