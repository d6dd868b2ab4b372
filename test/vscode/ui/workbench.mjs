// A real VS Code with the packaged extension installed, in a browser.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageExtension } from '../../../scripts/package.mjs';
import { installExtension, startBrowser, startServer } from '../vscode.mjs';

/** Packages the extension and installs it into a new folder, which the caller removes with `remove()`. */
export function installedExtension() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vscode-extensions-'));
  installExtension(packageExtension(path.join(folder, 'extension.vsix')), folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Starts VS Code with these settings beside the quiet ones. `open(folder)` gives a page that shows a folder, with nothing
 * remembered of the pages before; `scale` is how many pixels of a picture stand for one of the page.
 */
export async function startWorkbench({ extensionsFolder, settings, width = 1280, height = 800, scale = 1 }) {
  // With the driver of VS Code's own tests no message would be shown.
  const shown = { 'editor.minimap.enabled': false, ...settings };
  const server = await startServer({ extensionsFolder, settings: shown, forTests: false });
  const browser = await startBrowser();
  return {
    async open(folder) {
      const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
      const page = await context.newPage();
      page.setDefaultTimeout(45_000);
      await page.goto(`${server.url}&folder=${encodeURIComponent(folder)}`);
      return page;
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}
