import type { FilePath, Site } from '../../nix/eval/value.ts';
import type { Entry, EntryOrigin, Model, Mount, Release, Store, StoreScope, UnknownPart } from './model.ts';
import { scopedPath } from './stores.ts';

/** What `show --json` prints: an interface measured from outside. Fields are always there; null where unknown or not applicable. */
export interface Shown {
  readonly version: 1;
  readonly hosts: readonly ShownHost[];
}

export interface ShownHost {
  readonly name: string;
  readonly root: string;
  readonly open: boolean;
  readonly releases: {
    readonly nixpkgs: string | null;
    readonly homeManager: string | null;
    readonly impermanence: { readonly rev: string | null; readonly date: string | null; readonly era: string | null };
  };
  readonly wipe: { readonly kind: string; readonly at: ShownPlace | null };
  readonly mounts: readonly ShownMount[];
  readonly stores: readonly ShownStore[];
  readonly entries: readonly ShownEntry[];
  readonly users: readonly {
    readonly name: string;
    readonly home: string | null;
    readonly group: string | null;
    readonly uid: number | null;
  }[];
  readonly unknowns: readonly { readonly path: string; readonly reason: string; readonly at: ShownPlace | null }[];
}

export interface ShownMount {
  readonly mountPoint: string;
  readonly fsType: string | null;
  readonly device: string | null;
  readonly options: readonly string[] | null;
  readonly neededForBoot: boolean | null;
  readonly wiped: boolean | null;
  readonly at: ShownPlace | null;
}

export interface ShownStore {
  readonly name: string;
  readonly path: string | null;
  readonly enable: boolean | null;
  /** `system` or `home:NAME`. */
  readonly scope: string;
  readonly at: ShownPlace | null;
}

export interface ShownEntry {
  readonly kind: 'directory' | 'file';
  readonly path: string;
  readonly source: string | null;
  readonly store: string;
  /** `system`, `user:NAME` or `home:NAME`. */
  readonly origin: string;
  readonly user: string | null;
  readonly group: string | null;
  readonly mode: string | null;
  readonly method: string | null;
  readonly condition: 'yes' | 'unknown';
  readonly at: ShownPlace | null;
}

/** A place for people: lines and columns from 1, columns in UTF-16 code units. */
export interface ShownPlace {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** How paths and sites are to be shown. */
export interface ShowContext {
  /** The path of a file as the reader knows it (relative to where they are). */
  shownPath(path: FilePath): string;
  /** Where a site is now; null where its file has gone. */
  place(site: Site): ShownPlace | null;
}

/** The models of hosts as data for `show`. Sorted: mounts by mount point, stores and users by name, entries by path, kind, origin and source, unknowns by path. */
export function showModels(models: readonly Model[], context: ShowContext): Shown {
  return { version: 1, hosts: models.map((model) => showHost(model, context)) };
}

function showHost(model: Model, context: ShowContext): ShownHost {
  const at = (site: Site | undefined) => (site === undefined ? null : context.place(site));
  return {
    name: model.host.name,
    root: context.shownPath(model.host.root),
    open: model.open,
    releases: showReleases(model),
    wipe: { kind: model.wipe.kind, at: at(model.wipe.site) },
    mounts: [...model.mounts]
      .sort((a, b) => compare(a.mountPoint, b.mountPoint))
      .map((mount) => showMount(mount, at(mount.site))),
    stores: model.stores.map((store) => showStore(store, at(store.site))).sort(compareStores),
    entries: model.entries.map((entry) => showEntry(entry, at(entry.site))).sort(compareEntries),
    users: [...model.users]
      .sort((a, b) => compare(a.name, b.name))
      .map(({ name, home, group, uid }) => ({ name, home: home ?? null, group: group ?? null, uid: uid ?? null })),
    unknowns: [...model.unknowns, ...conditional(model)]
      .map(({ path, reason, site }) => ({ path, reason, at: at(site) }))
      .sort((a, b) => compare(a.path, b.path) || compare(a.reason, b.reason)),
  };
}

/** Entries of which it is not known whether they are there. */
function conditional({ entries }: Model): readonly UnknownPart[] {
  return entries.flatMap(({ condition, conditionReason, store, origin, kind, path, site }) => {
    if (condition === 'yes') return [];
    const owner = origin.kind === 'user' ? ['users', origin.user] : [];
    const list = kind === 'directory' ? 'directories' : 'files';
    const shown = scopedPath(store.scope, [...store.optionPath, ...owner, list, path]);
    return [{ path: shown, reason: conditionReason ?? 'it stands under a condition that is not known', site }];
  });
}

function showReleases({ releases }: Model): ShownHost['releases'] {
  const { nixpkgs, homeManager, impermanence } = releases;
  return {
    nixpkgs: nixpkgs.release ?? null,
    homeManager: homeManager.release ?? null,
    impermanence: { rev: impermanence.rev ?? null, date: dayOf(impermanence) ?? null, era: impermanence.era ?? null },
  };
}

function dayOf({ lastModified }: Release): string | undefined {
  return lastModified === undefined ? undefined : new Date(lastModified * 1000).toISOString().slice(0, 10);
}

function showMount(mount: Mount, at: ShownPlace | null): ShownMount {
  return {
    mountPoint: mount.mountPoint,
    fsType: mount.fsType ?? null,
    device: mount.device ?? null,
    options: mount.mergedOptions ?? null,
    neededForBoot: mount.neededForBoot ?? null,
    wiped: mount.wiped ?? null,
    at,
  };
}

function showStore(store: Store, at: ShownPlace | null): ShownStore {
  return {
    name: store.name,
    path: store.path ?? null,
    enable: store.enable ?? null,
    scope: scopeName(store.scope),
    at,
  };
}

function showEntry(entry: Entry, at: ShownPlace | null): ShownEntry {
  const isDirectory = entry.kind === 'directory';
  return {
    kind: entry.kind,
    path: entry.path,
    source: entry.source ?? null,
    store: entry.store.name,
    origin: originName(entry.origin),
    user: isDirectory ? (entry.user ?? null) : null,
    group: isDirectory ? (entry.group ?? null) : null,
    mode: isDirectory ? (entry.mode ?? null) : null,
    method: isDirectory ? null : (entry.method ?? null),
    condition: entry.condition,
    at,
  };
}

/** The scope of a store as text: `system`, `home:bird`, `home:?` in a module whose user is not known. */
export function scopeName(scope: StoreScope): string {
  return scope.kind === 'system' ? 'system' : `home:${scope.user ?? '?'}`;
}

/** The origin of an entry as text: `system`, `user:bird`, `home:bird`, `home:?`. */
export function originName(origin: EntryOrigin): string {
  return origin.kind === 'system' ? 'system' : `${origin.kind}:${origin.user ?? '?'}`;
}

function compareStores(a: ShownStore, b: ShownStore): number {
  return compare(a.name, b.name) || compare(a.scope, b.scope);
}

function compareEntries(a: ShownEntry, b: ShownEntry): number {
  return (
    compare(a.path, b.path) ||
    compare(a.kind, b.kind) ||
    compare(a.origin, b.origin) ||
    compare(a.source ?? '', b.source ?? '')
  );
}

/** By UTF-16 code units, the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
