import { expect, test } from 'vitest';
import { flake, found, mended, system } from '../../../../test/rules/found.ts';

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
test('nobody wants a user of the name of a placeholder', () => {
  const files = system(store('"<username>"'));
  expect(found(id, files)).toEqual(['3 error']);
  expect(mended(id, files)).toBe(Object.values(files).join('\n'));
});
