import type { Host } from '../../nix/modules/configuration.ts';
import type { ReportedHost } from './report.ts';

/** Something that a rule found at one place, in the same words for these hosts. */
export interface Told {
  /** `undefined` in it: found in the text, whatever hosts there are. */
  readonly hosts: Set<Host | undefined>;
}

/**
 * What is found at one place by one rule, without the echoes: a module looked at by itself knows less of its users and paths
 * than the module that imports it, and says the same in other words. Its host goes to those of the one that stays.
 */
export function withoutEchoes<T extends Told>(found: readonly T[], hosts: readonly ReportedHost[]): readonly T[] {
  const ofModules = found.some((each) => [...each.hosts].some((host) => host?.kind === 'module'));
  if (found.length < 2 || !ofModules) return found;
  const covers = (one: T, other: T) => one !== other && isCovered(other, one, hosts);
  const echoes = new Set(found.filter((each) => found.some((other) => covers(other, each))));
  const kept = found.filter((each) => !echoes.has(each));
  for (const echo of echoes) {
    const [source] = kept.filter((each) => covers(each, echo));
    for (const host of source ? echo.hosts : []) source?.hosts.add(host);
  }
  return kept;
}

function isCovered(echo: Told, told: Told, hosts: readonly ReportedHost[]): boolean {
  const importing = hosts.filter(({ host }) => told.hosts.has(host));
  return [...echo.hosts].every((host) => {
    const index = hosts.findIndex((each) => each.host === host);
    const own = hosts[index];
    return own !== undefined && importing.some((each) => isAbove(each, hosts.indexOf(each), own, index));
  });
}

/** Whether a module by itself is part of another host. Of modules that import each other the first is above. */
function isAbove(one: ReportedHost, at: number, own: ReportedHost, index: number): boolean {
  if (own.host.kind !== 'module' || one === own || !one.model.files.has(own.host.root)) return false;
  return !own.model.files.has(one.host.root) || at < index;
}
