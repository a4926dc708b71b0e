import { createServer, type Server, type ServerResponse } from 'node:http';
import type { ProjectorStatus } from '#read-models';
import { PlainFailure } from '#settings';
import type { ProjectorConfiguration } from './configuration.js';

/** Answers the two questions that the server answers too: does it run, and does it do its work. */
export async function openHealth(
  { healthPort, host }: ProjectorConfiguration,
  statusNow: () => ProjectorStatus,
): Promise<Server | undefined> {
  if (healthPort === undefined) return undefined;
  const server = createServer(({ url }, response) => {
    const status = statusNow();
    if (url === '/health/live') answer(response, 200, { status: 'live' });
    else if (url === '/health/ready') answer(response, isReady(status) ? 200 : 503, report(status));
    else answer(response, 404, { status: 'not found' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ message }) => {
      reject(new PlainFailure(`The health of the projector cannot be told: ${message}.`));
    });
    server.listen(healthPort, host, resolve);
  });
  return server;
}

/** One that stands by does its work too. */
const isReady = ({ state, trouble }: ProjectorStatus): boolean =>
  (state === 'leading' || state === 'standby') && trouble === undefined;

const report = (status: ProjectorStatus) => ({
  ready: isReady(status),
  state: status.state,
  entry: status.entry,
  because: status.alarm?.message ?? status.trouble,
});

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
