import type { Change } from '../revisions.ts';
import { landmarks } from '../revisions.ts';
import type { Source } from '../source.ts';

/**
 * The dated changes of the option surface. `revision` is the first-parent commit of master that brought it, `time` its
 * commit time in seconds since 1970. Source: history of nix-community/impermanence, files nixos.nix, home-manager.nix,
 * submodule-options.nix.
 */
export const changes = {
  allowOther: { revision: '4d655d7', time: 1611747327 },
  users: { revision: '7f12a9d', time: 1643656349 },
  objectEntries: { revision: '406924e', time: 1643656349 },
  hideMounts: { revision: '5f5bafe', time: 1644014516 },
  enableDebugging: { revision: '2f39bae', time: 1646131459 },
  homeObjects: landmarks.objectDirectories,
  defaultPerms: { revision: 'c3f7012', time: 1682230841 },
  enable: { revision: 'ec1a8e7', time: 1684144492 },
  storagePath: { revision: 'e3a7acd', time: 1690797372 },
  homeStoragePath: { revision: 'f1fe8fc', time: 1702983493 },
  enableWarnings: { revision: '785dd65', time: 1724145864 },
  homeEnable: { revision: '0d09341', time: 1730403150 },
  defaultDirectoryMethod: { revision: '5e884ea', time: 1737831083 },
  rewrite: landmarks.firstV2,
  allowTrash: { revision: 'cf50757', time: 1767822770 },
} as const satisfies { readonly [name: string]: Change };

const repository = 'nix-community/impermanence';

/** Sources of the option trees by era. */
export const sources = {
  v1Early: { repository, revision: '2f39bae', path: 'nixos.nix' },
  v1: { repository, revision: '4b3e914', path: 'nixos.nix' },
  v1Home: { repository, revision: '4b3e914', path: 'home-manager.nix' },
  v2: { repository, revision: '7b1d382', path: 'submodule-options.nix' },
  v2System: { repository, revision: '7b1d382', path: 'nixos.nix' },
  v2Home: { repository, revision: '7b1d382', path: 'home-manager.nix' },
} as const satisfies { readonly [name: string]: Source };
