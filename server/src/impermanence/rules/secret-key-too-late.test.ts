import { expect, test } from 'vitest';
import { found, mended, problemsOf, wiped } from '../../../../test/rules/found.ts';

const id = 'secret-key-too-late';

const store = (text: string) => `  environment.persistence."/nix/p" = { ${text} };`;
const directory = store('directories = [ "/etc/ssh" "/var/log" "/var/lib/nixos" ];');
const file = store('directories = [ "/var/log" "/var/lib/nixos" ]; files = [ "/etc/ssh/ssh_host_ed25519_key" ];');
const keys = (path: string) =>
  `  sops.gnupg.sshKeyPaths = [ ];\n  sops.age.sshKeyPaths = [ "${path}/ssh_host_ed25519_key" ];`;
test('a key in a persisted directory is an error, a persisted file only a note', () => {
  expect(found(id, wiped(`${keys('/etc/ssh')}\n${directory}`))).toEqual(['6 error']);
  expect(found(id, wiped(`${keys('/etc/ssh')}\n${file}`))).toEqual(['6 info']);
  expect(found(id, wiped(`${keys('/etc/ssh')}\n  sops.secrets.pw.neededForUsers = true;\n${file}`))).toEqual([
    '6 error',
  ]);
});
test('a key named where it is kept', () => {
  expect(found(id, wiped(`${keys('/nix/p/etc/ssh')}\n${directory}`))).toEqual([]);
  expect(mended(id, wiped(`${keys('/etc/ssh')}\n${directory}`))).toContain('[ "/nix/p/etc/ssh/ssh_host_ed25519_key" ]');
});
test('agenix takes the host keys unless it is told', () => {
  const age = '  age.secrets.pw.file = ./pw.age;\n  services.openssh.enable = true;';
  expect(found(id, wiped(`${age}\n${directory}`))).toEqual(['7 error']);
  expect(
    found(id, wiped(`${age}\n  age.identityPaths = [ "/nix/p/etc/ssh/ssh_host_ed25519_key" ];\n${directory}`)),
  ).toEqual([]);
});
test('without either there is nothing to decrypt', () => expect(found(id, wiped(directory))).toEqual([]));
test('a key on the wiped root that nothing keeps', () => {
  const plain = store('directories = [ "/var/log" "/var/lib/nixos" ];');
  const sops = '  sops.secrets.pw = { };\n  sops.age.keyFile = "/var/lib/sops/key";';
  expect(found(id, wiped(`${sops}\n${plain}`))).toEqual(['6 error']);
  expect(found(id, wiped(`${sops}\n  sops.age.generateKey = true;\n${plain}`))).toEqual([]);
  expect(found(id, wiped(`${sops}\n${plain}`.replace('/var/lib/sops', '/nix/p')))).toEqual([]);
  expect(found(id, wiped(`  age.identityPaths = [ "/root/id" "/nix/id" ];\n${plain}`))).toEqual([]);
  expect(found(id, wiped(`  age.identityPaths = [ "/root/id" ];\n${plain}`))).toEqual(['5 error']);
});
test('a key on a file system that comes late', () => {
  const mount = (flag: string) => `  fileSystems."/keep" = { device = "/dev/sda9"; fsType = "ext4"; ${flag} };`;
  const age = '  age.identityPaths = [ "/keep/key" ];';
  const plain = store('directories = [ "/var/log" "/var/lib/nixos" ];');
  expect(found(id, wiped(`${age}\n${mount('')}\n${plain}`))).toEqual(['5 error']);
  expect(mended(id, wiped(`${age}\n${mount('')}\n${plain}`))).toContain('neededForBoot = true;');
  expect(found(id, wiped(`${age}\n${mount('neededForBoot = true;')}\n${plain}`))).toEqual([]);
});
test('a bind mount by hand, late and early, alone and beside an entry', () => {
  const age = '  age.secrets.pw.file = ./pw.age;\n  services.openssh.enable = true;';
  const bind = (flag: string) =>
    `  fileSystems."/etc/ssh" = { device = "/nix/p/etc/ssh"; options = [ "bind" ]; ${flag} };`;
  const plain = store('directories = [ "/var/log" "/var/lib/nixos" ];');
  expect(found(id, wiped(`${age}\n${bind('')}\n${plain}`))).toEqual(['7 error']);
  expect(found(id, wiped(`${age}\n${bind('neededForBoot = true;')}\n${plain}`))).toEqual([]);
  expect(found(id, wiped(`${age}\n${bind('neededForBoot = true;')}\n${directory}`))).toEqual([]);
});
test('a key that lies in the configuration', () =>
  expect(found(id, wiped('  age.secrets.x.file = ./x.age;\n  age.identityPaths = [ (toString ./key) ];'))).toEqual([]));
