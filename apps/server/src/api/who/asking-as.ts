import type { Request } from 'express';
import type { Asker } from '#event-sourcing';
import { actorOf } from './who.guard.js';

/** In whose name a request records; its commands get ids of their own. */
export function askingAs(request: Request): Pick<Asker, 'actor' | 'role' | 'organisation'> {
  const actor = actorOf(request);
  if (actor.kind === 'public') throw new Error('The policy let nobody in particular record.');
  const { id, role, organisation } = actor;
  return { actor: id, role, organisation };
}
