import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { goTo, isShown, waitUntil } from './ui/hands.mjs';
import { installedExtension, startWorkbench } from './ui/workbench.mjs';
import { repository } from './vscode.mjs';

const screenshots = path.join(repository, '.cache/screenshots');

/** A person's way through the example in the real user interface, with the packaged extension installed. */
export async function runUi({ folder }) {
  mkdirSync(screenshots, { recursive: true });
  const extension = installedExtension();
  const workbench = await startWorkbench({ extensionsFolder: extension.folder });
  try {
    const page = await workbench.open(folder);
    page.setDefaultTimeout(45_000);
    return await walk(page);
  } finally {
    await workbench.stop();
    extension.remove();
  }
}

/** The steps build on each other, so the first that fails ends the walk. */
async function walk(page) {
  const counts = { passed: 0, failed: 0 };
  for (const [title, step] of steps) {
    const started = Date.now();
    try {
      await step(page);
      counts.passed += 1;
      console.log(`  ok   ${title} (${Date.now() - started} ms)`);
    } catch (error) {
      counts.failed += 1;
      console.log(`  FAIL ${title}: ${error.message}`);
      await page.screenshot({ path: path.join(screenshots, 'failed.png') });
      break;
    }
  }
  return counts;
}

const steps = [
  ['the example opens with colours', openWithColours],
  ['problems are underlined and listed', seeProblems],
  ['hover tells the problem and the option', seeHover],
  ['the quick fix for the missing home tmpfs is offered and applied', applyQuickFix],
  ['the fix stands in the file of the root', seeFixedFile],
  ['completion offers options of a store', seeCompletion],
  ['a snippet is offered by its prefix and inserted', insertSnippet],
];

async function openWithColours(page) {
  await openFile(page, 'home.nix');
  await page.locator('.view-line', { hasText: 'removePrefixDirectory' }).waitFor();
  // Words of different kinds have different colours as soon as the grammar is loaded.
  const kinds = page.locator('.view-line', { hasText: 'removePrefixDirectory = true' }).locator('span[class^="mtk"]');
  await waitUntil('tokens', async () => (await kinds.count()) >= 3);
}

async function seeProblems(page) {
  await page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'home.nix' }).first().waitFor();
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'hardware-configuration.nix' }).first().waitFor();
  await shoot(page, '1-problems');
}

async function seeHover(page) {
  await word(page, 'removePrefixDirectory').hover();
  const hover = page.locator('.monaco-hover:visible');
  await hover.filter({ hasText: 'removed-option' }).first().waitFor();
  await waitUntil('the hover on the option', async () => /type/i.test((await hover.allInnerTexts()).join('\n')));
  await shoot(page, '2-hover');
  await page.keyboard.press('Escape');
}

async function applyQuickFix(page) {
  await goTo(page, '19:30');
  await quickFixes(page);
  await shoot(page, '3-quick-fix');
  await page.keyboard.press('Escape');
  await page.locator('.viewpane-filter input:visible').first().fill('home-tmpfs-not-separate');
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'home-tmpfs-not-separate' }).first();
  await row.dblclick();
  const fix = await quickFixes(page);
  await fix.click();
  await row.waitFor({ state: 'detached' });
}

/** Opens the menu of quick fixes at the cursor, and gives the entry for the home's mount. */
async function quickFixes(page) {
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: '/home/robin' }).first();
  // The key does nothing until the editor has the focus.
  await waitUntil('the menu of quick fixes', async () => {
    await page.keyboard.press('Control+.');
    return await isShown(fix, 2000);
  });
  return fix;
}

async function seeFixedFile(page) {
  // The panel would hide half of the file.
  await page.keyboard.press('Control+J');
  await page.locator('.markers-panel').waitFor({ state: 'hidden' });
  await openFile(page, 'hardware-configuration.nix');
  await page.locator('.view-line', { hasText: 'fileSystems."/home/robin"' }).waitFor();
  await page.locator('.view-line', { hasText: '# enough for a day' }).waitFor();
  await shoot(page, '4-fixed');
}

async function seeCompletion(page) {
  await openFile(page, 'configuration.nix');
  await word(page, 'hideMounts').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('enab');
  await page.locator('.suggest-widget .monaco-list-row', { hasText: 'enableWarnings' }).waitFor();
  await shoot(page, '5-completion');
  await page.keyboard.press('Escape');
}

async function insertSnippet(page) {
  await openFile(page, 'hardware-configuration.nix');
  await page.locator('.view-line', { hasText: 'boot.loader' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('imp-home-tmpfs');
  await page.locator('.suggest-widget .monaco-list-row', { hasText: 'imp-home-tmpfs' }).first().waitFor();
  await shoot(page, '6-snippet-offered');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: 'fsType = "tmpfs"' }).nth(2).waitFor();
  await shoot(page, '7-snippet-inserted');
}

async function openFile(page, name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: new RegExp(`^${name}$`) }).dblclick();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** The first place in the open editor where a word stands. */
function word(page, text) {
  return page.locator('.editor-instance .view-line span span', { hasText: text }).first();
}

function shoot(page, name) {
  return page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}
