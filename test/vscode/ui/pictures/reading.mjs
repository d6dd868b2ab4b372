import { command, quickInput, waitUntil } from '../hands.mjs';
import { flake, openAt, part, pressUntil, put, wholeEditor, wiki } from './stage.mjs';

/** Pictures of what is shown without asking or by pointing at something. */
export const reading = {
  problems: { folder: wiki, act: problems },
  'hover-entry': hover(flake, 'users/robin.nix', '".moz|illa"', 'Kept at', [
    'users.robin = {',
    'bash_history',
    'fileSystems',
  ]),
  'hover-store': hover(flake, 'modules/persistence.nix', 'environment.persistence."/per|sist"', 'Entries', [
    'config = {',
    'hideMounts',
    'machine-id',
  ]),
  'hover-mount': hover(flake, 'hosts/heron.nix', 'fileSystems."|/"', 'At boot'),
  'hover-user': hover(flake, 'users/robin.nix', 'users.users.rob|in', 'Home:'),
  'hover-option': hover(flake, 'modules/persistence.nix', 'hideM|ounts', 'Type:'),
  'hover-release': hover(flake, 'flake.nix', 'nixpkgs.url = "git|hub', 'Release:'),
  'hover-old-release': hover(wiki, 'home.nix', 'release-2|1.11', 'Release:'),
  'hover-removed': hover(wiki, 'home.nix', 'removePrefix|Directory', 'Type:'),
  colours: { folder: flake, act: colours },
  'colours-broken': { folder: wiki, act: (stage) => openAt(stage, 'configuration.nix', 'hide|Mounts') },
  'colours-wiped': { folder: wiki, act: (stage) => openAt(stage, 'hardware-configuration.nix', 'modules|Path') },
  grammar: { folder: flake, act: (stage) => openAt(stage, 'hosts/heron.nix', 'keepDays = 3|0') },
  hints: { folder: flake, act: (stage) => openAt(stage, 'modules/persistence.nix', 'What| every') },
  links: { folder: wiki, act: links },
  outline: { folder: flake, act: outline },
  symbols: { folder: flake, act: symbols },
  folding: { folder: flake, act: folding },
  references: { folder: flake, act: references },
  definition: { folder: flake, act: definition },
  markdown: { folder: flake, act: markdown },
};

async function colours(stage) {
  await openAt(stage, 'users/robin.nix', '# One| person');
  await lens(stage);
  return part(stage, ['users.mutableUsers', 'bash_history']);
}

/** It moves the lines when it comes. */
function lens({ page }) {
  return page.locator('.codelens-decoration').first().waitFor();
}

async function problems(stage) {
  await openAt(stage, 'home.nix');
  await lens(stage);
  await stage.page.keyboard.press('Control+Shift+M');
  await stage.page.locator('.markers-panel .monaco-list-row', { hasText: 'hardware-configuration' }).first().waitFor();
  return wholeEditor(stage);
}

function hover(folder, file, cursor, text, lines) {
  const act = async (stage) => {
    await openAt(stage, file, cursor);
    if (lines) await lens(stage);
    const shown = stage.page.locator('.monaco-hover:visible', { hasText: text });
    await pressUntil(stage, 'Control+K Control+I', shown);
    return lines ? part(stage, lines, shown) : undefined;
  };
  return { folder, act };
}

async function links(stage) {
  await openAt(stage, 'configuration.nix', '"/etc/mach|ine-id"');
  await stage.page.keyboard.press('Home');
  await stage.page.keyboard.type('# impermanence: ignore duplicate-entry -- on purpose\n');
  await stage.page.locator('.detected-link').first().waitFor();
}

async function outline(stage) {
  await openAt(stage, 'users/robin.nix', '".moz|illa"');
  await command(stage.page, 'Explorer: Focus on Outline View');
  await stage.page.locator('.outline-pane .monaco-list-row', { hasText: 'Documents' }).waitFor();
}

async function symbols(stage) {
  await openAt(stage, 'hosts/finch.nix');
  await quickInput(stage.page, 'Control+T', 'robin');
  await stage.page.locator('.quick-input-list .monaco-list-row', { hasText: 'robin' }).nth(2).waitFor();
}

async function folding(stage) {
  await openAt(stage, 'hosts/finch.nix');
  await stage.page.locator('.editor-instance .view-line').first().click();
  await pressUntil(stage, 'Control+K Control+2', stage.page.locator('.inline-folded'));
}

async function references(stage) {
  await openAt(stage, 'modules/persistence.nix', 'environment.persistence."/per|sist"');
  await pressUntil(stage, 'Shift+F12', stage.page.locator('.reference-zone-widget .monaco-list-row'));
}

async function definition(stage) {
  await openAt(stage, 'users/robin.nix', '".moz|illa"');
  await pressUntil(stage, 'Control+Shift+F10', stage.page.locator('.reference-zone-widget .monaco-list-row'));
}

async function markdown(stage) {
  put(stage, 'notes.md', notes);
  await openAt(stage, 'notes.md');
  const word = stage.page.locator('.view-line', { hasText: 'environment' }).locator('span[class^="mtk"]');
  await waitUntil('colours', async () => (await word.count()) > 3);
}

const notes = `# How a directory is kept

Add it to the store, with its owner and mode where they matter:

\`\`\`nix
{ config, ... }:
{
  # kept over boots
  environment.persistence."/persist".directories = [
    "/var/log"
    { directory = "/var/lib/\${config.my.service}"; mode = "0700"; }
  ];
}
\`\`\`

Then switch.
`;
