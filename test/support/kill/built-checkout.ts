import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile, type Options } from '@swc/core';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What the launcher compares to decide whether to build. */
const CONFIGURATION = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/**
 * A checkout in a folder of its own, with server and projector built from the sources as they are: it has
 * its own data, and neither waits for nor disturbs who builds or starts the tracker meanwhile.
 */
export class BuiltCheckout {
  private constructor(readonly folder: string) {}

  static async make(): Promise<BuiltCheckout> {
    const checkout = new BuiltCheckout(mkdtempSync(join(tmpdir(), 'tracker-')));
    try {
      await checkout.fill();
      return checkout;
    } catch (error) {
      checkout.remove();
      throw error;
    }
  }

  in(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async fill(): Promise<void> {
    // Started by root, the database runs under another account, which has to reach its data.
    chmodSync(this.folder, 0o755);
    for (const part of ['apps/server', 'apps/projector', 'libs']) await this.compile(part);
    for (const file of ['package.json', ...CONFIGURATION]) cpSync(join(ROOT, file), this.in(file));
    mkdirSync(this.in('libs'));
    mkdirSync(this.in('apps/launcher'), { recursive: true });
    for (const file of readdirSync(join(ROOT, 'apps/launcher'))) {
      if (extname(file) === '.mjs') {
        cpSync(join(ROOT, 'apps/launcher', file), this.in('apps/launcher', file));
      }
    }
    symlinkSync(join(ROOT, 'node_modules'), this.in('node_modules'));
    writeFileSync(this.in('dist/.built-from.json'), JSON.stringify(this.builtFrom()));
  }

  /** As a build does, without checking types. */
  private async compile(part: string): Promise<void> {
    const files = await readdir(join(ROOT, part), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      if (file.name.endsWith('.spec.ts')) continue;
      const source = join(file.parentPath, file.name);
      await put(source, this.in('dist', source.slice(ROOT.length)));
    }
  }

  private builtFrom(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      CONFIGURATION.map((file) => {
        const { size, mtimeMs } = statSync(this.in(file));
        return [file, `${String(size)} ${String(mtimeMs)}`];
      }),
    );
  }
}

async function put(source: string, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  if (extname(source) !== '.ts') {
    cpSync(source, target);
    return;
  }
  const { code } = await transformFile(source, TYPESCRIPT);
  writeFileSync(target.replace(/\.ts$/, '.js'), code);
}

const TYPESCRIPT: Options = {
  swcrc: false,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};
