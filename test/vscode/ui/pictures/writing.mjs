import { around } from '../hands.mjs';
import { flake, openAt, pressUntil, wiki } from './stage.mjs';

/** Pictures of completion and snippets. */
export const writing = {
  'complete-directories': complete(flake, 'hosts/finch.nix', '# Wi-Fi passwords|', '\n"', '/var/lib/fprint'),
  'complete-options': complete(wiki, 'configuration.nix', 'hideMounts = true;|', '\n', 'enableWarnings'),
  'complete-users': complete(flake, 'hosts/finch.nix', 'mode = "0700";\n      }\n    ];|', '\nusers.', 'robin'),
  'complete-fields': complete(flake, 'users/robin.nix', '"Music"|', '\n{ directory = ".gnupg"; ', 'mode'),
  'complete-modes': complete(flake, 'users/robin.nix', 'directory = ".ssh";\n        mode = "|0700"', '', '0755'),
  'complete-ignore': complete(
    flake,
    'hosts/finch.nix',
    'networking.hostName = "finch";|',
    '\n# impermanence: ignore sta',
    'state-not-persisted',
  ),
  'complete-mounts': complete(
    flake,
    'hosts/heron.nix',
    'services.openssh.enable = true;|',
    '\nfileSystems."/home".fsType = "',
    'btrfs',
  ),
  snippets: complete(flake, 'hosts/heron.nix', 'services.openssh.enable = true;|', '\nimp', 'imp-'),
};

/** The editor closes quotes and brackets by itself as soon as it knows that the new line is no comment. */
async function newLine(page) {
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1000);
}

/** Types behind a place, and has the list of what can be written there with the documentation of one item. */
function complete(folder, file, cursor, typed, item) {
  const act = async (stage) => {
    const { page } = stage;
    await openAt(stage, file, cursor);
    for (const key of typed) await (key === '\n' ? newLine(page) : page.keyboard.type(key));
    const row = page.locator('.suggest-widget .monaco-list-row', { hasText: item });
    await page.waitForTimeout(500);
    if (!(await row.first().isVisible())) {
      await page.keyboard.press('Escape');
      await pressUntil(stage, 'Control+Space', row);
    }
    if (!(await page.locator('.suggest-details-container:visible').isVisible()))
      await page.keyboard.press('Control+Space');
    await page.waitForTimeout(1500);
    return around(page, [
      page.locator('.suggest-widget'),
      page.locator('.suggest-details-container:visible'),
      page
        .locator('.editor-instance .view-line', { hasText: /directories|networking.hostName|services.openssh/ })
        .first()
        .locator('> span'),
    ]);
  };
  return { folder, act };
}
