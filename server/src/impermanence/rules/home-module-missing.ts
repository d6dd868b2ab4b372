import { insertListOption } from '../fixes/modules.ts';
import { textAt } from '../fixes/text.ts';
import type { Model, Store } from '../model/model.ts';
import page from './home-module-missing.md';
import type { Fix, Rule, RuleContext } from './rule.ts';
import { optionsOf } from './storeOptions.ts';

/** v1 has a module of its own for Home Manager, which every user has to import. */
export const homeModuleMissing: Rule = {
  id: 'home-module-missing',
  severity: 'error',
  title: 'home.persistence without the Home Manager module of impermanence',
  page,
  source: 'W',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era } = model.releases.impermanence;
    if (era === undefined || era === 'v2' || model.open) return;
    const reported = new Set<string>();
    for (const store of model.stores) {
      const { scope, site } = store;
      if (scope.kind !== 'home' || scope.user === undefined || !site || reported.has(scope.user)) continue;
      if (optionsOf(model, store)?.open !== false || isImported(model, scope.user)) continue;
      reported.add(scope.user);
      yield {
        message: `home.persistence needs the module home-manager.nix of impermanence among the imports of ${scope.user}; without it Nix says “The option home.persistence does not exist”.`,
        at: { site },
        fixes: importing(model, store, context),
      };
    }
  },
};

function isImported(model: Model, user: string): boolean {
  const isAlone = model.host.kind === 'home';
  return model.persistenceModules.some(
    ({ kind, scope, user: importer }) =>
      kind === 'home-manager' && scope === 'home' && (isAlone || importer === undefined || importer === user),
  );
}

/** Named after how the NixOS module is imported. */
function importing(model: Model, { site }: Store, context: RuleContext): readonly Fix[] {
  const nixos = model.persistenceModules.find(({ kind }) => kind === 'nixos')?.reference.site;
  const text = nixos && textAt(context, nixos);
  if (!site || text === undefined || nixos?.file !== site.file) return [];
  const early = model.releases.impermanence.era === 'v1-early';
  const module = text
    .replace(/nixos\.nix/, 'home-manager.nix')
    .replace(
      /nixosModules\.(impermanence|default)|nixosModule\b/,
      early ? 'nixosModules.home-manager.impermanence' : 'homeManagerModules.impermanence',
    );
  if (module === text) return [];
  return [
    {
      title: `Import ${module}`,
      preferred: true,
      edits: () => insertListOption(context, site, 'imports', module),
    },
  ];
}
