import type { Span } from '../../base/span.ts';
import type { FilePath, Site } from '../../nix/eval/value.ts';
import type { Host } from '../../nix/modules/configuration.ts';
import type { FixContext } from '../fixes/fileEdit.ts';
import type { ReportedHost } from './report.ts';

/**
 * Whether all hosts agree on what some say of a place: that it is too much. One that reaches the file and says nothing
 * objects, unless the place is an entry for those that speak and none at all for it, as in a module that it has switched off.
 */
export function areUnanimous(
  place: { readonly file: FilePath; readonly span: Span },
  speaking: ReadonlySet<Host | undefined>,
  hosts: readonly ReportedHost[],
  context: FixContext,
): boolean {
  if (speaking.has(undefined)) return true;
  const reaching = hosts.filter(({ model }) => model.files.has(place.file));
  const silent = reaching.filter(({ host }) => !speaking.has(host));
  if (silent.length === 0) return true;
  const isThere = (site: Site | undefined) => {
    if (site?.file !== place.file) return false;
    const at = context.spanOf(site);
    return at?.span.start === place.span.start && at.span.end === place.span.end;
  };
  const hasEntry = ({ model }: ReportedHost) =>
    model.entries.some(({ site, pathSite }) => isThere(site) || isThere(pathSite));
  return reaching.some((each) => speaking.has(each.host) && hasEntry(each)) && !silent.some(hasEntry);
}
