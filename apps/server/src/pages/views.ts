import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import nunjucks from 'nunjucks';

const HERE = dirname(fileURLToPath(import.meta.url));
const FRONTEND = dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json'));

/** Pages of Nunjucks templates on nhsuk-frontend, escaped by default and complete without scripts. */
@Injectable()
export class Views {
  private readonly templates = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([HERE, join(FRONTEND, 'dist')]),
    { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true },
  );

  /** The only script on a page is the frontend's own first line, let in by its nonce. */
  send(
    response: Response,
    template: string,
    model: Readonly<Record<string, unknown> & { title: string }>,
  ): void {
    const cspNonce = randomBytes(16).toString('base64');
    response
      .type('html')
      .setHeader(
        'Content-Security-Policy',
        `default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'nonce-${cspNonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      .setHeader('Cache-Control', 'private, no-store')
      .send(this.templates.render(template, { ...model, cspNonce }));
  }
}

/** The style sheets of every page, read once. */
export const styleSheets: ReadonlyMap<string, string> = new Map([
  ['nhsuk.css', frontendStyle()],
  ['app.css', readFileSync(join(HERE, 'assets', 'app.css'), 'utf8')],
]);

function frontendStyle(): string {
  const { version } = JSON.parse(readFileSync(join(FRONTEND, 'package.json'), 'utf8')) as {
    version: string;
  };
  const sheet = join(FRONTEND, 'dist', 'nhsuk', `nhsuk-frontend-${version}.min.css`);
  return readFileSync(sheet, 'utf8');
}
