import type { Shown, ShownEntry, ShownHost, ShownMount } from '../../impermanence/model/show.ts';

/** `show` for people: for each host its releases, wipe, mounts, and the entries by store and origin. */
export function formatShown(shown: Shown): string {
  if (shown.hosts.length === 0) return 'No hosts and no modules found.\n';
  return shown.hosts.map(formatHost).join('\n');
}

function formatHost(host: ShownHost): string {
  const { nixpkgs, homeManager, impermanence } = host.releases;
  const sections = [
    `${host.name}  (${host.root}${host.open ? ', with parts that are not known' : ''})`,
    `  nixpkgs ${nixpkgs ?? '?'}, Home Manager ${homeManager ?? '?'}, impermanence ${impermanence.era ?? '?'}; wipe: ${host.wipe.kind}`,
    ...section('mounts', host.mounts.map(mountRow)),
    ...host.stores.flatMap((store) => {
      const entries = host.entries.filter((entry) => entry.store === store.name && inScope(entry, store.scope));
      const title = store.enable === false ? `${store.name} (disabled)` : `${store.name} → ${store.path ?? '?'}`;
      return section(store.scope === 'system' ? title : `${title} (${store.scope})`, entries.map(entryRow));
    }),
    ...section(
      'not known',
      host.unknowns.map(({ path, reason }) => [path, reason]),
    ),
  ];
  return `${sections.join('\n')}\n`;
}

function inScope(entry: ShownEntry, scope: string): boolean {
  return scope === 'system' ? !entry.origin.startsWith('home:') : entry.origin === scope;
}

function mountRow(mount: ShownMount): readonly string[] {
  const fate = mount.wiped === null ? '' : mount.wiped ? 'wiped' : 'lasting';
  return [mount.mountPoint, mount.fsType ?? '?', mount.device ?? '', fate, mount.neededForBoot === true ? 'early' : ''];
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
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [`  ${title}`, ...lines];
}
