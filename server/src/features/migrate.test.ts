import { describe, expect, test } from 'vitest';
import { atCursor, edited } from '../../../test/support/cursor.ts';
import { analysisOf, type Files } from '../../../test/support/folder.ts';
import { refactorings } from './refactorings.ts';

const flake = (impermanence = 'github:nix-community/impermanence') => `{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager.url = "github:nix-community/home-manager/release-25.11";
    impermanence.url = "${impermanence}"; # state
  };
  outputs = { self, nixpkgs, home-manager, impermanence }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      modules = [
        ./configuration.nix
        home-manager.nixosModules.home-manager
        impermanence.nixosModules.impermanence
        {
          home-manager.users.bird.imports = [ impermanence.homeManagerModules.impermanence ./home.nix ];
        }
      ];
    };
  };
}
`;

const system = `{
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "mode=755" "size=2G" ]; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/persist"; fsType = "ext4"; neededForBoot = true; };
  users.users.bird = { isNormalUser = true; uid = 1000; };
  # for bindfs
  programs.fuse.userAllowOther = true;
  environment.persistence."/persist" = {
    directories = [ "/var/log" "/var/lib/nixos" ];
    users.bird = {
      home = "/home/bird"; # as it is
      directories = [ "Documents" ];
    };
  };
}
`;

const home = (store: string) => `{ ... }: {
  home.stateVersion = "25.11";
${store}
}
`;

const stow = home(`  home.persistence."/persist/home/bird" = {
    allowOther = true;
    # by program
    removePrefixDirectory = true;
    defaultDirectoryMethod = "symlink";
    directories = [
      "nvim/.config/nvim" # the editor
      { directory = "steam/.local/share/Steam"; method = "symlink"; }
    ];
  };
  home.persistence."/persist/home/bird".files = [ "shell/.zsh_history" "git/.gitconfig" ];`);

/** What is offered in the first file with a cursor under a title that begins so. */
function offered(files: Files, begin: string) {
  const at = atCursor(files);
  const found = refactorings(at.analysis, at.path, { start: at.offset, end: at.offset });
  const chosen = found.find(({ title }) => title.startsWith(begin));
  if (!chosen) throw new Error(`${begin} is not among:\n${found.map(({ title }) => title).join('\n')}`);
  return { ...chosen, files: edited(at.files, chosen.edits) };
}

const v1Rules = [
  'removed-option',
  'prefix-directory',
  'store-name-contains-home',
  'home-module-imported',
  'home-module-in-nixos',
  'module-not-imported',
  'fuse-allow-other-needless',
  'syntax-error',
];

function v1Problems(files: Files): readonly string[] {
  const problems = analysisOf(files).problems();
  return problems.filter(({ rule }) => v1Rules.includes(rule.id)).map(({ rule, message }) => `${rule.id}: ${message}`);
}

