import { describe, expect, test } from 'vitest';
import { analysisOf, type Files } from '../../../../test/support/folder.ts';

/** Three hosts that share a file; the last has a storage of its own. */
const files: Files = {
  'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.one = nixpkgs.lib.nixosSystem { modules = [ ./root.nix { fileSystems."/".options = [ "size=1G" ]; } ]; };
    nixosConfigurations.two = nixpkgs.lib.nixosSystem { modules = [ ./root.nix ]; };
    nixosConfigurations.three = nixpkgs.lib.nixosSystem { modules = [ ./root.nix ]; };
  };
}
`,
  'root.nix': `{
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "mode=777" ]; };
}
`,
};

function reported(settings: Readonly<Record<string, string>> = {}, changed: Files = files) {
  return analysisOf(changed, { rules: settings })
    .problems()
    .filter(({ rule }) => /^(tmpfs-size|root-tmpfs-mode)$/.test(rule.id));
}

describe('several hosts', () => {
  test('what all have is reported once, and says so', () => {
    const [mode, ...more] = reported().filter(({ rule }) => rule.id === 'root-tmpfs-mode');
    expect(more).toEqual([]);
    expect(mode?.hosts).toEqual(['one', 'two', 'three']);
    expect(mode?.allHosts).toBe(true);
  });

  test('what some have names them', () => {
    const [size, ...more] = reported().filter(({ rule }) => rule.id === 'tmpfs-size');
    expect(more).toEqual([]);
    expect(size?.hosts).toEqual(['two', 'three']);
    expect(size?.allHosts).toBe(false);
  });
});

describe('severities', () => {
  test('are the setting, then that of the problem, then that of the rule', () => {
    expect(reported().map(({ severity }) => severity)).toEqual(['info', 'warning']);
    expect(
      reported({ 'tmpfs-size': 'error', 'root-tmpfs-mode': 'off' }).map(({ rule, severity }) => [rule.id, severity]),
    ).toEqual([['tmpfs-size', 'error']]);
  });

  test('that are none are left out of account', () => {
    expect(reported({ 'tmpfs-size': 'loud', constructor: 'off' }).map(({ severity }) => severity)).toEqual([
      'info',
      'warning',
    ]);
  });
});

test('problems come by file, place and rule', () => {
  const places = analysisOf(files)
    .problems()
    .map(({ file, span, rule }) => `${file} ${String(span.start).padStart(6, '0')} ${rule.id}`);
  expect(places).toEqual([...places].sort());
});

test('an ignore comment holds for every host', () => {
  const text = (files['root.nix'] ?? '').replace(
    '  fileSystems',
    '  # impermanence: ignore tmpfs-size, root-tmpfs-mode -- on purpose\n  fileSystems',
  );
  expect(reported({}, { ...files, 'root.nix': text })).toEqual([]);
});

test('a line that is too much for one host only is none', () => {
  const host = (name: string, rest: string) =>
    `nixosConfigurations.${name} = inputs.nixpkgs.lib.nixosSystem { modules = [ inputs.impermanence.nixosModules.impermanence ./shared.nix { ${rest} } ]; };`;
  const dead = (two: string) =>
    analysisOf({
      'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  inputs.impermanence.url = "github:nix-community/impermanence";
  outputs = inputs: {
    ${host('one', '')}
    ${host('two', two)}
  };
}
`,
      'shared.nix': '{ environment.persistence."/p".directories = [ "/var/lib/jellyfin" ]; }\n',
    })
      .problems()
      .filter(({ rule }) => rule.id === 'dead-entry')
      .map(({ hosts }) => hosts);
  expect(dead('')).toEqual([['one', 'two']]);
  expect(dead('services.jellyfin.enable = true;')).toEqual([]);
});

test('a host that has switched the module off does not object to what the others say', () => {
  const dead = (two: string) =>
    analysisOf({
      'flake.nix': `{
        outputs = { nixpkgs, ... }: {
          nixosConfigurations.one = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix { keeps = true; } ]; };
          nixosConfigurations.two = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix { ${two} } ]; };
        };
      }`,
      'shared.nix': `{ config, lib, ... }: {
        options.keeps = lib.mkOption { default = false; };
        config = lib.mkIf config.keeps { environment.persistence."/p".directories = [ "/var/lib/jellyfin" ]; };
      }`,
    })
      .problems()
      .filter(({ rule }) => rule.id === 'dead-entry')
      .map(({ hosts }) => hosts);
  expect(dead('')).toEqual([['one']]);
  expect(dead('services.jellyfin.enable = true;')).toEqual([['one']]);
  expect(dead('keeps = true; services.jellyfin.enable = true;')).toEqual([]);
});

describe('modules that no host reaches', () => {
  const home = '{ home.persistence."/p".directories = [ ".ssh" ]; }\n';
  const importing = (file: string) =>
    `{ users.users.mira.isNormalUser = true; home-manager.users.mira.imports = [ ${file} ]; }\n`;
  const privates = (all: Files) =>
    analysisOf(all)
      .problems()
      .filter(({ rule }) => rule.id === 'private-directory-mode');

  test('what one says of another that it imports is not said again by that one alone', () => {
    const found = privates({ 'mira.nix': home, 'users.nix': importing('./mira.nix') });
    expect(found.map(({ message, allHosts }) => [message.includes('/home/mira/.ssh'), allHosts])).toEqual([
      [true, true],
    ]);
  });
  test('what only the module itself says stays', () => {
    expect(privates({ 'mira.nix': home })).toHaveLength(1);
    expect(
      privates({ 'mira.nix': home, 'users.nix': `{ lib, ... }: lib.mkIf false ${importing('./mira.nix')}` }),
    ).toHaveLength(1);
  });
  test('of two that import each other one speaks', () => {
    const module = (other: string) =>
      `{ imports = [ ${other} ]; environment.persistence."/p".users.\${"mira"}.directories = [ ".ssh" ]; }\n`;
    expect(privates({ 'a.nix': module('./b.nix'), 'b.nix': '{ imports = [ ./a.nix ]; }\n' })).toHaveLength(1);
  });
});
