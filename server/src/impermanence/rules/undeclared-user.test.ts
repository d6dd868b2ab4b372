import { expect, test } from 'vitest';
import { flake, found, mended, system, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'undeclared-user';

const store = (user: string) => `  environment.persistence."/p".users.${user}.directories = [ "x" ];`;
test('users that are declared, those of NixOS among them', () => {
  expect(found(id, system(store('ghost')))).toEqual(['3 error']);
  expect(found(id, system(store('root')))).toEqual([]);
  expect(found(id, system(`  users.users.ghost = { isNormalUser = true; uid = 1; };\n${store('ghost')}`))).toEqual([]);
  expect(found(id, system(`  services.forgejo.enable = true;\n${store('forgejo')}`))).toEqual([]);
});
test('a module alone, and a store that is off', () => {
  expect(found(id, `{ ${store('ghost')} }`)).toEqual([]);
  expect(found(id, system(`${store('ghost')}\n  environment.persistence."/p".enable = false;`))).toEqual([]);
});
test('a name that is like no other is declared', () => {
  expect(mended(id, system(store('ghost')))).toContain('users.users.ghost.isNormalUser = true;');
});
test('users of services that are called otherwise, and that of installation media', () => {
  expect(found(id, system(`  services.postgresql.enable = true;\n${store('postgres')}`))).toEqual([]);
  const installer = (profile: string) => ({
    'configuration.nix': `{ modulesPath, ... }: {
  imports = [ <impermanence/nixos.nix> "\${modulesPath}/${profile}.nix" ];
${store('nixos')}
}`,
  });
  expect(found(id, installer('installer/cd-dvd/installation-cd-minimal'))).toEqual([]);
  expect(found(id, installer('profiles/minimal'))).toHaveLength(1);
});
test('modules from outside that declare users', () => {
  const box = (inputs: Record<string, string>) => {
    const files = flake(store('ghost'), { nixpkgs: 'github:NixOS/nixpkgs', ...inputs });
    const names = Object.keys(inputs).map((name) => `inputs.${name}.nixosModules.default`);
    return found(id, {
      ...files,
      'flake.nix': files['flake.nix']?.replace('./box.nix', `${names.join(' ')} ./box.nix`) ?? '',
    });
  };
  const impermanence = 'github:nix-community/impermanence';
  expect(box({ impermanence })).toEqual(['box.nix 2 error']);
  expect(box({ impermanence, wsl: 'github:nix-community/NixOS-WSL/main' })).toEqual([]);
  expect(box({ impermanence, disko: 'github:nix-community/disko' })).toEqual(['box.nix 2 error']);
});
test('placeholders are the concern of another rule', () =>
  expect(found(id, system(store('"<username>"')))).toEqual([]));
test('users that come from somewhere out of sight', () => {
  const given = (users: string) =>
    found(id, flake(`  users.users = ${users};\n${store('ghost')}`, { ...v2Inputs, other: 'github:me/other' }));
  expect(given('{ mira.isNormalUser = true; }')).toEqual(['box.nix 3 error']);
  expect(given('inputs.other.users')).toEqual([]);
  expect(given('{ mira.isNormalUser = true; } // inputs.other.users')).toEqual([]);
});
