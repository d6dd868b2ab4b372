import page from './home-module-missing.md';
import { asksForOption, homeModuleImport, importsHomeModule } from './homeModule.ts';
import type { Rule } from './rule.ts';
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
    if (era === undefined || era === 'v2' || model.open || asksForOption(model, context)) return;
    const reported = new Set<string>();
    for (const store of model.stores) {
      const { scope, site } = store;
      if (scope.kind !== 'home' || scope.user === undefined || !site || reported.has(scope.user)) continue;
      if (optionsOf(model, store)?.open !== false || importsHomeModule(model, scope.user)) continue;
      reported.add(scope.user);
      const importing = homeModuleImport(model, store, era, context);
      yield {
        message: `home.persistence needs the module home-manager.nix of impermanence among the imports of ${scope.user}; without it Nix says “The option home.persistence does not exist”.`,
        at: { site },
        fixes: importing === undefined ? [] : [{ ...importing, preferred: true }],
      };
    }
  },
};
