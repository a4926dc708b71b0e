import { Controller, Get, Header, HttpCode, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '../api/who/requires.decorator.js';
import { Readiness, type ReadinessReport } from './readiness.js';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Get('live')
  @Requires('use-the-front-door')
  @ApiOperation({ summary: 'The process runs' })
  @Header('Cache-Control', 'no-store')
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @HttpCode(200)
  @Requires('use-the-front-door')
  @ApiOperation({ summary: 'It can answer, or the reasons why it cannot; 503 then' })
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    if (!report.ready) response.status(503).setHeader('Retry-After', '2');
    return report;
  }
}
