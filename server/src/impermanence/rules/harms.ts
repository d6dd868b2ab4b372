import type { Site } from '../../nix/eval/value.ts';
import type { Entry, Model, Store } from '../model/model.ts';

/**
 * Whether adding entries of these paths to a store's lists would harm another host: one that consists of the same file and
 * has one of them already, which would be there twice then (`lib.optional (hostName == "a") "/var/lib/tailscale"`).
 */
export function addingHarms(store: Store, paths: readonly string[]): (other: Model) => boolean {
  return (other) =>
    store.sites.some(({ file }) => other.files.has(file)) &&
    other.entries.some(({ path, condition }) => condition === 'yes' && paths.includes(path));
}

/**
 * Whether naming what an entry keeps by its place in the storage would harm another host: one that consists of the file
 * where it is written (at `site`), but does not keep it there.
 */
export function namingHarms(site: Site, { path, source }: Entry): (other: Model) => boolean {
  return (other) =>
    other.files.has(site.file) &&
    !other.entries.some((entry) => entry.path === path && entry.source === source && entry.condition === 'yes');
}

/** Whether what the present module refuses (at `site`) means something to another host, whose module may be of before the rewrite. */
export function refusalHarms(site: Site): (other: Model) => boolean {
  return (other) => other.files.has(site.file) && other.releases.impermanence.era !== 'v2';
}
