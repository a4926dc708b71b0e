import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { can, type Action } from '../../../api/who/policy.js';
import { Resources } from '../../../api/who/resources.js';
import { actorOf } from '../../../api/who/who.guard.js';

/** What a reader of a page may see beside what the page itself asks leave for. */
@Injectable()
export class ProgrammeLeave {
  constructor(private readonly resources: Resources) {}

  /** Of all organisations of the programme that the address names. */
  async allows(request: Request, action: Action): Promise<boolean> {
    const actor = actorOf(request);
    const resource = await this.resources.resourceOf(request, actor, action);
    return can(actor, action, resource) === 'allowed';
  }
}
