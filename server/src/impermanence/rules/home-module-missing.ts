import type { Site } from '../../nix/eval/value.ts';
import { locate } from '../fixes/located.ts';
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

function importing(model: Model, { site }: Store, context: RuleContext): readonly Fix[] {
  const early = model.releases.impermanence.era === 'v1-early';
  const output = early ? 'nixosModules.home-manager.impermanence' : 'homeManagerModules.impermanence';
  const module = site && (likeSystem(model, site, output, context) ?? ofInput(model, site, output, context));
  if (!site || module === undefined) return [];
  return [
    {
      title: `Import ${module}`,
      preferred: true,
      edits: () => insertListOption(context, site, 'imports', module),
    },
  ];
}

/** Named after how the NixOS module is imported, in the same file. */
function likeSystem(model: Model, { file }: Site, output: string, context: RuleContext): string | undefined {
  const nixos = model.persistenceModules.find(({ kind }) => kind === 'nixos')?.reference.site;
  const text = nixos && textAt(context, nixos);
  if (text === undefined || nixos?.file !== file) return undefined;
  const module = text
    .replace(/nixos\.nix/, 'home-manager.nix')
    .replace(/nixosModules\.(impermanence|default)|nixosModule\b/, output);
  return module === text ? undefined : module;
}

/** By the inputs of the flake, where the module has them among its arguments. */
function ofInput(model: Model, site: Site, output: string, context: RuleContext): string | undefined {
  const { input } = model.releases.impermanence;
  const takesInputs = locate(context, site)?.nodes.some(
    (node) => node.kind === 'lambda' && node.formals?.items.some(({ name }) => name === 'inputs'),
  );
  return takesInputs && input !== undefined ? `inputs.${input}.${output}` : undefined;
}
