import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ImportHandler } from './import.handler.js';

@Module({ imports: [CqrsModule], providers: [ImportHandler] })
export class ImportsModule {}
