import { observeSuite } from './observe.mjs';
import { startBrowser, startServer } from './vscode.mjs';

/** The suite in the extension host that is a Node process, on a folder on disk. */
export async function runNode({ extension, suite, folder }) {
  const server = await startServer();
  const browser = await startBrowser();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    const observed = await observeSuite(page);
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', server.uri(extension)],
      ['extensionTestsPath', server.uri(suite)],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]);
    await page.goto(`${server.url}&folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`);
    return await observed.result();
  } finally {
    await browser.close();
    await server.stop();
  }
}
