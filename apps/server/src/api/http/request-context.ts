import { randomBytes, randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Log } from '#settings';

/** What belongs to one request from its first byte on. */
export type RequestContext = Readonly<{ requestId: string; traceId: string }>;

const contexts = new WeakMap<object, RequestContext>();

/** Names a request by its caller's X-Request-Id and W3C traceparent, or by new ones. */
export function nameRequests(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const context = {
      requestId: acceptable(request.get('x-request-id')) ?? randomUUID(),
      traceId: traceOf(request.get('traceparent')) ?? randomBytes(16).toString('hex'),
    };
    contexts.set(request, context);
    response.setHeader('X-Request-Id', context.requestId);
    const began = process.hrtime.bigint();
    response.once('finish', () => {
      log.request({
        ...context,
        method: request.method,
        // Without the query: addresses are logged, what was asked about is not.
        path: request.originalUrl.split('?')[0],
        status: response.statusCode,
        milliseconds: Number(process.hrtime.bigint() - began) / 1e6,
      });
    });
    next();
  };
}

export const contextOf = (request: object): RequestContext =>
  contexts.get(request) ?? { requestId: 'unnamed', traceId: '' };

const acceptable = (id: string | undefined): string | undefined =>
  id !== undefined && /^[\w.-]{1,64}$/.test(id) ? id : undefined;

/** The trace id of version 00 of the W3C header; all zeros is none. */
function traceOf(traceparent: string | undefined): string | undefined {
  const trace = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1];
  return trace === undefined || /^0+$/.test(trace) ? undefined : trace;
}
