import { pathsNeededForBoot } from '../../impermanence/knowledge/mounts.ts';
import type { Shown, ShownEntry, ShownHost, ShownMount, ShownStore } from '../../impermanence/model/show.ts';
import { columnsOf, padColumns, printableLine } from './terminal.ts';

/** `show` for people: for each host its releases, what happens to the root, its mounts, and the entries by store and origin. */
export function formatShown(shown: Shown): string {
  if (shown.hosts.length === 0) return 'No hosts and no modules found.\n';
  return shown.hosts.map(formatHost).join('\n');
}

function formatHost(host: ShownHost): string {
  const sections = [
    printableLine(`${host.name}  (${host.root}${host.open ? ', with parts that are not known' : ''})`),
    ...versions(host),
    ...(roots[host.wipe.kind] ?? []).map((line) => `  ${line}`),
    ...section('mounts', host.mounts.map(mountRow)),
    ...host.stores.flatMap((store) => storeSection(store, host)),
    ...(host.stores.length === 0 && isKnown(host, 'persistence') ? ['  nothing is persisted here'] : []),
    ...section(
      'not known',
      host.unknowns.map(({ path, reason }) => [path, reason]),
    ),
  ];
  return `${sections.join('\n')}\n`;
}

/** The releases that are known, on one line. */
function versions({ releases: { nixpkgs, homeManager, impermanence } }: ShownHost): readonly string[] {
  const known = [
    ...(nixpkgs === null ? [] : [`nixpkgs ${nixpkgs}`]),
    ...(homeManager === null ? [] : [`Home Manager ${homeManager}`]),
    ...(impermanence.era === null ? [] : [`impermanence ${impermanence.era}`]),
  ];
  return known.length === 0 ? [] : [`  ${known.join(', ')}`];
}

const roots: Readonly<Record<string, readonly string[]>> = {
  none: ['the root is kept'],
  tmpfs: ['the root is wiped at every boot (tmpfs)'],
  btrfs: ['the root is wiped at every boot (btrfs)'],
  zfs: ['the root is wiped at every boot (zfs)'],
  disko: ['the root is wiped at every boot (disko)'],
};

function storeSection(store: ShownStore, host: ShownHost): readonly string[] {
  const entries = host.entries.filter((entry) => entry.store === store.name && inScope(entry, store.scope));
  if (store.enable === false) return [`  ${printableLine(storeName(store))}: switched off`];
  if (entries.length === 0) return [`  ${printableLine(storeName(store))}: nothing is kept there`];
  return section(`${storePlace(store)}${mountOf(store, host)}`, entries.map(entryRow));
}

function storeName({ name, scope }: ShownStore): string {
  return `storage ${name}${scope === 'system' ? '' : ` of ${scope}`}`;
}

function storePlace(store: ShownStore): string {
  const { name, path, scope } = store;
  if (name !== path) return `${storeName(store)}, kept below ${path ?? 'a path that is not known'}`;
  return `kept below ${path}${scope === 'system' ? '' : ` for ${scope}`}`;
}

/** The mount with the longest mount point at or above the storage, in a few words; nothing where another may lie between. */
function mountOf({ path }: ShownStore, host: ShownHost): string {
  const above = host.mounts.filter(({ mountPoint }) => path === mountPoint || path?.startsWith(slashed(mountPoint)));
  const nearest = above.sort((a, b) => b.mountPoint.length - a.mountPoint.length)[0];
  if (nearest === undefined || (nearest.mountPoint !== path && !isKnown(host, 'mounts'))) return '';
  const words = [nearest.fsType ?? 'type not known', ...fateOf(nearest), ...(isEarly(nearest) ? ['early'] : [])];
  return `, on the mount ${nearest.mountPoint} (${words.join(', ')})`;
}

const parts = {
  persistence: /^(?:environment|home)\.persistence(?:\.<|$)/,
  mounts: /^(?:fileSystems(?:\.<|$)|disko)/,
};

/** Whether all names of a part are known. */
function isKnown({ unknowns }: ShownHost, part: keyof typeof parts): boolean {
  return !unknowns.some(({ path }) => parts[part].test(path));
}

function slashed(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

function inScope(entry: ShownEntry, scope: string): boolean {
  return scope === 'system' ? !entry.origin.startsWith('home:') : entry.origin === scope;
}

function mountRow(mount: ShownMount): readonly string[] {
  const early = isEarly(mount) ? 'early' : '';
  return [mount.mountPoint, mount.fsType ?? '?', mount.device ?? '', fateOf(mount).join(''), early];
}

/** Mounted before the system is activated. */
function isEarly({ mountPoint, neededForBoot }: ShownMount): boolean {
  return neededForBoot === true || pathsNeededForBoot.includes(mountPoint);
}

function fateOf({ wiped }: ShownMount): readonly string[] {
  return wiped === null ? [] : [wiped ? 'wiped' : 'lasting'];
}

function entryRow(entry: ShownEntry): readonly string[] {
  const owner =
    entry.kind === 'directory'
      ? `${entry.user ?? '?'}:${entry.group ?? '?'} ${entry.mode ?? '?'}`
      : (entry.method ?? '?');
  const slash = entry.kind === 'directory' ? '/' : '';
  const condition = entry.condition === 'yes' ? '' : 'perhaps';
  return [`${entry.path}${entry.path.endsWith('/') ? '' : slash}`, owner, entry.origin, condition];
}

/** A heading with aligned rows below it; nothing without rows. */
function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map(printableLine));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => columnsOf(row[column] ?? ''))));
  const lines = cells.map((row) =>
    `    ${row.map((cell, column) => padColumns(cell, widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [`  ${printableLine(title)}`, ...lines];
}
