import { describe, expect, test } from 'vitest';
import { analysisOf } from '../support/folder.ts';
import { flake } from './found.ts';

/** Dates of the module's revisions of the three eras. */
const eras = { 'v1-early': 1_646_131_459, 'v1-late': 1_737_831_083, v2: 1_769_548_169 } as const;

type Era = keyof typeof eras;

const mira = 'users.users.mira = { isNormalUser = true; uid = 1000; };';

/** What people write that the real module answers with a message, and the rule that says so beforehand; an empty string: it is fine. */
const answers: readonly (readonly [name: string, definitions: string, rules: readonly [string, string, string]])[] = [
  [
    'a home of a user',
    store('users.root = { home = "/root"; directories = [ ".ssh" ]; };'),
    ['', '', 'removed-option'],
  ],
  [
    'the method of a directory',
    store('directories = [ { directory = "/srv"; method = "symlink"; } ];'),
    ['unknown-option', 'unknown-option', 'removed-option'],
  ],
  [
    'the method of a file',
    store('files = [ { file = "/etc/machine-id"; method = "symlink"; } ];'),
    ['unknown-option', 'unknown-option', ''],
  ],
  ['allowOther', store('allowOther = true;'), ['unknown-option', 'unknown-option', 'removed-option']],
  [
    'removePrefixDirectory',
    store('removePrefixDirectory = true;'),
    ['unknown-option', 'unknown-option', 'removed-option'],
  ],
  [
    'defaultDirectoryMethod',
    store('defaultDirectoryMethod = "symlink";'),
    ['unknown-option', 'unknown-option', 'removed-option'],
  ],
  ['allowTrash', store('allowTrash = true;'), ['unknown-option', 'unknown-option', '']],
  ['enable', store('enable = true;'), ['unknown-option', '', '']],
  ['a mode that is a number', store('directories = [ { directory = "/srv"; mode = 700; } ];'), all('wrong-type')],
  ['a list that is called otherwise', store('dirs = [ "/srv" ];'), all('unknown-option')],
  ['an entry without a path', store('directories = [ { mode = "0700"; } ];'), all('missing-path')],
  ['a path without quotes', store('directories = [ /srv ];'), all('wrong-type')],
  ['a path twice', store('directories = [ "/srv" "/srv/" ];'), ['', '', 'duplicate-entry']],
  [
    'a path in two stores',
    `${store('directories = [ "/srv" ];')}\n${store('directories = [ "/srv" ];', '"/q"')}`,
    all('duplicate-entry'),
  ],
  [
    'a path of a user and of the system',
    `${mira}\n${store('users.mira.directories = [ "Docs" ]; directories = [ { directory = "/home/mira/Docs"; user = "mira"; } ];')}`,
    all('duplicate-entry'),
  ],
  ['a file twice', store('files = [ "/etc/machine-id" "/etc/machine-id" ];'), all('duplicate-entry')],
  [
    'a storage that is mounted late',
    `fileSystems."/p" = { device = "/dev/sda1"; fsType = "ext4"; };\n${store('directories = [ "/srv" ];')}`,
    all('store-not-needed-for-boot'),
  ],
  [
    'a home that is mounted late',
    `${mira}\nfileSystems."/home" = { device = "none"; fsType = "tmpfs"; };\n${store('users.mira.directories = [ "Docs" ];')}`,
    ['', '', 'mount-not-needed-for-boot'],
  ],
  [
    '/var mounted late',
    `fileSystems."/var" = { device = "/dev/sda1"; fsType = "ext4"; };\n${store('directories = [ "/var/log" ];')}`,
    ['', '', 'mount-not-needed-for-boot'],
  ],
  [
    'ids that change',
    `users.users.mira.isNormalUser = true;\n${store('directories = [ "/srv" ];')}`,
    all('uids-not-stable'),
  ],
  ['a user that nobody declares', store('users.ghost.directories = [ "Docs" ];'), all('undeclared-user')],
  ['a name that is no path', store('directories = [ "/srv" ];', 'main'), all('store-not-absolute')],
  ['a string for a list', store('directories = "/srv";'), all('wrong-type')],
  [
    'hideMounts in an entry',
    store('directories = [ { directory = "/srv"; hideMounts = true; } ];'),
    all('unknown-option'),
  ],
  ['an owner of a file', store('files = [ { file = "/etc/machine-id"; user = "root"; } ];'), all('unknown-option')],
];

const misuses = answers.map(([name, definitions, [early, late, v2]]) => {
  const rules: Readonly<Record<Era, string>> = { 'v1-early': early, 'v1-late': late, v2 };
  return [name, definitions, rules] as const;
});

const asked = new Set(misuses.flatMap(([, , rules]) => Object.values(rules)));

describe.each(Object.keys(eras) as Era[])('%s', (era) => {
  test.each(misuses)('%s', (_, definitions, rules) => {
    const inputs = { nixpkgs: 'github:NixOS/nixpkgs/nixos-25.11', impermanence: 'github:nix-community/impermanence' };
    const files = flake(definitions, inputs, { impermanence: eras[era] });
    const found = analysisOf(files)
      .problems()
      .map(({ rule }) => rule.id)
      .filter((id) => asked.has(id));
    expect([...new Set(found)]).toEqual(rules[era] === '' ? [] : [rules[era]]);
  });
});

function store(text: string, name = '"/p"'): string {
  return `environment.persistence.${name} = { ${text} };`;
}

function all(rule: string): readonly [string, string, string] {
  return [rule, rule, rule];
}
