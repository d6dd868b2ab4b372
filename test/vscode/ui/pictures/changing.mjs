import { flake, openAt, part, pressUntil, wholeEditor, wiki } from './stage.mjs';

const menu = '.action-widget .monaco-list-row';

/** Pictures of quick fixes, refactorings and renaming. */
export const changing = {
  fixes: { folder: wiki, act: fixes },
  'fixed-two-files': { folder: wiki, act: fixedInTwoFiles },
  'fix-syntax': { folder: flake, act: fixSyntax },
  refactorings: { folder: flake, act: (stage) => refactorMenu(stage, 'users/robin.nix', '".moz|illa"') },
  'refactorings-old': { folder: wiki, act: (stage) => refactorMenu(stage, 'home.nix', '"ssh/|.ssh"') },
  'refactoring-preview': { folder: wiki, act: preview },
  'copy-commands': { folder: wiki, act: copyCommands },
  rename: { folder: flake, act: rename },
  'rename-preview': { folder: flake, act: renamePreview },
};

async function fixes(stage) {
  await openAt(stage, 'home.nix', 'home.persistence."/nix/|persist');
  // It moves the lines when it comes.
  await stage.page.locator('.codelens-decoration').first().waitFor();
  await pressUntil(stage, 'Control+.', stage.page.locator(menu));
  return part(stage, ['The dotfiles', 'stateVersion', 'removePrefix'], stage.page.locator('.action-widget'));
}

async function fixedInTwoFiles(stage) {
  const { page } = stage;
  await fixes(stage);
  await page.locator(menu, { hasText: '/home/robin' }).first().click();
  await page.locator('.squiggly-warning').waitFor({ state: 'detached' });
  await openAt(stage, 'hardware-configuration.nix', 'fsType = "vfat|"');
  await page.locator('.view-line', { hasText: 'fileSystems."/home/robin"' }).waitFor();
}

async function fixSyntax(stage) {
  await openAt(stage, 'hosts/finch.nix', 'fsType = "vfat|"');
  await stage.page.keyboard.press('Delete');
  await pressUntil(stage, 'Control+.', stage.page.locator(menu));
}

async function refactorMenu(stage, file, cursor) {
  await openAt(stage, file, cursor);
  await pressUntil(stage, 'Control+Shift+R', stage.page.locator(menu));
}

const previewRow = '.refactor-preview .monaco-list-row, .bulk-edit-panel .monaco-list-row';

async function preview(stage) {
  const { page } = stage;
  await refactorMenu(stage, 'home.nix', '"ssh/|.ssh"');
  await page.locator(menu, { hasText: 'Migrate this file' }).click();
  await page.locator(previewRow).nth(3).waitFor();
  // VS Code leaves what has to be confirmed unticked; the box of a file stands for all of it.
  await page
    .locator(previewRow)
    .first()
    .locator('input[type=checkbox], .monaco-checkbox, .edit-checkbox')
    .first()
    .click();
  await page.waitForTimeout(1000);
  return wholeEditor(stage);
}

async function copyCommands(stage) {
  const { page } = stage;
  await preview(stage);
  await page.locator('.refactor-preview .monaco-button, .bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
  await page.locator('.notification-list-item', { hasText: 'Copy' }).waitFor();
}

async function rename(stage) {
  await openAt(stage, 'users/robin.nix', 'environment.persistence."/per|sist"');
  await pressUntil(stage, 'F2', stage.page.locator('.rename-box input:focus'));
}

async function renamePreview(stage) {
  const { page } = stage;
  await rename(stage);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('/state');
  await page.keyboard.press('Control+Enter');
  await page.locator(previewRow).nth(3).waitFor();
  await page.waitForTimeout(1000);
  return wholeEditor(stage);
}
