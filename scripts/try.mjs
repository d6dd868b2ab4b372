// `npm run try`: from a fresh clone to the problems of the example, on the command line or (`-- --vscode`) in VS Code.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repository, requireNode, run, setUpPackages, setUpVscode } from './setUp.mjs';

requireNode();
const { values } = parseArgs({ options: { vscode: { type: 'boolean' }, port: { type: 'string', default: '0' } } });
const example = path.join(repository, 'examples/tmpfs-root');

must(setUpPackages(), 'npm could not install the packages');
must(run('node', ['esbuild.mjs', '--minify']), 'the build failed');
if (values.vscode) await serve();
else check();

function check() {
  console.log('\n$ nixos-impermanence check examples/tmpfs-root');
  // Problems are what the example is for; only a command that does not work may fail here.
  const args = ['dist/cli.js', 'check', 'examples/tmpfs-root', '--fail-on', 'never'];
  must(run('node', args), 'the check did not work');
}

async function serve() {
  must(setUpVscode(), 'npm could not install VS Code');
  const { installExtension, startServer, workingCopy } = await import('../test/vscode/vscode.mjs');
  const { packageExtension } = await import('./package.mjs');
  const extensionsFolder = mkdtempSync(path.join(tmpdir(), 'vscode-extensions-'));
  const { folder, remove } = workingCopy(example);
  installExtension(packageExtension(path.join(extensionsFolder, 'nixos-impermanence.vsix')), extensionsFolder);
  const token = randomBytes(16).toString('hex');
  const server = await startServer({ extensionsFolder, port: Number(values.port), forTests: false, token });
  console.log(
    `\nVS Code with the extension, on a copy of the example: ${server.url}&folder=${encodeURIComponent(folder)}`,
  );
  console.log('Press Ctrl+C to end it.');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
  remove();
  rmSync(extensionsFolder, { recursive: true, force: true });
}

function must(succeeded, otherwise) {
  if (succeeded) return;
  console.error(otherwise);
  process.exit(1);
}
