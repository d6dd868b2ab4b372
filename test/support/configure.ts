import type { Configuration } from '../../server/src/nix/modules/configuration.ts';
import { evaluateHost } from '../../server/src/nix/modules/evaluate.ts';
import { findHosts } from '../../server/src/nix/modules/hosts.ts';
import { absolute, memorySources } from './memorySources.ts';
import { plain } from './plainValue.ts';

/** The host that `configuration.nix` makes, evaluated lazily; a text is that of a single file. Throws where there is none. */
export function configure(files: string | Readonly<Record<string, string>>): Configuration {
  const sources = memorySources(typeof files === 'string' ? { 'configuration.nix': files } : files);
  const [host] = findHosts(absolute('configuration.nix'), sources);
  if (host === undefined) throw new Error('no host');
  return evaluateHost(host, sources);
}

/** What an option came to, as plain data; `path` is dotted: "services.openssh.enable". */
export function at(configuration: Configuration, path: string): unknown {
  return plain(configuration.lookup(path.split('.')));
}
