import type { Source } from '../source.ts';
import type { OptionFact } from './optionFact.ts';

/** A fact about an option that is not impermanence's own. */
export function fact(
  path: string,
  type: string,
  fallback: string | undefined,
  meaning: string,
  source: Source,
): OptionFact {
  return { path, type, default: fallback, meaning, source };
}

/** A module of NixOS, below nixos/modules. */
export function nixpkgs(path: string): Source {
  return { repository: 'NixOS/nixpkgs', revision: 'master', path: `nixos/modules/${path}` };
}

/** A file of Home Manager. */
export function homeManager(path: string): Source {
  return { repository: 'nix-community/home-manager', revision: 'master', path };
}
