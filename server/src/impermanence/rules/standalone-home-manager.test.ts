import { expect, test } from 'vitest';
import { found, problemsOf, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';
import { applied } from '../../../../test/rules/repair.ts';
import { analysisOf, type Files } from '../../../../test/support/folder.ts';
import { repairOnce } from '../../workspace/repair.ts';

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

/** Homes, and systems that take the module from the same input. */
function shared(homes: readonly string[], systems: string): Files {
  const alone = homes.map((user) => {
    const names = `home.username = "${user}"; home.homeDirectory = "/home/${user}";`;
    return `    homeConfigurations.${user} = inputs.home-manager.lib.homeManagerConfiguration {
      extraSpecialArgs = { inherit inputs; };
      modules = [ { ${names} } ./${user}.nix ];
    };\n`;
  });
  const inputs = Object.entries(v2Inputs).map(([name, url]) => `  inputs.${name}.url = "${url}";\n`);
  return {
    'flake.nix': `{\n${inputs.join('')}  outputs = inputs: {\n${alone.join('')}${systems}  };\n}\n`,
    ...Object.fromEntries(homes.map((user) => [`${user}.nix`, `{ inputs, ... }:\n{\n  ${store}\n}\n`])),
  };
}
const fixesOf = (files: Files) => problemsOf(id, files).map(({ fixes }) => fixes.map(({ preferred }) => preferred));
const system = (rest: string) =>
  `    nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem { modules = [ ${rest} ]; };\n`;

test('the branch is the way only where no system takes the module from the same input', () => {
  expect(fixesOf(shared(['mira'], ''))).toEqual([[true]]);
  expect(fixesOf(shared(['mira'], system('{ networking.hostName = "box"; }')))).toEqual([[true]]);
  expect(fixesOf(shared(['mira'], system('inputs.impermanence.nixosModules.impermanence')))).toEqual([[false]]);
  expect(fixesOf(shared(['mira'], system('inputs.private.nixosModules.all')))).toEqual([[false]]);
});
test('the branch brings along what it wants: no other problem comes of it', () => {
  const files = shared(['mira', 'noah'], '');
  const { texts } = repairOnce(
    analysisOf(files)
      .problems()
      .filter(({ rule }) => rule.id === id),
    textIn(files),
  );
  const after = Object.fromEntries([...texts].map(([file, text]) => [file.slice('/project/'.length), text]));
  const rules = (all: Files) =>
    new Set(
      analysisOf(all)
        .problems()
        .map(({ rule }) => rule.id),
    );
  const before = rules(files);
  expect([...rules({ ...files, ...after })].filter((rule) => !before.has(rule))).toEqual([]);
  expect(after['mira.nix']).toContain('imports = [ inputs.impermanence.homeManagerModules.impermanence ];');
});
test('a branch whose module cannot be named in sight is not the preferred way', () => {
  const files = { ...shared(['mira'], ''), 'mira.nix': `{ ${store} }\n` };
  expect(fixesOf(files)).toEqual([[false]]);
  const [fix] = problemsOf(id, files)[0]?.fixes ?? [];
  expect(fix && applied(files, fix)?.['flake.nix']).toContain('impermanence/home-manager-v1');
});

function textIn(files: Files) {
  return (file: string) => files[file.slice('/project/'.length)];
}
