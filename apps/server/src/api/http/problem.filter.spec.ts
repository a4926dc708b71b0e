import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { Test } from '@nestjs/testing';
import express, { type Request, type Response } from 'express';
import { pino } from 'pino';
import { Log } from '#settings';
import { readConfiguration } from '../../configuration.js';
import { FormTokens } from '../../pages/sign-in/form-tokens.js';
import { Views } from '../../pages/views.js';
import { Sessions } from '../who/sessions.js';
import { answeredWith, Problem } from './problem.js';
import { ProblemFilter } from './problem.filter.js';
import { Routes } from './routes.js';

const aborted = () => Object.assign(new Error('request aborted'), { code: 'ECONNABORTED' });
const databaseLost = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const answeredTwice = () =>
  Object.assign(new Error('Cannot set headers after they are sent to the client'), {
    code: 'ERR_HTTP_HEADERS_SENT',
  });

describe('What goes wrong', () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(line: Buffer, _, done) {
      lines.push(line.toString());
      done();
    },
  });
  let thrown: Error;
  let isRefused = false;
  let filter: ProblemFilter;
  const app = express().use((request: Request, response: Response) => {
    if (isRefused) {
      answeredWith(request, new Problem(413, 'body-too-large', 'The body is too large.'));
      response.status(413).end('refused');
    }
    filter.catch(thrown, new ExecutionContextHost([request, response]));
  });
  const server = createServer(app);

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [DiscoveryModule] }).compile();
    const configuration = readConfiguration({ DATABASE_URL: 'postgres://127.0.0.1/tracker' });
    filter = new ProblemFilter(
      new Routes(module.get(DiscoveryService)),
      new Log('info', false, pino({ level: 'info' }, sink)),
      new Views(configuration, new Sessions(), new FormTokens(Buffer.from('secret'))),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(() => {
    lines.length = 0;
  });
  afterAll(async () => {
    await once(server.close(), 'close');
  });

  async function answer() {
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(ask({ port, agent: false }).end(), 'response')) as [
      IncomingMessage,
    ];
    return { status: response.statusCode, body: await text(response) };
  }

  it.each([
    ['a reader that finds the body broken off', aborted, 0],
    ['an answer after the answer', answeredTwice, 0],
    ['a database that went away, which is no failure of ours', databaseLost, 0],
    ['a refusal', () => new Problem(422, 'no', 'No.'), 0],
    ['a bug', () => new TypeError('x is not a function'), 1],
  ])('after a body was refused halfway, of %s', async (_, made, logged) => {
    [isRefused, thrown] = [true, made()];
    expect(await answer()).toEqual({ status: 413, body: 'refused' });
    expect(lines).toHaveLength(logged);
    expect(lines.every((line) => line.includes(thrown.message))).toBe(true);
  });

  it('before anything was answered is answered as a problem and logged once', async () => {
    [isRefused, thrown] = [false, answeredTwice()];
    const { status, body } = await answer();
    expect({ status, code: (JSON.parse(body) as { code?: string }).code }).toEqual({
      ...{ status: 500, code: 'unforeseen' },
    });
    expect(lines).toHaveLength(1);
  });
});
