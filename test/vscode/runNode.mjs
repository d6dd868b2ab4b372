import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newPage, observeSuite } from './observe.mjs';
import { startBrowser, startServer } from './vscode.mjs';

/** The suite in the extension host that is a Node process, on a folder on disk, beside another extension for Nix. */
export async function runNode({ extension, suite, folder }) {
  const extensionsFolder = mkdtempSync(path.join(tmpdir(), 'vscode-extensions-'));
  cpSync(path.join(import.meta.dirname, 'neighbour'), path.join(extensionsFolder, 'test.neighbour-0.0.1'), {
    recursive: true,
  });
  const server = await startServer({ extensionsFolder });
  const browser = await startBrowser();
  try {
    const page = await newPage(browser);
    const observed = await observeSuite(page);
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', server.uri(extension)],
      ['extensionTestsPath', server.uri(suite)],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]);
    const query = `folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`;
    await page.goto(`${server.url}&${query}`, { waitUntil: 'commit' });
    return await observed.result();
  } finally {
    await browser.close();
    await server.stop();
    rmSync(extensionsFolder, { recursive: true, force: true });
  }
}
