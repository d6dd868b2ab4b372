import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { around, goTo, openByPath, waitUntil, whenReady } from '../hands.mjs';

/** The example of the README: the wiki's configuration, with the mistakes of its time. */
export const wiki = 'examples/tmpfs-root';
/** A flake with two hosts, hardly any mistakes, and a module of its own that feeds the store. */
export const flake = 'test/vscode/ui/twoHosts';

/**
 * Opens a file and puts the cursor into it: at the `|` of `cursor`, a piece of the file's text with that mark put in. Done
 * when the problems are known.
 */
export async function openAt(stage, file, cursor) {
  const { page, folder } = stage;
  await whenReady(page);
  await openByPath(page, file);
  await waitUntil('the first problems', async () => {
    const text = await page.locator('#status\\.problems').innerText();
    return /[1-9]/.test(text);
  });
  if (cursor) await goTo(page, placeOf(readFileSync(path.join(folder, file), 'utf8'), cursor));
}

/** Line and column of the mark, from 1. */
function placeOf(text, cursor) {
  const before = cursor.indexOf('|');
  const found = text.indexOf(cursor.replace('|', ''));
  if (found < 0) throw new Error(`the file has no ${cursor}`);
  const lines = text.slice(0, found + before).split('\n');
  return `${lines.length}:${lines.at(-1).length + 1}`;
}

/** Writes a file of the opened folder before it is looked at. */
export function put({ folder }, file, text) {
  writeFileSync(path.join(folder, file), text);
}

/** Presses a chord (`Control+K Control+I`) until something is to be seen: keys are lost before the editor is ready. */
export async function pressUntil({ page }, keys, shown) {
  await waitUntil(
    keys,
    async () => {
      for (const key of keys.split(' ')) await page.keyboard.press(key);
      return await shown
        .first()
        .waitFor({ timeout: 2500 })
        .then(
          () => true,
          () => false,
        );
    },
    12_000,
  );
}

/** The editor, and the panel below it where there is one. */
export function wholeEditor({ page }) {
  return around(page, [page.locator('.part.editor'), page.locator('.part.panel')], 0);
}

/** The part of the window with the lines of the editor that hold these texts, what is between them, and whatever else is named. */
export function part({ page }, texts, ...more) {
  const lines = texts.map((text) =>
    page.locator('.editor-instance .view-line', { hasText: text }).first().locator('> span'),
  );
  return around(page, [...lines, ...more], 7);
}
