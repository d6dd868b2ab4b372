import { analysisOf, type Files, root } from '../support/folder.ts';
import { repaired } from './repair.ts';

/** A module that stands alone, or several files. */
export type Configuration = string | Files;

/** What a rule says of a configuration: "line severity", with the file before it where there are several. */
export function found(rule: string, configuration: Configuration): readonly string[] {
  const files = filesOf(configuration);
  const several = Object.keys(files).length > 1;
  return problemsOf(rule, configuration).map(({ file, span, severity }) => {
    const name = file.slice(root.length + 1);
    const line = (files[name] ?? '').slice(0, span.start).split('\n').length;
    return `${several ? `${name} ` : ''}${line} ${severity}`;
  });
}

/** The messages of a rule. */
export function messages(rule: string, configuration: Configuration): readonly string[] {
  return problemsOf(rule, configuration).map(({ message }) => message);
}

/** The problems of a rule. A bug of the engine is one of the test. */
export function problemsOf(rule: string, configuration: Configuration) {
  const analysis = analysisOf(filesOf(configuration));
  if (analysis.defects.length > 0) throw new Error(analysis.defects.join('\n'));
  return analysis.problems().filter((problem) => problem.rule.id === rule);
}

/** The one file of a configuration after the preferred fixes of a rule. */
export function mended(rule: string, configuration: Configuration): string {
  const files = repaired(filesOf(configuration), rule);
  return Object.values(files).join('\n');
}

function filesOf(configuration: Configuration): Files {
  return typeof configuration === 'string' ? { 'module.nix': configuration } : configuration;
}

/** A whole system of these definitions, with the module of the present revision. */
export function system(definitions: string): Files {
  return {
    'configuration.nix': `{\n  imports = [ <impermanence/nixos.nix> <home-manager/nixos> ];\n${definitions}\n}\n`,
  };
}

/** A whole system whose root is a tmpfs and whose store is on disk at /nix/persist. */
export function wiped(definitions: string): Files {
  return system(`  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };
  fileSystems."/nix" = { device = "/dev/disk/by-label/nix"; fsType = "ext4"; };
${definitions}`);
}

/** A whole system by a flake, with inputs as attribute path → URL and the lock's dates by input. */
export function flake(
  definitions: string,
  inputs: Readonly<Record<string, string>>,
  dates: Readonly<Record<string, number>> = {},
): Files {
  const lines = Object.entries(inputs).map(([name, url]) => `  inputs.${name}.url = "${url}";\n`);
  const has = (name: string, module: string) => (inputs[name] === undefined ? '' : ` inputs.${name}.${module}`);
  const modules = `${has('impermanence', 'nixosModules.impermanence')}${has('home-manager', 'nixosModules.home-manager')}`;
  const text = `{
${lines.join('')}  outputs = inputs: {
    nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [${modules} ./box.nix ];
    };
  };
}
`;
  const files = { 'flake.nix': text, 'box.nix': `{ inputs, ... }: {\n${definitions}\n}\n` };
  return Object.keys(dates).length === 0 ? files : { ...files, 'flake.lock': lock(inputs, dates) };
}

function lock(inputs: Readonly<Record<string, string>>, dates: Readonly<Record<string, number>>): string {
  const nodes = Object.entries(inputs).map(([name, url]) => {
    const [, owner, repo, ref] = /^github:([^/]+)\/([^/]+)(?:\/(.+))?$/.exec(url) ?? [];
    const original = { type: 'github', owner, repo, ...(ref === undefined ? {} : { ref }) };
    const locked = { type: 'github', owner, repo, rev: '0'.repeat(40), lastModified: dates[name] ?? 1_770_000_000 };
    return [name, { original, locked }] as const;
  });
  const names = Object.keys(inputs).map((name) => [name, name]);
  const all = { root: { inputs: Object.fromEntries(names) }, ...Object.fromEntries(nodes) };
  return JSON.stringify({ version: 7, root: 'root', nodes: all });
}

/** URLs of inputs of one release, with the last revision before the rewrite. */
export const v1Inputs = {
  nixpkgs: 'github:NixOS/nixpkgs/nixos-24.11',
  'home-manager': 'github:nix-community/home-manager/release-24.11',
  impermanence: 'github:nix-community/impermanence/home-manager-v1',
};

/** URLs of inputs of one release, with the present module. */
export const v2Inputs = {
  nixpkgs: 'github:NixOS/nixpkgs/nixos-25.11',
  'home-manager': 'github:nix-community/home-manager/release-25.11',
  impermanence: 'github:nix-community/impermanence',
};
