import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { OrganisationHandler } from './organisation.handler.js';

@Module({ imports: [CqrsModule], providers: [OrganisationHandler] })
export class OrganisationsModule {}
