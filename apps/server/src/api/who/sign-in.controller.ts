import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Request, Response } from 'express';
import { Configuration } from '../../configuration.js';
import { Problem } from '../http/problem.js';
import { Casting, type Cast, type Miscast } from './casting.js';
import { developmentPeople, type Person } from './people.js';
import { Requires } from './requires.decorator.js';
import { Sessions } from './sessions.js';
import { actorOf, cameFromElsewhere, fromElsewhere } from './who.guard.js';

const ids = developmentPeople.map(({ id }) => id);

export class SignInDto {
  @ApiProperty({ enum: ids })
  @IsIn(ids, { message: `Select somebody to sign in as, like ${ids[0] ?? ''}` })
  person: string;

  @ApiPropertyOptional({
    description:
      'ODS code of the organisation to act for, or ENGLAND. People of a trust have to name it.',
    example: 'RCF',
  })
  @IsOptional()
  @Matches(/^[A-Z0-9]{3,8}$/, { message: 'Enter an ODS code that exists, like RXX' })
  organisation?: string;
}

/** Anybody may be anybody: for development, on this machine alone. */
@ApiTags('Who is asking')
@Controller()
export class SignInController {
  constructor(
    @Inject(Configuration) private readonly configuration: Configuration,
    @Inject(Sessions) private readonly sessions: Sessions,
    private readonly casting: Casting,
  ) {}

  @Get('sign-in')
  @Requires('use-the-front-door')
  @ApiOperation({ summary: 'The people to sign in as while developing' })
  people(): Readonly<{ people: readonly Person[] }> {
    this.onlyInDevelopment();
    return { people: developmentPeople };
  }

  @Post('sign-in')
  @HttpCode(200)
  @Requires('use-the-front-door')
  @ApiOperation({ summary: 'Sign in as one of them, for an organisation of your choice' })
  async signIn(
    @Body() { person, organisation = '' }: SignInDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Omit<Cast, 'name'>> {
    this.onlyInDevelopment();
    if (cameFromElsewhere(request)) throw fromElsewhere();
    const cast = await this.casting.cast(person, organisation);
    if (!('id' in cast)) throw notCast(cast);
    response.setHeader('Set-Cookie', this.sessions.open(cast));
    return { id: cast.id, role: cast.role, organisation: cast.organisation };
  }

  @Post('sign-out')
  @HttpCode(204)
  @Requires('use-the-front-door')
  @ApiOperation({ summary: 'End the session' })
  signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    response.setHeader('Set-Cookie', this.sessions.close(request.get('cookie')));
  }

  @Get('api/v1/me')
  @Requires('use-the-front-door')
  @ApiOperation({ summary: 'Who the server thinks is asking' })
  me(@Req() request: Request) {
    return actorOf(request);
  }

  private onlyInDevelopment(): void {
    if (this.configuration.signIn === 'development') return;
    throw new Problem(
      403,
      'sign-in-by-token',
      'This server knows no sign-in for people: send a bearer token.',
    );
  }
}

function notCast(wrong: readonly Miscast[]): Problem {
  const [first] = wrong;
  return new Problem(400, first?.code ?? 'unknown-person', first?.message ?? 'Select somebody', {
    errors: wrong.map(({ field, code, message }) => ({ pointer: `/${field}`, code, message })),
  });
}
