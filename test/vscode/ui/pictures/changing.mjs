import { flake, openAt, pressUntil, wiki } from './stage.mjs';

const menu = '.action-widget .monaco-list-row';

/** Pictures of quick fixes, refactorings and renaming. */
export const changing = {
  fixes: { folder: wiki, act: fixes },
  'fixed-two-files': { folder: wiki, act: fixedInTwoFiles },
  'fix-syntax': { folder: flake, act: fixSyntax },
  refactorings: { folder: flake, act: (stage) => refactorMenu(stage, 'users/robin.nix', '".moz|illa"') },
  'refactorings-old': { folder: wiki, act: (stage) => refactorMenu(stage, 'home.nix', '"ssh/|.ssh"') },
  'refactoring-preview': { folder: wiki, act: preview },
  'copy-commands': { folder: flake, act: copyCommands },
  rename: { folder: flake, act: rename },
  'rename-preview': { folder: flake, act: renamePreview },
};

async function fixes(stage) {
  await openAt(stage, 'home.nix', 'home.persistence."/nix/|persist');
  await pressUntil(stage, 'Control+.', stage.page.locator(menu));
}

async function fixedInTwoFiles(stage) {
  const { page } = stage;
  await fixes(stage);
  await page.locator(menu, { hasText: '/home/robin' }).first().click();
  await page.locator('.tab', { hasText: 'hardware-configuration' }).waitFor();
  await openAt(stage, 'hardware-configuration.nix', 'fsType = "vfat|"');
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

async function preview(stage) {
  const { page } = stage;
  await refactorMenu(stage, 'home.nix', '"ssh/|.ssh"');
  await page.locator(menu, { hasText: 'Migrate host' }).click();
  await page.locator('.refactor-preview .monaco-list-row, .bulk-edit-panel .monaco-list-row').first().waitFor();
  await page.waitForTimeout(1000);
}

async function copyCommands(stage) {
  const { page } = stage;
  await refactorMenu(stage, 'hosts/finch.nix', '"/etc/Network|Manager');
  await page.waitForTimeout(500);
}

async function rename(stage) {
  await openAt(stage, 'users/robin.nix', 'environment.persistence."/per|sist"');
  await pressUntil(stage, 'F2', stage.page.locator('.rename-box'));
}

async function renamePreview(stage) {
  const { page } = stage;
  await rename(stage);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('/state');
  await page.keyboard.press('Control+Enter');
  await page.locator('.refactor-preview .monaco-list-row, .bulk-edit-panel .monaco-list-row').first().waitFor();
  await page.waitForTimeout(1000);
}
