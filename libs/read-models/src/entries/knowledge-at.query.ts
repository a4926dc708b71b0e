import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownAt } from '../facts-ledger/known-at.js';
import { Ledger, type Knowledge } from '../facts-ledger/snapshot.js';

/** What was the last entry at a moment, and when was it recorded? */
export class KnowledgeAt extends Query<Knowledge> {
  constructor(readonly knownAt: KnownAt) {
    super();
  }
}

@QueryHandler(KnowledgeAt)
export class KnowledgeAtHandler implements IQueryHandler<KnowledgeAt> {
  constructor(private readonly ledger: Ledger) {}

  execute({ knownAt }: KnowledgeAt): Promise<Knowledge> {
    return this.ledger.at(knownAt, ({ knowledge }) => Promise.resolve(knowledge));
  }
}
