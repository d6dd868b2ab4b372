import type { Analysis, ResolvedProblem } from '../../analysis.ts';
import { pinCommands } from './pinCommands.ts';

/**
 * The commands that a person may run to pin the source that a problem of the rule `unpinned-tarball` is about, since its
 * revision and hash cannot be known without the network; undefined for other problems, and where there are no such commands.
 */
export function pinningOf(analysis: Analysis, { rule, file, span }: ResolvedProblem): readonly string[] | undefined {
  if (rule.id !== 'unpinned-tarball') return undefined;
  for (const { model } of analysis.hostsOf(file)) {
    const { impermanence, homeManager, nixpkgs } = model.releases;
    for (const { unpinned, site, url } of [impermanence, homeManager, nixpkgs]) {
      const place = unpinned && site ? analysis.spanOf(site) : undefined;
      const isMeant = place?.file === file && place.span.start === span.start && place.span.end === span.end;
      if (isMeant && url !== undefined) return pinCommands(url);
    }
  }
  return undefined;
}
