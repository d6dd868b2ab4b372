import { importModule } from '../fixes/importModule.ts';
import page from './module-not-imported.md';
import { declaresItself } from './ownOptions.ts';
import type { Rule } from './rule.ts';

/** environment.persistence is no option of NixOS itself. */
export const moduleNotImported: Rule = {
  id: 'module-not-imported',
  severity: 'error',
  title: 'The impermanence module is not imported',
  page,
  source: 'W',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    if (model.open || model.host.kind !== 'nixos') return;
    if (model.persistenceModules.some(({ kind, scope }) => kind === 'nixos' && scope === 'nixos')) return;
    const store = model.stores.find(
      ({ scope, condition, site }) => scope.kind === 'system' && condition === 'yes' && site,
    );
    if (!store?.site || declaresItself(model, context, ['environment', 'persistence'])) return;
    yield {
      message: `No module of this host is that of impermanence, so Nix says “The option environment.persistence does not exist”.`,
      at: { site: store.site },
      fixes: [{ title: 'Import the module', preferred: true, edits: () => importModule(context, model) }],
    };
  },
};
