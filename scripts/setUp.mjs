// Everything a fresh machine needs, installed where it is missing. Runs before any package is there: only Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const repository = path.resolve(import.meta.dirname, '..');
const vscodeHost = path.join(repository, 'test/vscode/host');

/** Runs a program with its output shown and gives whether it succeeded. `program` `node` is the running Node. */
export function run(program, args, { cwd = repository, env = process.env } = {}) {
  const command = program === 'node' ? process.execPath : program;
  return spawnSync(command, args, { cwd, env, stdio: 'inherit', shell: false }).status === 0;
}

/** Ends the program with one line unless Node is new enough. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  console.error(`Node ${process.versions.node} is too old: 20.20 or newer is needed`);
  process.exit(2);
}

/** The project's own packages, as the lock file names them. */
export function setUpPackages() {
  return isInstalled(repository) || run('npm', ['ci', '--no-fund', '--no-audit'], { cwd: repository });
}

/** The VS Code that the tests and `npm run try -- --vscode` show in a browser. */
export function setUpVscode() {
  const installed = isInstalled(vscodeHost) || run('npm', ['ci', '--loglevel=error'], { cwd: vscodeHost });
  return installed && run('node', ['prepare.mjs'], { cwd: vscodeHost });
}

// npm compares what is installed with package.json, whose versions are all exact.
function isInstalled(folder) {
  if (!existsSync(path.join(folder, 'node_modules'))) return false;
  return spawnSync('npm', ['ls', '--depth=0'], { cwd: folder, stdio: 'ignore' }).status === 0;
}

/**
 * Debian packages by the program each brings. Gives one line for each program that is still missing and why.
 */
export function setUpDebian(programs) {
  const missing = () => Object.keys(programs).filter((program) => !isOnPath(program));
  if (missing().length === 0) return [];
  const packages = missing().map((program) => programs[program]);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!isOnPath('apt-get')) return [`${missing().join(' and ')} not found, and this is no Debian: install by hand`];
  if (process.getuid?.() !== 0) return [`${missing().join(' and ')} not found: as root, run \`${command}\``];
  console.log(`installing ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  spawnSync('apt-get', install, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return missing().map((program) => `${program} is still missing after \`${command}\``);
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}
