import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { expandSnippet, placeOf, placeSnippet, readSnippets, type Snippet, tabStops } from './snippetText.ts';

const snippets = readSnippets();
const named = snippets.map((snippet) => [snippet.prefixes[0] ?? snippet.title, snippet] as const);
const nixIsThere = spawnSync('nix-instantiate', ['--version']).status === 0;

if (!nixIsThere)
  console.warn('nix-instantiate is not installed: snippets are not parsed by real Nix (Debian: nix-bin)');

describe('the collection', () => {
  test('prefixes and titles are unique, prefixes are found by imp-', () => {
    const prefixes = snippets.flatMap((snippet) => snippet.prefixes);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(snippets.filter(({ prefixes: [first] }) => !first?.startsWith('imp-'))).toEqual([]);
  });

  // What the wiki page and the README of the module show has a snippet each.
  test.each([
    'imp-root-tmpfs',
    'imp-home-tmpfs',
    'imp-nix',
    'imp-nix-luks',
    'imp-boot',
    'imp-store-filesystem',
    'imp-wipe-btrfs-script',
    'imp-wipe-btrfs-systemd',
    'imp-wipe-zfs-script',
    'imp-wipe-zfs-systemd',
    'imp-store',
    'imp-store-users',
    'imp-home-store',
    'imp-home-kde',
    'imp-identity',
    'imp-flake-input',
    'imp-flake-module',
    'imp-flake-home-manager',
    'imp-import-tarball',
    'imp-import-home-manager',
    'imp-password',
    'imp-secrets-sops',
    'imp-secrets-agenix',
    'imp-entry-directory',
    'imp-entry-file',
    'imp-configuration-tmpfs',
    'imp-configuration-btrfs',
  ])('has %s', (prefix) => expect(snippets.flatMap(({ prefixes }) => prefixes)).toContain(prefix));
});

describe.each(named)('%s', (_, snippet) => {
  test('is described', () => {
    // Shown beside the prefix, which says what it belongs to already.
    expect(snippet.title).toMatch(/^(?!impermanence).{5,45}$/i);
    expect(snippet.description).toMatch(/^[A-Z][^\n]{20,}\.$/);
  });

  test('numbers its tab stops without a gap, each with a default', () => {
    const stops = tabStops(snippet.body)
      .map(Number)
      .filter((stop) => stop !== 0)
      .sort((a, b) => a - b);
    expect(stops).toEqual(stops.map((_stop, index) => index + 1));
    for (const stop of stops) expect(snippet.body).toMatch(new RegExp(`\\$\\{${stop}(?::[^}]|\\|[^|,]+[|,])`));
  });

  test.skipIf(!nixIsThere)('parses under real Nix where it belongs', () => {
    const file = placeSnippet(snippet);
    const nix = spawnSync('nix-instantiate', ['--parse', '-'], { input: file, encoding: 'utf8' });
    expect(`${nix.stderr}${nix.status === 0 ? '' : file}`).toBe('');
  });
});

describe('values', () => {
  const text = (prefix: string) => expandSnippet(find(prefix).body);

  test('tab stops repeat one another', () => {
    expect(text('imp-nix-luks')).toContain('device = "/dev/mapper/cryptnix"');
    expect(text('imp-flake-inputs')).toMatch(/nixos-(\d\d\.\d\d)"[\s\S]*release-\1"/);
  });

  test('file systems in memory have a size and cannot be written by everyone', () => {
    for (const prefix of ['imp-root-tmpfs', 'imp-home-tmpfs', 'imp-filesystems-tmpfs']) {
      expect(text(prefix)).toMatch(/fsType = "tmpfs";\n\s*options = \[ "defaults" "size=25%" "mode=755" \];/);
    }
  });

  test('what holds persisted state comes early', () => {
    for (const prefix of ['imp-home-tmpfs', 'imp-store-filesystem']) {
      expect(text(prefix)).toContain('neededForBoot = true;');
    }
    for (const prefix of ['imp-filesystems-tmpfs', 'imp-filesystems-btrfs', 'imp-filesystems-zfs']) {
      expect(text(prefix)).toMatch(/fileSystems\."\/persist" = \{[^}]*neededForBoot = true;/);
    }
  });

  test('no device or user is a mere placeholder', () => {
    for (const snippet of snippets) {
      expect(expandSnippet(snippet.body)).not.toMatch(/by-uuid|XXXX|UUID|\/dev\/sd|username|<|\$USER|bird|0{20}/);
    }
  });

  test('the script of a wipe is shell', () => {
    for (const prefix of ['imp-wipe-btrfs-script', 'imp-wipe-btrfs-systemd', 'imp-configuration-btrfs']) {
      const script = /''\n([\s\S]*?)\n\s*'';/.exec(text(prefix))?.[1] ?? 'if';
      const shell = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
      expect(shell.stderr).toBe('');
    }
  });

  test('the name of the device unit is escaped as systemd has it', () => {
    for (const prefix of ['imp-wipe-btrfs-systemd', 'imp-configuration-btrfs']) {
      expect(text(prefix)).toContain('"dev-disk-by\\\\x2dlabel-nixos.device"');
    }
  });

  test('a snippet that opens an initrd service orders it before the root and after a resume', () => {
    for (const prefix of ['imp-wipe-btrfs-systemd', 'imp-wipe-zfs-systemd', 'imp-configuration-btrfs']) {
      expect(text(prefix)).toContain('before = [ "sysroot.mount" ];');
      expect(text(prefix)).toContain('"local-fs-pre.target"');
    }
  });
});

test('places are told apart by prefix', () => {
  expect(placeOf(find('imp-flake'))).toBe('file');
  expect(placeOf(find('imp-configuration-tmpfs'))).toBe('configuration');
  expect(placeOf(find('imp-flake-inputs'))).toBe('inputs');
  expect(placeOf(find('imp-flake-module'))).toBe('modules');
  expect(placeOf(find('imp-entry-file-symlink'))).toBe('files');
  expect(placeOf(find('imp-entry-directory'))).toBe('directories');
  expect(placeOf(find('imp-entry-private'))).toBe('userDirectories');
  expect(placeOf(find('imp-home-store'))).toBe('homeModule');
  expect(placeOf(find('imp-store'))).toBe('module');
});

describe('the syntax of snippets', () => {
  test.each([
    ['a $1 b', 'a  b'],
    ['${1:x} $1', 'x x'],
    ['$1 ${1:x}', 'x x'],
    ['${1|a,b|} $1', 'a a'],
    ['${1:a ${2:b}} $2', 'a b b'],
    ['\\$x \\} \\\\', '$x } \\'],
    ['{ ${1} }', '{  }'],
  ])('%s', (body, text) => expect(expandSnippet(body)).toBe(text));

  test.each(['${1:x', 'a $x', '${x}'])('%s is refused', (body) => expect(() => expandSnippet(body)).toThrow());
});

function find(prefix: string): Snippet {
  const found = snippets.find(({ prefixes }) => prefixes.includes(prefix));
  if (found === undefined) throw new Error(`no snippet ${prefix}`);
  return found;
}
