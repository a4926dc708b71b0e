import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address for a database that comes back on another port each time it was killed. */
export class MovableLine {
  private port = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => {
    const upstream = connect(this.port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.pipe(client);
  });

  static async open(): Promise<MovableLine> {
    const line = new MovableLine();
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** Leads new connections there; returns the address that stays. */
  leadTo(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    this.port = Number(url.port);
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** Breaks what is connected; new connections fail until it leads somewhere again. */
  cut(): void {
    this.port = 0;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
