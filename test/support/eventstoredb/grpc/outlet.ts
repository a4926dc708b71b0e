import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

/** The answering side of a read: waits for a slow reader, and knows when nobody reads any more. */
export class Outlet {
  private open = true;
  private resume: () => void = () => undefined;

  constructor(
    private readonly call: ServerWritableStream<ReadReq, ReadResp>,
    onClose: () => void,
  ) {
    const close = (): void => {
      this.open = false;
      this.resume();
      onClose();
    };
    call.on('drain', () => this.resume());
    call.on('error', close);
    call.on('close', close);
    call.on('cancelled', close);
  }

  get isOpen(): boolean {
    return this.open;
  }

  async send(response: ReadResp): Promise<void> {
    if (!this.open || this.call.write(response)) return;
    await new Promise<void>((resolve) => {
      this.resume = resolve;
    });
  }

  end(): void {
    if (this.open) this.call.end();
  }

  fail(error: ServiceError): void {
    if (this.open) this.call.emit('error', error);
  }
}
