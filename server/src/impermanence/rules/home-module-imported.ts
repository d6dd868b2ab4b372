import { removeListItem } from '../fixes/lists.ts';
import type { Model } from '../model/model.ts';
import page from './home-module-imported.md';
import type { Rule } from './rule.ts';

/** Since v2 the module brings its Home Manager half along; the old outputs are failing assertions. */
export const homeModuleImported: Rule = {
  id: 'home-module-imported',
  severity: 'error',
  title: 'The Home Manager module of impermanence is imported by hand',
  page,
  source: 'M',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    // A home without NixOS has no such module since v2; standalone-home-manager says so.
    if (model.releases.impermanence.era !== 'v2' || model.host.kind === 'home') return;
    for (const { kind, by, scope, user, reference } of model.persistenceModules) {
      const { site, condition } = reference;
      if (kind !== 'home-manager' || scope !== 'home' || !site || condition !== 'yes') continue;
      if (by === 'path' && isVouchedFor(model, user)) continue;
      const error =
        by === 'output' ? 'The Home Manager flake outputs are deprecated!' : 'Module was imported manually!';
      yield {
        message: `The NixOS module imports its Home Manager part by itself since v2. This import must go: “home.persistence: ${error}”`,
        ...(by === 'path' ? { severity: 'warning' as const } : {}),
        at: { site },
        fixes: [{ title: 'Remove the import', preferred: true, edits: () => removeListItem(context, site) }],
        tags: ['deprecated'],
      };
    }
  },
};

/** Whether somebody stands in for the NixOS module, which the module asks for. */
function isVouchedFor(model: Model, user: string | undefined): boolean {
  const homes = [...model.configuration.homes().values()].filter((home) => user === undefined || home.user === user);
  return homes.some((home) => home.definitions(['home', '_nixosModuleImported']).length > 0);
}
