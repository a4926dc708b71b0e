import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Request, Response } from 'express';
import { endEndless } from './endless.js';
import { Problem } from './problem.js';

const MEGABYTE = 1_000_000;

describe('A body', () => {
  const server = createServer((request, response) => {
    endEndless(request as Request, response as unknown as Response, (error?: unknown) => {
      if (error instanceof Problem) response.writeHead(error.status).end(error.message);
      else if (request.url === REFUSED) response.writeHead(401).end('sign in first');
      // As who reads a form does, it answers once all has come.
      else request.on('end', () => response.end('read')).resume();
    });
  });
  let client: Socket;
  let answer = '';

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(client, 'connect');
    answer = '';
    client.on('data', (piece) => (answer += piece.toString()));
  });
  afterEach(async () => {
    client.destroy();
    server.close();
    await once(server, 'close');
  });

  /** Until the other side hangs up. */
  async function sendOnAndOn(path?: string): Promise<void> {
    client.write(head('Transfer-Encoding: chunked', path));
    const piece = Buffer.from(`${MEGABYTE.toString(16)}\r\n${'x'.repeat(MEGABYTE)}\r\n`);
    const ended = new Promise((resolve) => client.once('close', resolve));
    // Breaks once the other side has hung up.
    client.on('error', () => undefined);
    while (!client.destroyed) {
      const isFull = !client.write(piece);
      const drained = new Promise((resolve) => client.once('drain', resolve));
      if (isFull) await Promise.race([drained, ended]);
    }
    await ended;
  }

  it('without end is answered with 413, and its connection ended', async () => {
    await sendOnAndOn();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/Connection: close/i);
    expect(answer).toContain('"code":"body-too-large"');
  });

  it('without end is hung up on as well where it is refused before any of it is read', async () => {
    await sendOnAndOn(REFUSED);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('that says it is too long is answered before any of it is sent', async () => {
    client.write(head(`Content-Length: ${String(100 * MEGABYTE)}`));
    await once(client, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is not evidence because its address asks about evidence', async () => {
    const path = '/organisations/RXX/imports/new?from=/evidence/new';
    client.write(head(`Content-Length: ${String(100 * MEGABYTE)}`, path));
    await once(client, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('of a file that is somewhat too big is read to its end', async () => {
    client.write(head(`Content-Length: ${String(30 * MEGABYTE)}`));
    client.write(Buffer.alloc(30 * MEGABYTE, 'x'));
    await once(client, 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('of as many pieces of evidence as are taken is read to its end', async () => {
    client.write(
      head(`Content-Length: ${String(100 * MEGABYTE)}`, '/organisations/RXX/evidence/new?from=a'),
    );
    client.write(Buffer.alloc(100 * MEGABYTE, 'x'));
    await once(client, 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

const REFUSED = '/refused';

const head = (length: string, path = '/organisations/RXX/imports/new'): string =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\n${length}\r\n\r\n`;
