import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The port and the connections to it, so that all can be cut at once as a death would. */
export class Line {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async listen(port: number, onConnection: (socket: Socket) => void): Promise<Line> {
    const server = createServer({ noDelay: true });
    const line = new Line(server);
    server.on('connection', (socket) => {
      line.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => line.sockets.delete(socket));
      onConnection(socket);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return line;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  cutConnections(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.cutConnections();
    await closed;
  }
}
