import { readFileSync } from 'node:fs';

type LockedPackage = Readonly<{
  version?: string;
  resolved?: string;
  optionalDependencies?: Readonly<Record<string, string>>;
}>;

describe('The lock file', () => {
  // Otherwise `npm ci` fails on the platforms whose packages were left out.
  it('holds an entry for every optional package of every platform', () => {
    expect(missingOptionals(locked)).toEqual([]);
    expect(
      missingOptionals({ 'node_modules/a': { optionalDependencies: { b: '1.0.0' } } }),
    ).toEqual(['b of node_modules/a']);
  });

  it('sends nobody to a registry other than the one they use', () => {
    expect(downloadAddresses(locked)).toEqual([]);
    expect(
      downloadAddresses({ 'node_modules/a': { resolved: 'https://registry.example.org/a.tgz' } }),
    ).toEqual(['node_modules/a']);
  });

  it('pins the version of every direct dependency', () => {
    const { dependencies, devDependencies, optionalDependencies } = contentOf(
      'package.json',
    ) as Record<string, Record<string, string>>;
    const wanted = { ...dependencies, ...devDependencies, ...optionalDependencies };
    const loose = Object.entries(wanted).filter(([, version]) => !/^\d/.test(version));
    expect(loose).toEqual([]);
  });
});

const { packages: locked } = contentOf('package-lock.json') as {
  packages: Record<string, LockedPackage>;
};

function missingOptionals(packages: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(name, path).some((place) => place in packages))
      .map((name) => `${name} of ${path}`),
  );
}

/** Where npm may have put a package so that the one at `path` finds it: near ones first. */
function placesFor(name: string, path: string): string[] {
  const steps = path.split('/node_modules/');
  return [...steps.keys(), steps.length].map((depth) =>
    [...steps.slice(0, steps.length - depth), name]
      .join('/node_modules/')
      .replace(/^(?!node_)/, 'node_modules/'),
  );
}

function downloadAddresses(packages: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined)
    .map(([path]) => path);
}

function contentOf(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
