import {
  BadRequestException,
  PayloadTooLargeException,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { EvidenceFiles, fileRefusals, LARGEST_FILE, MOST_FILES, type Received } from '#evidence';
import { Problem, wrong } from './problem.js';

/** A file that came in with a request, and what its sender calls it. */
export type Incoming = Received & Readonly<{ originalname: string }>;

/** The field of a form that holds the files. */
const FIELD = 'files';

/** Writes the files of a form to the disk as they come in, within limits, and says why where it cannot. */
@Injectable()
export class IncomingFiles implements NestInterceptor {
  private readonly reading: NestInterceptor;

  constructor(@Inject(EvidenceFiles) files: EvidenceFiles) {
    this.reading = readingOf(files, 0);
  }

  async intercept(context: ExecutionContext, next: CallHandler) {
    try {
      return await this.reading.intercept(context, next);
    } catch (error) {
      throw problemOf(error);
    }
  }
}

const FIELDS_OF_A_PAGE = 10;

/** The same for a page, which shows its form again with what is wrong: `whyUnread` tells it. */
@Injectable()
export class IncomingForm implements NestInterceptor {
  private readonly reading: NestInterceptor;

  constructor(@Inject(EvidenceFiles) files: EvidenceFiles) {
    this.reading = readingOf(files, FIELDS_OF_A_PAGE);
  }

  async intercept(context: ExecutionContext, next: CallHandler) {
    try {
      return await this.reading.intercept(context, next);
    } catch (error) {
      const problem = problemOf(error);
      if (!(problem instanceof Problem)) throw problem;
      unread.set(context.switchToHttp().getRequest<Request>(), problem);
      return next.handle();
    }
  }
}

function readingOf(files: EvidenceFiles, fields: number): NestInterceptor {
  const limits = { fileSize: LARGEST_FILE, files: MOST_FILES, fields, headerPairs: 20 };
  const Reading = FilesInterceptor(FIELD, MOST_FILES, { storage: new OnDisk(files), limits });
  return new Reading();
}

const unread = new WeakMap<object, Problem>();

/** Why the files of a form could not be read, where they could not. */
export const whyUnread = (request: Request): Problem | undefined => unread.get(request);

export const incomingIn = (request: Request): readonly Incoming[] =>
  ((request as Request & Readonly<{ files?: readonly Incoming[] }>).files ?? []).slice();

/** What the reading of forms hands each file to. */
class OnDisk {
  constructor(private readonly files: EvidenceFiles) {}

  _handleFile(
    _: Request,
    { stream }: Readonly<{ stream: Readable }>,
    done: (error: unknown, received?: Received) => void,
  ): void {
    this.files.receive(stream).then((received) => {
      done(null, received);
    }, done);
  }

  _removeFile(_: Request, file: Received, done: (error: unknown) => void): void {
    this.files.discard(file).then(() => {
      done(null);
    }, done);
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof PayloadTooLargeException) {
    return new Problem(413, 'file-too-large', fileRefusals['file-too-large']);
  }
  if (!(error instanceof BadRequestException)) return error;
  const { code } = error.cause as Readonly<{ code?: string }>;
  return code === 'LIMIT_FILE_COUNT' || code === 'LIMIT_PART_COUNT'
    ? wrong(`/${FIELD}`, 'files-too-many', fileRefusals['files-too-many'])
    : wrong(`/${FIELD}`, 'form-unreadable', `Send files alone, in the field “${FIELD}” of a form.`);
}
