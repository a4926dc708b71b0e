import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

const MEGABYTE = 1024 * 1024;

describe('The repository', () => {
  it('holds no file over one megabyte', () => {
    expect(files.filter((file) => statSync(file).size > MEGABYTE)).toEqual([]);
  });

  it('names no path of somebody’s machine', () => {
    expect(linesWith(/(?<![\w.~-])\/(?:home|Users|root|work)\/[\w.-]+\//)).toEqual([]);
  });

  it('leaves no work undone between the lines', () => {
    // Spelt so that this line is not one of them.
    expect(linesWith(/\b(?:TO[D]O|FIX[M]E|XX[X])\b/)).toEqual([]);
  });

  it('leaves no test switched off or alone', () => {
    expect(
      linesWith(/\b(?:describe|it|test)\.(?:only|skip)\(|\b(?:fdescribe|fit|xdescribe|xit)\(/),
    ).toEqual([]);
  });
});

/** What is or would be committed, so that a mistake shows before it is made. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

function linesWith(pattern: RegExp): string[] {
  return files
    .filter((file) => /\.(?:ts|[cm]?js|json|md|njk|css|ya?ml|sql|http)$/.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line, index) => ({ line, place: `${file}:${(index + 1).toString()}` }))
        .filter(({ line }) => pattern.test(line))
        .map(({ line, place }) => `${place} ${line.trim().slice(0, 100)}`),
    );
}
