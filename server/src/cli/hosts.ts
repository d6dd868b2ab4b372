import type { Analysis, HostAnalysis } from '../analysis.ts';
import { UsageError } from './usageError.ts';

/** Throws a `UsageError` that names the hosts there are, unless one is of this name. */
export function requireHost(analyses: readonly Analysis[], name: string): void {
  const names = [...new Set(analyses.flatMap(({ hosts }) => hosts.map(({ host }) => host.name)))].sort();
  if (!names.includes(name))
    throw new UsageError(`no host ${name}; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ') || 'none'}`);
}

/** The hosts as people look for them: those of one flake by name, modules by themselves at the end. */
export function sortedHosts(hosts: readonly HostAnalysis[]): readonly HostAnalysis[] {
  const byRoot = new Map<string, HostAnalysis[]>();
  for (const each of hosts) byRoot.set(each.host.root, [...(byRoot.get(each.host.root) ?? []), each]);
  return [...byRoot.values()].flatMap((those) => those.sort((a, b) => compareText(a.host.name, b.host.name)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
