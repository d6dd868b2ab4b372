import { expect, test } from 'vitest';
import { found, mended, system } from '../../../../test/rules/found.ts';

const id = 'module-not-imported';

const entries = 'environment.persistence."/p".directories = [ "/srv" ];';
test('a host that does not import it, and one that does', () => {
  expect(found(id, { 'configuration.nix': `{ ${entries} }` })).toEqual(['1 error']);
  expect(found(id, system(entries))).toEqual([]);
});
test('an import that cannot be followed may be it', () => {
  expect(
    found(id, { 'configuration.nix': `{ inputs, ... }: { imports = [ inputs.mine.nixosModules.all ]; ${entries} }` }),
  ).toEqual([]);
  expect(found(id, `{ ${entries} }`)).toEqual([]);
});
test('without a flake it is fetched', () => {
  expect(
    mended(id, { 'configuration.nix': `{\n  imports = [ ./a.nix ];\n  ${entries}\n}\n`, 'a.nix': '{ }' }),
  ).toContain(
    '[ ./a.nix "${builtins.fetchTarball "https://github.com/nix-community/impermanence/archive/7b1d382faf603b6d264f58627330f9faa5cba149.tar.gz"}/nixos.nix" ]',
  );
});
test('an option of the same name that the configuration declares itself', () =>
  expect(
    found(id, {
      'configuration.nix': `{ lib, ... }: { options.environment = { persistence = lib.mkOption { }; }; config.${entries} }`,
    }),
  ).toEqual([]));
