import type { Configuration } from '../../server/src/nix/modules/configuration.ts';
import { evaluateHost } from '../../server/src/nix/modules/evaluate.ts';
import { findHosts } from '../../server/src/nix/modules/hosts.ts';
import { absolute, memorySources } from './memorySources.ts';
import { plain } from './plainValue.ts';

/** The hosts of a flake given as files by their paths, or of another `root` among them, by name. */
export function hostsOf(
  files: Readonly<Record<string, string>>,
  root = 'flake.nix',
): ReadonlyMap<string, Configuration> {
  const sources = memorySources(files);
  const evaluated = findHosts(absolute(root), sources).map((host) => evaluateHost(host, sources));
  return new Map(evaluated.map((configuration) => [configuration.host.name, configuration]));
}

/** What a host has at a dotted path, as plain data. */
export function valueAt(configuration: Configuration | undefined, path: string): unknown {
  return configuration === undefined ? 'no host' : plain(configuration.lookup(path.split('.')));
}

/** Inputs of a flake, each by the name of its repository: `owner/name`, parted by spaces. */
export function inputs(names: string): string {
  return names
    .split(' ')
    .map((name) => `inputs.${name.split('/')[1]}.url = "github:${name}";`)
    .join('\n');
}
