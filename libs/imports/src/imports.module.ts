import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ImportHandler } from './import.handler.js';
import { Importing } from './importing.js';
import { Withdrawing } from './withdrawing.js';

@Module({
  imports: [CqrsModule],
  providers: [ImportHandler, Importing, Withdrawing],
  exports: [Importing, Withdrawing],
})
export class ImportsModule {}
