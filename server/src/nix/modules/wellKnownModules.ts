import type { External } from '../eval/value.ts';
import type { FlakeReference } from './flakeReference.ts';
import { parseFlakeReference } from './flakeReference.ts';
import type { LockedInput } from './lock.ts';

/**
 * Projects whose modules declare and define options of their own, and none of what rules look for: importing one does
 * not open a host. By the name of the repository, in lower case.
 */
const wellKnown: Readonly<Record<string, string>> = {
  'aagl-gtk-on-nix': 'game launchers',
  agenix: 'secrets encrypted with age',
  'agenix-rekey': 'secrets encrypted with age',
  'apple-silicon-support': 'hardware support for Apple machines',
  arion: 'Docker compositions',
  'authentik-nix': 'the authentik identity provider',
  catppuccin: 'colour schemes',
  colmena: 'deployment',
  comin: 'deployment by pulling',
  'deploy-rs': 'deployment',
  determinate: 'Determinate Nix',
  disko: 'disk layouts',
  fenix: 'Rust toolchains',
  'flake-programs-sqlite': 'command-not-found',
  'home-manager': 'Home Manager',
  hyprland: 'a window manager',
  impermanence: 'persistent state',
  'jovian-nixos': 'Steam Deck support',
  lanzaboote: 'secure boot',
  'lix-module': 'the Lix implementation of Nix',
  lollypops: 'deployment',
  'microvm.nix': 'virtual machines',
  musnix: 'audio production',
  'niri-flake': 'a window manager',
  'nix-bitcoin': 'Bitcoin nodes',
  'nix-darwin': 'macOS',
  'nix-flatpak': 'Flatpak applications',
  'nix-gaming': 'games',
  'nix-index-database': 'command-not-found',
  'nix-ld': 'foreign binaries',
  'nix-minecraft': 'Minecraft servers',
  'nix-snapd': 'snap applications',
  'nix-topology': 'diagrams of networks',
  'nixos-apple-silicon': 'hardware support for Apple machines',
  'nixos-cosmic': 'a desktop',
  'nixos-facter-modules': 'hardware reports',
  'nixos-generators': 'images',
  'nixos-hardware': 'hardware support',
  'nixos-mailserver': 'a mail server',
  'nixos-module': 'the Lix implementation of Nix',
  'nixos-vscode-server': 'VS Code server',
  'nixos-wsl': 'NixOS in Windows',
  nixpkgs: 'nixpkgs',
  'nixpkgs-xr': 'virtual reality',
  nixvim: 'Neovim',
  nur: 'user repository',
  nvf: 'Neovim',
  nyx: 'packages of Chaotic-AUR',
  'plasma-manager': 'Plasma settings',
  preservation: 'persistent state',
  'quadlet-nix': 'Podman quadlets',
  ragenix: 'secrets encrypted with age',
  'raspberry-pi-nix': 'hardware support for Raspberry Pi',
  'simple-nixos-mailserver': 'a mail server',
  'sops-nix': 'secrets encrypted with sops',
  'spicetify-nix': 'Spotify themes',
  stylix: 'themes',
  'vscode-server': 'VS Code server',
  vaultix: 'secrets encrypted with age',
  'xremap-flake': 'key bindings',
  'zen-browser-flake': 'a browser',
};

/** Owners whose repository is called something too general. */
const byOwner: Readonly<Record<string, string>> = {
  'catppuccin/nix': 'catppuccin',
  'chaotic-cx/nyx': 'nyx',
  'determinatesystems/nixpkgs-weekly': 'nixpkgs',
  'lix-project/nixos-module': 'lix-module',
  'jakehamilton/lib': 'snowfall-lib',
  'nix-community/nur': 'nur',
  'snowfallorg/lib': 'snowfall-lib',
};

/** The name of the project something outside belongs to: its repository's, in lower case, else the name it goes by. */
export function projectOf(external: External, inputs: ReadonlyMap<string, LockedInput>): string | undefined {
  const { source } = external;
  switch (source.kind) {
    case 'input':
      return inputProject(source.name, external, inputs);
    case 'fetched':
      return (
        referenceProject(parseFlakeReference(source.url)) ?? (source.url.includes('nixos.org') ? 'nixpkgs' : undefined)
      );
    case 'searchPath':
      return source.name === 'nixos' ? 'nixpkgs' : source.name;
    case 'nixpkgs':
      return 'nixpkgs';
    case 'workspace':
      return undefined;
  }
}

function inputProject(name: string, external: External, inputs: ReadonlyMap<string, LockedInput>): string | undefined {
  const [first = '', ...rest] = name.split('/');
  let input = inputs.get(first);
  for (const part of rest) input = input?.inputs().get(part);
  const { attributes } = external;
  for (let at = 0; attributes[at] === 'inputs' && attributes[at + 1] !== undefined; at += 2) {
    const inner = input?.inputs().get(attributes[at + 1] ?? '');
    if (inner === undefined) return attributes[at + 1];
    input = inner;
  }
  if (input === undefined) return rest.at(-1) ?? first;
  const project = referenceProject(input.locked) ?? referenceProject(input.original) ?? name;
  return isPatchedNixpkgs(name, project) ? 'nixpkgs' : project;
}

/** A nixpkgs of somebody's own, under the name that all give to nixpkgs. */
function isPatchedNixpkgs(name: string, project: string): boolean {
  return /^nixpkgs(-stable|-unstable)?$/.test(name) && project.includes('nixpkgs') && !(project in wellKnown);
}

function referenceProject(reference: FlakeReference | undefined): string | undefined {
  if (reference === undefined) return undefined;
  const repo = reference.repo?.toLowerCase().replace(/\.git$/, '');
  if (repo !== undefined) return byOwner[`${reference.owner?.toLowerCase()}/${repo}`] ?? repo;
  const [, owner, hub] =
    /flakehub\.com\/f\/(?:pinned\/)?([^/]+)\/([^/]+)/.exec(reference.url?.toLowerCase() ?? '') ?? [];
  if (hub !== undefined) return byOwner[`${owner}/${hub}`] ?? hub;
  if (/nixos\.org\/channels|channels\.nixos\.org|releases\.nixos\.org/.test(reference.url ?? '')) return 'nixpkgs';
  const last = /([^/]+?)(?:\.git|\/archive\/.*)?$/.exec(reference.url ?? '')?.[1];
  return reference.id ?? last?.toLowerCase();
}

/** What a module from outside is, where it is one of the well-known; undefined for all others. */
export function describeWellKnown(external: External, inputs: ReadonlyMap<string, LockedInput>): string | undefined {
  const project = projectOf(external, inputs);
  return project === undefined ? undefined : wellKnown[project];
}

/** The `inputs.x.inputs.y` steps in front of an external's attributes taken off. */
export function ownAttributes(external: External): readonly string[] {
  let at = 0;
  while (external.attributes[at] === 'inputs') at += 2;
  return external.attributes.slice(at);
}
