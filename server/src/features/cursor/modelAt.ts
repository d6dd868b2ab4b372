import type { Analysis, HostAnalysis } from '../../analysis.ts';
import { type Span, touches } from '../../base/span.ts';
import type { Entry, Model, Mount, Release, Store, User } from '../../impermanence/model/model.ts';
import { originOf } from '../../impermanence/model/origins.ts';
import { allModules, isPartOf } from '../../impermanence/model/persistenceModules.ts';
import type { FilePath, Site } from '../../nix/eval/value.ts';

/** Something of a host's model that is written at the cursor. */
export interface Found<T> {
  readonly item: T;
  readonly host: HostAnalysis;
  /** What is written, in the file of the cursor. */
  readonly span: Span;
}

/** Entries whose item or path is at the cursor, in every host that has them; those that one item made for several users all count. */
export function entriesAt(analysis: Analysis, path: FilePath, offset: number): readonly Found<Entry>[] {
  const sites = (entry: Entry) => [entry.pathSite ?? entry.site];
  return found(analysis, path, offset, ({ entries }) => entries, sites);
}

/** Entries whose whole item, object included, is at the cursor. */
export function entryItemsAt(analysis: Analysis, path: FilePath, offset: number): readonly Found<Entry>[] {
  return found(
    analysis,
    path,
    offset,
    ({ entries }) => entries,
    ({ site }) => [site],
  );
}

export function mountsAt(analysis: Analysis, path: FilePath, offset: number): readonly Found<Mount>[] {
  return found(
    analysis,
    path,
    offset,
    ({ mounts }) => mounts,
    ({ site }) => [site],
  );
}

export function storesAt(analysis: Analysis, path: FilePath, offset: number): readonly Found<Store>[] {
  return found(
    analysis,
    path,
    offset,
    ({ stores }) => stores,
    ({ sites, pathSite }) => [...sites, pathSite],
  );
}

export function usersAt(analysis: Analysis, path: FilePath, offset: number): readonly Found<User>[] {
  return found(
    analysis,
    path,
    offset,
    ({ users }) => users,
    ({ site }) => [site],
  );
}

/** Releases by where they are written, and by the imports of their modules. */
export function releasesAt(
  analysis: Analysis,
  path: FilePath,
  offset: number,
): readonly Found<{ readonly kind: ReleaseKind; readonly release: Release }>[] {
  const releases = (model: Model) =>
    releaseKinds.map((kind) => {
      const release = model.releases[kind];
      return { kind, release, sites: [release.site, ...importsOf(kind, model)] };
    });
  return found(analysis, path, offset, releases, ({ sites }) => sites);
}

/** Where modules of a project are imported. The release is that of the first; of others from elsewhere it tells nothing. */
function importsOf(kind: ReleaseKind, { configuration }: Model): readonly (Site | undefined)[] {
  if (kind === 'nixpkgs') return [];
  const project = kind === 'homeManager' ? 'home-manager' : 'impermanence';
  const inputs = configuration.inputs();
  const imports = allModules(configuration).flatMap(({ external, site }) =>
    external && isPartOf(project, external, inputs) ? [{ site, origin: originOf(external, inputs) }] : [],
  );
  const isFirst = ({ origin }: (typeof imports)[number]) => origin?.rev === first?.rev && origin?.url === first?.url;
  const first = imports[0]?.origin;
  return imports.filter(isFirst).map(({ site }) => site);
}

export type ReleaseKind = 'nixpkgs' | 'homeManager' | 'impermanence';

const releaseKinds: readonly ReleaseKind[] = ['nixpkgs', 'homeManager', 'impermanence'];

function found<T>(
  analysis: Analysis,
  path: FilePath,
  offset: number,
  itemsOf: (model: Model) => readonly T[],
  sitesOf: (item: T) => readonly (Site | undefined)[],
): readonly Found<T>[] {
  return analysis.hostsOf(path).flatMap((host) =>
    itemsOf(host.model).flatMap((item) => {
      const span = spanAt(analysis, path, offset, sitesOf(item));
      return span ? [{ item, host, span }] : [];
    }),
  );
}

function spanAt(
  analysis: Analysis,
  path: FilePath,
  offset: number,
  sites: readonly (Site | undefined)[],
): Span | undefined {
  for (const site of sites) {
    const place = site?.file === path ? analysis.spanOf(site) : undefined;
    if (place && touches(place.span, offset)) return place.span;
  }
  return undefined;
}