describe('a host', () => {
  const files = { 'flake.nix': flake(), 'configuration.nix': system, 'home.nix': stow };
  const cursor = { ...files, 'home.nix': `‸${stow}` };
  const migrated = offered(cursor, 'Migrate host box');

  test('is written for version 2 in all its files', () => {
    expect(v1Problems(files)).not.toEqual([]);
    expect(v1Problems(migrated.files)).toEqual([]);
    expect(migrated.title).toBe('Migrate host box to version 2 of impermanence (3 files)');
    expect(migrated.files['home.nix']).toBe(
      home(`  home.persistence."/persist" = {
    # by program
    directories = [
      ".config/nvim" # the editor
      ".local/share/Steam"
    ];
  };
  home.persistence."/persist".files = [ ".zsh_history" ".gitconfig" ];`),
    );
    expect(migrated.files['flake.nix']).toContain('.imports = [ ./home.nix ];');
    expect(migrated.files['configuration.nix']).toContain('  # for bindfs\n  environment.persistence');
    expect(migrated.files['configuration.nix']).toMatch(/# as it is\n\s+directories = \[ "Documents" \]/);
  });

  test('tells which data must move', () => {
    expect(migrated.preview).toBe(true);
    expect(migrated.commands).toEqual([
      'cd /persist/home/bird/nvim && mkdir -p /persist/home/bird && chown --reference=. /persist/home/bird && cp -a --parents -- .config/nvim /persist/home/bird/',
      'cd /persist/home/bird/steam && mkdir -p /persist/home/bird && chown --reference=. /persist/home/bird && cp -a --parents -- .local/share/Steam /persist/home/bird/',
      'cd /persist/home/bird/shell && mkdir -p /persist/home/bird && chown --reference=. /persist/home/bird && cp -a --parents -- .zsh_history /persist/home/bird/',
      'cd /persist/home/bird/git && mkdir -p /persist/home/bird && chown --reference=. /persist/home/bird && cp -a --parents -- .gitconfig /persist/home/bird/',
    ]);
  });

  test('needs nothing more then', () => {
    expect(() => offered({ ...migrated.files, 'home.nix': `‸${migrated.files['home.nix']}` }, 'Migrate')).toThrow();
  });
});

describe('a file', () => {
  test('alone changes nothing elsewhere', () => {
    const files = { 'flake.nix': flake(), 'configuration.nix': `‸${system}`, 'home.nix': stow };
    const { edits } = offered(files, 'Migrate this file');
    expect(new Set(edits.map(({ file }) => file))).toEqual(new Set(['/project/configuration.nix']));
  });
});

test('a store named without the home keeps its name, and its data moves', () => {
  const store = home('  home.persistence."/persist/bird" = { allowOther = false; directories = [ "Music" ]; };');
  const { files, commands } = offered(
    { 'flake.nix': flake(), 'configuration.nix': system, 'home.nix': `‸${store}` },
    'Migrate host',
  );
  expect(files['home.nix']).toContain('home.persistence."/persist/bird" = { directories = [ "Music" ]; };');
  expect(commands).toEqual([
    'cd /persist/bird && mkdir -p /persist/bird/home/bird && chown --reference=. /persist/bird/home/bird && cp -a --parents -- Music /persist/bird/home/bird/',
  ]);
});

test('a store named by interpolation is cut', () => {
  const store = home(`  home.persistence."/persist\${config.home.homeDirectory}".directories = [ "Music" ];`).replace(
    '{ ... }',
    '{ config, ... }',
  );
  const { files, commands } = offered(
    { 'flake.nix': flake(), 'configuration.nix': system, 'home.nix': `‸${store}` },
    'Migrate host',
  );
  expect(files['home.nix']).toContain('home.persistence."/persist".directories');
  expect(commands).toEqual([]);
});

test('the branch of version 1 is left, and the lock is to be renewed', () => {
  const files = {
    'flake.nix': `‸${flake('github:nix-community/impermanence/home-manager-v1')}`,
    'configuration.nix': system,
    'home.nix': stow,
  };
  const { files: after, commands } = offered(files, 'Migrate host');
  expect(after['flake.nix']).toContain('impermanence.url = "github:nix-community/impermanence"; # state');
  expect(commands[0]).toBe('nix flake update impermanence');
  expect(v1Problems(after)).toEqual([]);
});

test('imports without anything left go', () => {
  const alone = home(
    '  imports = [ "${builtins.fetchTarball "https://github.com/nix-community/impermanence/archive/master.tar.gz"}/home-manager.nix" ];',
  );
  const files = {
    'flake.nix': flake().replace(' impermanence.homeManagerModules.impermanence', ''),
    'configuration.nix': system,
    'home.nix': `‸${alone}`,
  };
  expect(offered(files, 'Migrate host').files['home.nix']).toBe(home('').replace('\n\n', '\n'));
});

test('modules of one name are told apart by their folders', () => {
  const module = '{ imports = [ ../shared.nix ./more.nix ]; }\n';
  const more = '{ environment.persistence."/persist".users.bird.home = "/home/bird"; }\n';
  const at = atCursor({
    'flake.nix': '{ outputs = _: { }; }',
    'one/configuration.nix': module,
    'one/more.nix': more,
    'two/configuration.nix': module,
    'two/more.nix': more,
    'shared.nix': '‸{ environment.persistence."/persist".users.crow.home = "/home/crow"; }\n',
  });
  const titles = refactorings(at.analysis, at.path, { start: at.offset, end: at.offset }).map(({ title }) => title);
  const title = 'Migrate host configuration.nix to version 2 of impermanence (2 files)';
  expect(titles.slice(1)).toEqual([`${title} – one/configuration.nix`, `${title} – two/configuration.nix`]);
});
