import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '../api/who/requires.decorator.js';
import { styleSheets } from './views.js';

@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  @Get(':name')
  @Requires('use-the-front-door')
  styleSheet(@Param('name') name: string, @Res() response: Response): void {
    const sheet = styleSheets.get(name);
    if (sheet === undefined) throw new NotFoundException();
    // The same for everybody.
    response.removeHeader('Vary');
    response.type('css').setHeader('Cache-Control', 'public, max-age=3600').send(sheet);
  }
}
