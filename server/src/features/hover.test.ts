import { expect, test } from 'vitest';
import { atCursor } from '../../../test/support/cursor.ts';
import { npins } from '../../../test/support/pins.ts';
import { hover } from './hover.ts';

const flake = (a: string, b: string) => ({
  'flake.nix': `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs";
    outputs = { nixpkgs, ... }: {
      nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ${a} ]; };
      nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ${b} ]; };
    };
  }`,
  'shared.nix': '{ environment.persistence."/p‸".directories = [ "/var/log" ]; }',
});

const mount = (type: string) => `{ fileSystems."/p" = { device = "/dev/x"; fsType = "${type}"; }; }`;

function textOf(files: Readonly<Record<string, string>>): string | undefined {
  const { analysis, path, offset } = atCursor(files);
  return hover(analysis, path, offset)?.markdown;
}

test('hosts that say the same share a card', () => {
  const text = textOf(flake(mount('ext4'), mount('ext4')));
  expect(text).toContain('- On: `/p` (ext4)');
  expect(text).toMatch(/- Hosts: a, b$/);
});

test('hosts that differ are told apart', () => {
  const text = textOf(flake(mount('ext4'), mount('xfs'))) ?? '';
  expect(text).toMatch(/\(ext4\).*- Host: a\n\n---\n\n.*\(xfs\).*- Host: b$/s);
});

test('the only host is not named, whatever lies beside it', () => {
  const files = {
    'configuration.nix': '{ environment.persistence."/p‸".directories = [ "/var/log" ]; }',
    'later.nix': '{ fileSystems."/p".fsType = "ext4"; }',
  };
  expect(textOf(files)).not.toContain('Host');
});

test('what people wrote means nothing in Markdown', () => {
  expect(textOf(flake(mount('[x](y)'), ''))).toContain('(\\[x\\]\\(y\\))');
});

test.each([
  ['home-manager', '/nixos"', '/nix‸os"'],
  ['impermanence', '(sources', '(sou‸rces'],
])('a pinned source names the file that pins it: %s', (name, text, cursor) => {
  const pins = npins({
    nixpkgs: { follows: 'NixOS/nixpkgs/nixos-25.11' },
    'home-manager': { follows: 'nix-community/home-manager/release-25.11' },
    impermanence: { follows: 'nix-community/impermanence/master' },
  });
  const configuration = `let sources = import ./npins; in {
  imports = [ "\${sources.home-manager}/nixos" (sources.impermanence + "/nixos.nix") ];
}
`;
  const shown = textOf({ ...pins, 'configuration.nix': configuration.replace(text, cursor) });
  expect(shown).toContain(`- Known by: the pin \`${name}\` in \`npins/sources.json\``);
});

test.each([
  ['impermanence.nixosModules.imper‸manence', 'impermanence', '- Version: v2'],
  ['home-manager.nixos‸Modules.home-manager', 'Home Manager', '- Release: 25.11'],
])('an import tells which release it is of: %s', (cursor, title, release) => {
  const text = `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    inputs.home-manager.url = "github:nix-community/home-manager/release-25.11";
    inputs.impermanence.url = "github:nix-community/impermanence";
    outputs = { nixpkgs, home-manager, impermanence, ... }: {
      nixosConfigurations.a = nixpkgs.lib.nixosSystem {
        modules = [ impermanence.nixosModules.impermanence home-manager.nixosModules.home-manager ];
      };
    };
  }`;
  const shown = textOf({ 'flake.nix': text.replace(cursor.replace('‸', ''), cursor) });
  expect(shown).toContain(`**${title}**`);
  expect(shown).toContain(release);
});

test.each(['"${imper‸manence}/nixos.nix"', '"${impermanence}/nix‸os.nix"'])('and without a flake: %s', (item) => {
  const url = 'https://github.com/nix-community/impermanence/archive/master.tar.gz';
  const shown = textOf({
    'configuration.nix': `let impermanence = fetchTarball "${url}"; in { imports = [ ${item} ./other.nix ]; }`,
  });
  expect(shown).toContain('- Version: v2');
});

test.each([
  ['true', true],
  ['false', false],
])('state of a program that Home Manager enables for the user is needed: enable = %s', (enable, isNeeded) => {
  const text = textOf({
    'configuration.nix': `{
      users.users.bird.isNormalUser = true;
      home-manager.users.bird.programs.direnv.enable = ${enable};
      environment.persistence."/p".users.bird.directories = [ ".local/share/dir‸env" ];
    }`,
  });
  expect(text).toContain('- For: direnv');
  expect(text?.includes('(needed here)')).toBe(isNeeded);
});
