import type { Sources } from '../eval/sources.ts';
import type { External, FilePath } from '../eval/value.ts';
import type { Host } from './configuration.ts';
import { createContext } from './context.ts';
import { fileHosts, hostFileNames } from './fileHosts.ts';
import { flakeHosts } from './flakeHosts.ts';
import { isModule } from './loneModule.ts';

/** The nixpkgs of a machine without a flake: its channel. */
const channel: External = {
  source: { kind: 'searchPath', name: 'nixpkgs' },
  attributes: [],
  subpath: '',
  imported: false,
};

/** Whether a file may make several hosts, or none, without being a flake. */
export function isHostFile(path: FilePath): boolean {
  return hostFileNames.includes(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * The hosts a root file makes: those of a flake.nix, default.nix or hive.nix by their attributes, or the one of a configuration.nix,
 * named by its folder until it is evaluated (`Configuration.host`).
 */
export function findHosts(root: FilePath, sources: Sources): readonly Host[] {
  if (root.endsWith('/flake.nix'))
    return flakeHosts(
      root,
      createContext(sources, () => ({})),
    );
  if (isHostFile(root))
    return fileHosts(
      root,
      createContext(sources, () => ({})),
    );
  return [{ name: folderName(root), kind: 'nixos', root, site: undefined, flake: undefined, nixpkgs: channel }];
}

/**
 * A file looked at by itself, as a host named after it; undefined where it does not evaluate to a module. `flake`: the
 * one of the project around it, if any.
 */
export function loneModule(path: FilePath, sources: Sources, flake?: FilePath): Host | undefined {
  const context = createContext(sources, () => ({}));
  if (!isModule(path, context)) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { name, kind: 'module', root: path, site: undefined, flake, nixpkgs: undefined };
}

function folderName(root: FilePath): string {
  return root.split('/').at(-2) ?? root;
}
