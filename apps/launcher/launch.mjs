// The first file to run in a checkout: plain Node without packages, in words that old versions
// of Node can read too, so that they can say what they lack.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Node 20.19 or newer is needed, and this is Node ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org and try again.',
  );
  process.exitCode = 1;
} else {
  import('./modes.mjs').then(({ launch }) => launch(process.argv.slice(2)));
}
