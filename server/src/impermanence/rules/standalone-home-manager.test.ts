import { expect, test } from 'vitest';
import { found, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'standalone-home-manager';

const home = (inputs: Record<string, string>, module: string) => ({
  'flake.nix': `{
${Object.entries(inputs)
  .map(([name, url]) => `  inputs.${name}.url = "${url}";\n`)
  .join('')}
  outputs = inputs: {
    homeConfigurations.mira = inputs.home-manager.lib.homeManagerConfiguration {
      modules = [ { home.username = "mira"; home.homeDirectory = "/home/mira"; } ./home.nix ];
    };
  };
}
`,
  'home.nix': module,
});
const store = 'home.persistence."/p" = { directories = [ "Music" ]; };';
test('in v2, not before', () => {
  expect(found(id, home(v2Inputs, `{ ${store} }`))).toEqual(['home.nix 1 error']);
  expect(found(id, home(v1Inputs, `{ ${store} }`))).toEqual([]);
});
test('not where the option is asked for first, or declared', () => {
  expect(
    found(id, home(v2Inputs, `{ lib, options, ... }: lib.optionalAttrs (options.home ? persistence) { ${store} }`)),
  ).toEqual([]);
  expect(
    found(
      id,
      home(
        v2Inputs,
        `{ lib, ... }: { options.home.persistence = lib.mkOption { type = lib.types.anything; }; config.${store} }`,
      ),
    ),
  ).toEqual([]);
});
test('not where a set of options declares it', () =>
  expect(
    found(id, home(v2Inputs, `{ lib, ... }: { options = { home.persistence = lib.mkOption { }; }; config.${store} }`)),
  ).toEqual([]));
