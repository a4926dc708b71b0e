import { Controller, Get, Inject, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { packSections } from '#vocabulary';
import { PackDoor } from '../packs/pack-door.js';
import { packZip } from '../packs/pack-files.js';
import { programme } from './records/owners.js';
import { Requires } from './who/requires.decorator.js';

/** The figures of a board pack to take away, each file with what it can be held against. */
@ApiTags('Programmes')
@Controller('api/v1/programmes/:programme/board-packs')
export class BoardPacksController {
  constructor(@Inject(PackDoor) private readonly door: PackDoor) {}

  @Get(':pack/files')
  @Requires('read-stages-and-gaps')
  @ApiOperation({
    summary: 'The figures of a board pack as a zip of CSV, with a manifest of SHA-256 digests',
  })
  @ApiParam({ name: 'programme', description: programme.description, example: programme.example })
  @ApiParam({
    name: 'pack',
    description: 'Its day, the last entry it includes, and the version of its formulas',
    example: '2026-09-30.25293.1',
  })
  @ApiQuery({
    name: 'sections',
    description: `Some of ${packSections.join(', ')}; left out: all`,
    required: false,
    schema: { type: 'string' },
  })
  @ApiOkResponse({
    description: 'The zip; the same pack gives the same bytes whenever it is asked for',
    content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
  })
  async files(@Req() request: Request): Promise<StreamableFile> {
    const pack = String(request.params['pack']);
    const named = programme.in(request);
    const asked = { programme: named, pack, sections: request.query['sections'] };
    const figures = await this.door.packNamed(asked);
    return new StreamableFile(packZip(figures), {
      type: 'application/zip',
      disposition: `attachment; filename="${named}-${pack}.zip"`,
    });
  }
}
