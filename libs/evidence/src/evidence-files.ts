import type { OnApplicationBootstrap } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EvidenceId, OdsCode } from '#vocabulary';
import { lookAt, mediaTypes, type FileKind } from './file-kind.js';
import type { VirusScanner } from './virus-scanner.js';

/** Another server may be writing what is younger. */
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/** The largest file that is kept, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;
/** How many files may be sent at once. */
export const MOST_FILES = 10;

/** A file that has come in and is not yet anybody's evidence. */
export type Received = Readonly<{ path: string; sha256: string; bytes: number }>;

export type KeptFile = Readonly<{ sha256: string; mediaType: string; bytes: number }>;

/** Why a file is not kept, in the words of its reader. */
export const fileRefusals = {
  'file-type': 'The selected file must be a PDF, DOCX, XLSX, CSV, PNG or JPG',
  'file-too-large': 'The selected file must be smaller than 20MB',
  'file-empty': 'The selected file is empty',
  'file-locked': 'The selected file is password protected',
  'file-virus': 'The selected file contains a virus',
  'file-not-as-named': 'The selected file is not what the ending of its name says',
  'file-failed': 'The selected file could not be uploaded – try again',
  'files-too-many': 'You can only select up to 10 files at the same time',
  'file-missing': 'Select a file',
} as const;
export type FileRefusal = keyof typeof fileRefusals;

export type Examined =
  | Readonly<{ outcome: 'fit'; mediaType: string }>
  | Readonly<{ outcome: 'refused'; because: FileRefusal }>;

const refused = (because: FileRefusal): Examined => ({ outcome: 'refused', because });

/** A kept file is not what was attached, or is gone: nothing is given out, and somebody has to look. */
export class EvidenceDamaged extends Error {}

/**
 * Files by the SHA-256 of their content, in a folder for each organisation, so that knowing a sum gives
 * nobody the file of another. A file appears whole or not at all, and is never changed or deleted.
 */
export class EvidenceFiles implements OnApplicationBootstrap {
  private readonly folder: string;

  /** Without a scanner nothing looks for viruses. */
  constructor(
    dataFolder: string,
    private readonly holdsVirus?: VirusScanner,
  ) {
    this.folder = path.resolve(dataFolder, 'evidence');
  }

  /** Writes what comes in to the disk. Rejects with the stream's error, and leaves nothing then. */
  async receive(content: Readable): Promise<Received> {
    const incoming = path.join(this.folder, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const file = path.join(incoming, randomUUID());
    const hash = createHash('sha256');
    let bytes = 0;
    const summed = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
    try {
      await pipeline(content, summed, target);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    return { path: file, sha256: hash.digest('hex'), bytes };
  }

  /**
   * What a file that came in is, or why it is not kept; `name` is what its sender calls it. Rejects with
   * ScannerSilent where the scanner cannot tell whether it holds a virus.
   */
  async examine({ path: file }: Received, name: string): Promise<Examined> {
    const looked = lookAt(await readFile(file));
    const promised = kindNamed(name);
    if (looked.outcome === 'empty') return refused('file-empty');
    if (looked.outcome === 'locked') return refused('file-locked');
    if (promised === undefined) return refused('file-type');
    if (looked.outcome === 'unknown' || looked.kind !== promised) {
      return refused('file-not-as-named');
    }
    if (await this.holdsVirus?.(file)) return refused('file-virus');
    return { outcome: 'fit', mediaType: mediaTypes[looked.kind] };
  }

  /** Keeps a file for an organisation; the same content again changes nothing. */
  async keep(organisation: OdsCode, { path: file, sha256 }: Received): Promise<void> {
    const folder = path.join(this.folder, organisation);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(file, this.placeOf(organisation, sha256));
    await settle(folder);
  }

  async discard({ path: file }: Received): Promise<void> {
    await rm(file, { force: true });
  }

  /** Of what came in, removes at the start what a server that was killed left behind. */
  async onApplicationBootstrap(): Promise<void> {
    const incoming = path.join(this.folder, 'incoming');
    const names = await readdir(incoming).catch(() => []);
    for (const name of names) {
      const file = path.join(incoming, name);
      const modified = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      );
      if (modified < Date.now() - LEFT_BEHIND_MS) await rm(file, { force: true });
    }
  }

  /** What a kept file is; undefined where the organisation has none with this sum. */
  async describe(
    organisation: OdsCode,
    sha256: string,
  ): Promise<Omit<KeptFile, 'sha256'> | undefined> {
    const there = await access(this.placeOf(organisation, sha256)).then(
      () => true,
      () => false,
    );
    if (!there) return undefined;
    const content = await this.read(organisation, sha256);
    const looked = lookAt(content);
    if (looked.outcome !== 'known') throw damaged(sha256, 'is not of a kind that is kept');
    return { mediaType: mediaTypes[looked.kind], bytes: content.length };
  }

  /** The content, once its sum is what it was. Rejects with EvidenceDamaged where it is not. */
  async read(organisation: OdsCode, sha256: string): Promise<Buffer> {
    const content = await readFile(this.placeOf(organisation, sha256)).catch((cause: unknown) => {
      throw damaged(sha256, 'cannot be read', cause);
    });
    const sum = createHash('sha256').update(content).digest('hex');
    if (sum !== sha256) throw damaged(sha256, `has changed: its SHA-256 is now ${sum}`);
    return content;
  }

  private placeOf(organisation: OdsCode, sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a SHA-256 in lower-case hex');
    return path.join(this.folder, organisation, sha256);
  }
}

const damaged = (sha256: string, how: string, cause?: unknown): EvidenceDamaged =>
  new EvidenceDamaged(`The file with the SHA-256 ${sha256} ${how}.`, { cause });

/** What a file of evidence is called where it is given out: nothing that its sender typed. */
export function fileNameOf(evidenceId: EvidenceId, mediaType = ''): string {
  const ending = Object.entries(mediaTypes).find(([, type]) => type === mediaType)?.[0] ?? 'bin';
  return `${evidenceId}.${ending}`;
}

/** The kind a name promises; `jpeg` is another spelling. */
function kindNamed(name: string): FileKind | undefined {
  const ending = path.extname(name).slice(1).toLowerCase();
  const kind = ending === 'jpeg' ? 'jpg' : ending;
  return Object.hasOwn(mediaTypes, kind) ? (kind as FileKind) : undefined;
}

/** A name in a folder outlives a loss of power once the folder itself is on the disk. */
async function settle(folder: string): Promise<void> {
  // Windows opens no folders; there the file system sees to it.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
