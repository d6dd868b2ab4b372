// What a person does in VS Code, each act waiting until it had its effect.

/** Waits until the workbench takes keys. */
export async function whenReady(page) {
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/** Opens a file of the folder by its path, with the keyboard. */
export async function openByPath(page, file) {
  await quickInput(page, 'Control+P', file);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file.split('/').at(-1) }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${file.split('/').at(-1)}"]`).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Puts the cursor at a line and column (`19:30`), and into view. */
export async function goTo(page, place) {
  await quickInput(page, 'Control+G', place);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Runs a command by its title. */
export async function command(page, title) {
  await quickInput(page, 'F1', title);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** Opens the field at the top with a key, and replaces what stands in it behind its prefix. */
export async function quickInput(page, key, text) {
  const field = page.locator('.quick-input-widget input:focus');
  await page.keyboard.press(key);
  await field.waitFor();
  await page.keyboard.type(text);
}

/** Asks again until it is so; `what` is for the complaint. */
export async function waitUntil(what, ask, milliseconds = 30_000) {
  const deadline = Date.now() + milliseconds;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether something becomes visible in time. */
export function isShown(locator, milliseconds) {
  return locator.waitFor({ timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}

/** The smallest rectangle around all that is found, with some room; limited to the window. */
export async function around(page, locators, room = 12) {
  const boxes = [];
  for (const locator of locators) {
    for (const each of await locator.all()) {
      const box = await each.boundingBox();
      if (box) boxes.push(box);
    }
  }
  if (boxes.length === 0) throw new Error('nothing is to be seen of what was to be in the picture');
  const { width, height } = page.viewportSize();
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - room);
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - room);
  const right = Math.min(width, Math.max(...boxes.map((box) => box.x + box.width)) + room);
  const bottom = Math.min(height, Math.max(...boxes.map((box) => box.y + box.height)) + room);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
