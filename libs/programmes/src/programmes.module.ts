import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ProgrammeHandler } from './programme.handler.js';

@Module({ imports: [CqrsModule], providers: [ProgrammeHandler] })
export class ProgrammesModule {}
