import { describe, expect, test } from 'vitest';
import { flake, found, mended, problemsOf, v1Inputs, v2Inputs, wiped } from '../../../../test/rules/found.ts';
import { applied } from '../../../../test/rules/repair.ts';
import type { Files } from '../../../../test/support/folder.ts';

const id = 'home-tmpfs-not-separate';

test('a home below a file system of its own at /home is separate', () => {
  const home = '  fileSystems."/home" = { device = "none"; fsType = "tmpfs"; neededForBoot = true; };';
  const entries = '  home-manager.users.mira.home.persistence."/nix/persist".directories = [ "Music" ];';
  expect(found(id, wiped(entries))).toEqual(['5 info']);
  expect(found(id, wiped(`${home}\n${entries}`))).toEqual([]);
});
test('is an error before v2 for what bindfs mounts, and a note for users of a storage since', () => {
  const root = '  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };';
  const user = '  users.users.mira.isNormalUser = true;';
  const home = '  home-manager.users.mira.home.persistence."/nix/keep/home/mira".directories = [ "Music" ];';
  const files = '  home-manager.users.mira.home.persistence."/nix/keep/home/mira".files = [ ".screenrc" ];';
  const linked =
    '  home-manager.users.mira.home.persistence."/nix/keep/home/mira" = { defaultDirectoryMethod = "symlink"; directories = [ "Music" ]; };';
  const users = '  environment.persistence."/nix/keep".users.mira.directories = [ "Music" ];';
  const severities = (entry: string, inputs: Record<string, string>) =>
    found(id, flake([root, user, entry].join('\n'), inputs)).map((each) => each.split(' ')[2]);
  expect(severities(home, v1Inputs)).toEqual(['error']);
  expect(severities(files, v1Inputs)).toEqual([]);
  expect(severities(users, v1Inputs)).toEqual([]);
  expect(severities(linked, v1Inputs)).toEqual([]);
  expect(severities(home, v2Inputs)).toEqual(['info']);
  expect(severities(users, v2Inputs)).toEqual(['info']);
});
test('a root that stays, a module alone, and mounts that are not known say nothing', () => {
  const entries = 'environment.persistence."/p".users.mira.directories = [ "Music" ];';
  const root = 'fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };';
  expect(found(id, `{ ${root} ${entries} }`)).toEqual([]);
  expect(
    found(id, { 'configuration.nix': `{ fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; }; ${entries} }` }),
  ).toEqual([]);
  expect(
    found(id, {
      'configuration.nix': `{ pkgs, ... }: { fileSystems = { "/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; }; } // pkgs.mounts; ${entries} }`,
    }),
  ).toEqual([]);
});

describe('hosts that share the entries', () => {
  const tmpfs =
    '{\n  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };\n}\n';
  const host = (name: string, modules: string) =>
    `    nixosConfigurations.${name} = inputs.nixpkgs.lib.nixosSystem { modules = [ inputs.impermanence.nixosModules.impermanence ${modules} ]; };\n`;
  const project = (hosts: string, files: Files): Files => ({
    'flake.nix': `{\n  inputs.nixpkgs.url = "${v2Inputs.nixpkgs}";\n  inputs.impermanence.url = "github:nix-community/impermanence";\n  outputs = inputs: {\n${hosts}  };\n}\n`,
    'mira.nix':
      '{\n  users.users.mira.isNormalUser = true;\n  environment.persistence."/p".users.mira.directories = [ "Music" ];\n}\n',
    ...files,
  });
  const own = project(host('one', './mira.nix ./one.nix') + host('two', './mira.nix ./two.nix'), {
    'one.nix': tmpfs,
    'two.nix': tmpfs,
  });
  const both = project(host('one', './mira.nix ./root.nix') + host('two', './mira.nix ./root.nix'), {
    'root.nix': tmpfs,
  });
  const fixOf = (files: Files, index: number) => {
    const [problem, ...more] = problemsOf(id, files);
    const fix = problem?.fixes[index];
    return { others: more.length, fix, after: fix && applied(files, fix) };
  };

  test('are served by one repair, each where its root is', () => {
    const { others, after = {} } = fixOf(own, 0);
    expect(others).toBe(0);
    expect([after['one.nix'], after['two.nix']].map((text) => text?.match(/"\/home\/mira" = \{/g)?.length)).toEqual([
      1, 1,
    ]);
    expect(found(id, after)).toEqual([]);
  });
  test('are served by one edit where the root is shared as well', () => {
    const { after = {} } = fixOf(both, 0);
    expect(after['root.nix']?.match(/"\/home\/mira" = \{/g)).toHaveLength(1);
    expect(found(id, after)).toEqual([]);
  });
  test('a host that the edit is wrong for leaves the choice to people', () => {
    const disk = '{ fileSystems."/home/mira" = { device = "/dev/sda3"; fsType = "ext4"; }; }';
    const kept = project(host('one', './mira.nix ./root.nix') + host('two', `./root.nix ${disk}`), {
      'root.nix': tmpfs,
    });
    expect(problemsOf(id, kept).map(({ fixes }) => fixes.map(({ preferred }) => preferred))).toEqual([[false]]);
    expect(problemsOf(id, both).map(({ fixes }) => fixes.map(({ preferred }) => preferred))).toEqual([[true, false]]);
  });
  test('a disk for the home leaves no entries that are too much', () => {
    const { fix, after = {} } = fixOf(both, 1);
    expect(fix?.title).toBe('Mount a disk at /home/mira, without its entries');
    expect(after['root.nix']).toContain('"/home/mira" = {');
    expect(found('home-already-persistent', after)).toEqual([]);
  });
});
test('a home that is persisted as a whole is a mount', () => {
  const stores = (directories: string) =>
    `  users.users.mira.isNormalUser = true;
  environment.persistence."/nix/a".directories = [ "/var/lib/nixos" ${directories} ];
  environment.persistence."/nix/b".users.mira.directories = [ ".cache" ];`;
  expect(found(id, wiped(stores('')))).toHaveLength(1);
  expect(found(id, wiped(stores('"/home"')))).toEqual([]);
});
test('no mount is written into a set that code makes mounts of', () => {
  const text = (mounts: string) => `{ lib, ... }: {
  imports = [ <impermanence/nixos.nix> ];
  users.users.mira.isNormalUser = true;
  ${mounts}
  environment.persistence."/nix/p".users.mira.directories = [ "x" ];
}`;
  const made = `lib.mapAttrs (_: fsType: { inherit fsType; device = "x"; options = [ "mode=755" ]; }) { "/" = "tmpfs"; "/nix" = "ext4"; }`;
  const alone = text(`fileSystems = ${made};`);
  expect(found(id, { 'configuration.nix': alone })).toHaveLength(1);
  expect(mended(id, { 'configuration.nix': alone })).toBe(alone);
  const merged = text(
    `fileSystems = lib.mkMerge [ { "/" = { fsType = "tmpfs"; device = "x"; }; "/nix" = { fsType = "ext4"; device = "y"; }; } ];`,
  );
  expect(mended(id, { 'configuration.nix': merged })).toMatch(/device = "x"; \};\n\s+"\/home\/mira" = \{/);
});
