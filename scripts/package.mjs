// `npm run package [FILE]`: the extension as a vsix, refused when it is too big or holds what does not run.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './setUp.mjs';

const largest = 1_000_000;
const contents = [
  /^((package|language-configuration)\.json|readme\.md|changelog\.md|license(\.txt)?)$/i,
  /^dist\/(client|languageClient|server|serve|languageServer|browser\/client|browser\/server)\.js$/,
  /^(syntaxes|snippets)\/[\w.-]+\.json$/,
];

/** Packages the extension into `file` and gives that path; throws where the package is not as it should be. */
export function packageExtension(file) {
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const call = (...args) => execFileSync(process.execPath, [vsce, ...args], { cwd: repository, encoding: 'utf8' });
  call('package', '--no-dependencies', '--out', file);
  const foreign = call('ls', '--no-dependencies')
    .split('\n')
    .filter((name) => /\S/.test(name) && !name.startsWith('>') && !contents.some((pattern) => pattern.test(name)));
  if (foreign.length > 0) throw new Error(`The package holds what does not run: ${foreign.join(', ')}`);
  const { size } = statSync(file);
  if (size >= largest) throw new Error(`The package has ${size} bytes; ${largest} are the limit`);
  return file;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { version } = createRequire(import.meta.url)('../package.json');
  const file = packageExtension(path.resolve(process.argv[2] ?? `nixos-impermanence-${version}.vsix`));
  console.log(`${file}: ${statSync(file).size} bytes`);
}