test('the defaults are replaced by where the keys are kept', () => {
  const files = wiped(`  services.openssh.enable = true;\n  age.secrets.x.file = ./x.age;\n${directory}`);
  expect(mended(id, files)).toContain(
    '  age.identityPaths = [ "/nix/p/etc/ssh/ssh_host_ed25519_key" "/nix/p/etc/ssh/ssh_host_rsa_key" ];',
  );
  const sops = wiped(`  services.openssh.enable = true;\n  sops = {\n    secrets.x = { };\n  };\n${directory}`);
  expect(mended(id, sops)).toContain('    age.sshKeyPaths = [ "/nix/p/etc/ssh/ssh_host_ed25519_key" ];');
});
test('secrets of a home are decrypted when its user logs in, with all that is persisted in place', () => {
  const files = {
    'flake.nix': `{
      inputs = { home-manager.url = "github:nix-community/home-manager/release-24.05"; nixpkgs.url = "github:NixOS/nixpkgs"; agenix.url = "github:ryantm/agenix"; };
      outputs = { home-manager, nixpkgs, agenix, ... }: {
        homeConfigurations.bird = home-manager.lib.homeManagerConfiguration {
          pkgs = nixpkgs.legacyPackages.x86_64-linux;
          modules = [ agenix.homeManagerModules.default ./home.nix ];
        };
      };
    }`,
    'home.nix': `{
      home = { username = "bird"; homeDirectory = "/home/bird"; stateVersion = "24.05"; };
      age.identityPaths = [ "/home/bird/.ssh/id_ed25519" ];
      home.persistence."/persist/home/bird".directories = [ ".ssh" ];
    }`,
  };
  expect(found(id, files)).toEqual([]);
});
test('an entry that holds the storage itself is another problem', () => {
  const keys = '  age.secrets.x.file = ./x.age;\n  age.identityPaths = [ "/nix/p/key" ];';
  expect(found(id, wiped(`${keys}\n  environment.persistence."/nix/p".directories = [ "/nix" ];`))).toEqual([]);
});
test('a host that keeps no keys is left with its paths', () => {
  const box = (name: string, text: string) =>
    `{ imports = [ ./common.nix ]; networking.hostName = "${name}"; ${text} }`;
  const files = (text: string) => ({
    'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.impermanence.url = "github:nix-community/impermanence";
  inputs.agenix.url = "github:ryantm/agenix";
  outputs = inputs: {
    nixosConfigurations = builtins.mapAttrs (_: file: inputs.nixpkgs.lib.nixosSystem {
      modules = [ inputs.impermanence.nixosModules.impermanence inputs.agenix.nixosModules.default file ];
    }) { a = ./a.nix; b = ./b.nix; };
  };
}
`,
    'common.nix':
      '{ age.secrets.x.file = ./x.age; age.identityPaths = [ "/etc/keys/box" ]; fileSystems."/".device = "/dev/sda1"; fileSystems."/".fsType = "ext4"; }',
    'a.nix': box('a', 'environment.persistence."/p".directories = [ "/etc/keys" "/var/lib/nixos" ];'),
    'b.nix': box('b', text),
  });
  const preferred = (text: string) => problemsOf(id, files(text)).map(({ fixes }) => fixes[0]?.preferred);
  expect(preferred('')).toEqual([false]);
  expect(preferred('environment.persistence."/p".directories = [ "/etc/keys" "/var/lib/nixos" ];')).toEqual([true]);
});
