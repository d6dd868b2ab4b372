import type { LevelInput } from './level.ts';

/**
 * Options of NixOS that are another name for one beside them, by the path of the level (nixpkgs,
 * nixos/modules/config/users-groups.nix and services/networking/ssh/sshd.nix: `mkAliasOptionModuleMD`).
 */
const aliases: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  users: new Map([
    ['extraUsers', 'users'],
    ['extraGroups', 'groups'],
  ]),
  services: new Map([['sshd', 'openssh']]),
};

/** The other names of options at a level of NixOS, with what they are names of. */
export function aliasesAt({ place, world }: Pick<LevelInput, 'place' | 'world'>): ReadonlyMap<string, string> {
  const [name, ...deeper] = place.path;
  if (name === undefined || deeper.length > 0 || world?.kind !== 'world') return noAliases;
  return aliases[name] ?? noAliases;
}

const noAliases: ReadonlyMap<string, string> = new Map();
