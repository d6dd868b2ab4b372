import type { Site } from '../../nix/eval/value.ts';
import type { Rule } from './rule.ts';
import page from './unpinned-tarball.md';

/** The wiki's fetchTarball of a branch: what it gives changes under one's feet. */
export const unpinnedTarball: Rule = {
  id: 'unpinned-tarball',
  severity: 'info',
  title: 'A module fetched from a branch without a hash',
  page,
  source: 'W',
  category: 'wiring',
  repair: 'none',
  *checkHost(model) {
    const { impermanence, homeManager, nixpkgs } = model.releases;
    const reported = new Set<Site>();
    for (const { unpinned, site, url } of [impermanence, homeManager, nixpkgs]) {
      if (!unpinned || !site || reported.has(site)) continue;
      reported.add(site);
      yield {
        message: `${url ?? 'This tarball'} is a branch without a hash: the next rebuild may fetch something else, on each machine another. Pin a revision with sha256, or use a flake or npins.`,
        at: { site },
      };
    }
  },
};
