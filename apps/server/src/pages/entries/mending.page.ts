import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { FormDesk } from '../forms/form-desk.js';
import { FormDoor, type Knock } from '../forms/form-door.js';
import { FormHandlers, type Asked, type Go } from '../forms/form-handlers.js';
import type { Answers, Form } from '../forms/form.js';
import type { Stated } from './answers-before.js';
import { addressIn, noEntry } from './entry-address.js';
import { findEntry, type EntryFound } from './entry-found.js';
import { entrySaid } from './entry-said.js';
import { whereMendable } from './mendable.js';
import { withdrawing } from './mending.form.js';
import { MendingDoor, type Act } from './mending-door.js';

/** The forms that correct and withdraw one entry of a trust. */
@ApiExcludeController()
@Controller('organisations/:ods/entries/:entry/:act')
export class MendingPage extends FormHandlers {
  constructor(
    private readonly queries: QueryBus,
    private readonly door: FormDoor,
    desk: FormDesk,
    private readonly mendingDoor: MendingDoor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {
    super(desk);
  }

  /** Opens the form of an entry for whoever may record entries of its kind. */
  protected async open(asked: Asked, go: Go): Promise<void> {
    const { request, response } = asked;
    const { ods, entry, act } = request.params;
    const address = `${addressIn(request)}/${String(act)}`;
    const begun = await this.door.begun({ ...asked, address });
    const { queries, store } = this;
    const found = await findEntry({ queries, store }, String(ods), String(entry));
    // Whether there is such an entry is for those who may see it.
    if (found === undefined) await this.door.insist('read-entries', request);
    if (found === undefined || (act !== 'correct' && act !== 'withdraw')) throw noEntry(request);
    const knock = { ...asked, address, begun };
    if (begun.kept === undefined && found.fact.retraction !== undefined) {
      await this.door.insist(found.collection.action, request);
      this.mendingDoor.showWithdrawn(found, act, response);
      return;
    }
    const openAs = await this.opening(found, act, knock, go);
    const opening =
      act === 'withdraw' ? openAs(withdrawing(found), () => ({})) : whereMendable(found, openAs);
    if (opening === undefined) throw noEntry(request);
    await opening;
  }

  private async opening(found: EntryFound, act: Act, knock: Knock, go: Go) {
    const { collection, fact } = found;
    const { row, benefit } = await entrySaid(this.queries, this.store, found);
    const about = [row?.what, benefit?.title].filter((each) => each !== undefined).join(', ');
    const said = row === undefined ? fact.type : `${row.what}, ${row.when}`;
    return async <Known>(
      form: Form<Known>,
      answered: (known: Known, stated: Stated) => Answers,
    ): Promise<void> => {
      const named = about === '' ? form : { ...form, names: () => about };
      const opened = await this.door.open(named, collection.action, knock);
      if (opened === undefined) return;
      const isNew = opened.kept === undefined;
      if (isNew && (await this.mendingDoor.turnsAway(found, act, opened))) return;
      const answersTo = (stated: object) => answered(opened.known, stated as Stated);
      const before = answersTo(fact.data);
      const stands = act === 'withdraw' && { stands: said };
      const mending = { factId: fact.factId, before, answersTo, ...stands };
      await go({ ...opened, start: { ...before, ...opened.start }, mending });
    };
  }
}
