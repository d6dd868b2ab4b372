import { hasFollows, insertFollows } from '../fixes/flakeInputs.ts';
import page from './home-manager-follows.md';
import { usesHomeManager } from './homeManagerRelease.ts';
import type { Rule } from './rule.ts';

/** Home Manager with a nixpkgs of its own: two releases in one system, and everything twice in the store. */
export const homeManagerFollows: Rule = {
  id: 'home-manager-follows',
  severity: 'info',
  title: 'Home Manager brings a nixpkgs of its own',
  page,
  source: '#95',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    const { homeManager, nixpkgs } = model.releases;
    if (!usesHomeManager(model)) return;
    const input = homeManager.input === undefined ? undefined : context.inputs.get(homeManager.input);
    const own = input?.pinned ? input.inputs().get('nixpkgs') : undefined;
    const name = nixpkgs.input ?? (context.inputs.has('nixpkgs') ? 'nixpkgs' : undefined);
    const site = input?.site;
    if (!own || own.follows !== undefined || name === undefined || !site || !input) return;
    // The lock is behind flake.nix until somebody runs nix flake lock.
    if (hasFollows(context, site.file, input.name, 'nixpkgs')) return;
    yield {
      message: `Home Manager uses a nixpkgs of its own, not that of the system. Let it follow, so that both are of one release.`,
      at: { site },
      fixes: [
        {
          title: `Let its nixpkgs follow ${name}`,
          preferred: true,
          edits: () => insertFollows(context, site, 'nixpkgs', name),
        },
      ],
    };
  },
};
