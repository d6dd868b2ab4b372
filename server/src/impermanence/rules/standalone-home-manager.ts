import { all } from '../fixes/combine.ts';
import { insertInSet } from '../fixes/definitions.ts';
import type { Model } from '../model/model.ts';
import { asksForOption, homeModuleImport, importsHomeModule } from './homeModule.ts';
import { declaresItself } from './ownOptions.ts';
import { pinV1 } from './pinV1.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import page from './standalone-home-manager.md';
import { definitionsIn } from './storeOptions.ts';

/** Since v2 home.persistence exists only where NixOS imports the module. */
export const standaloneHomeManager: Rule = {
  id: 'standalone-home-manager',
  severity: 'error',
  title: 'home.persistence in a Home Manager configuration without NixOS',
  page,
  source: '#292, #310',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    if (model.host.kind !== 'home' || model.releases.impermanence.era !== 'v2' || model.open) return;
    const [store] = model.stores.filter(({ condition, site }) => condition === 'yes' && site);
    if (!store?.site || asksForOption(model, context) || declaresItself(model, context, ['home', 'persistence']))
      return;
    yield {
      message: `“The option home.persistence does not exist”: since v2 of the module it does only with Home Manager as a NixOS module. Stay on the branch home-manager-v1, or move these entries to NixOS.`,
      at: { site: store.site },
      fixes: pinning(model, context),
    };
  },
};

/** v1 wants its module imported and a word on allowOther. Where that cannot be written, the branch alone repairs nothing. */
function pinning(model: Model, context: RuleContext): readonly Fix[] {
  const [first] = model.stores;
  const user = first?.scope.kind === 'home' ? first.scope.user : undefined;
  const isImported = user !== undefined && importsHomeModule(model, user);
  const importing = first && !isImported ? homeModuleImport(model, first, 'v1-late', context) : undefined;
  const undecided = model.stores.filter((store) => definitionsIn(model, store, 'allowOther').length === 0);
  return pinV1(model, context, isImported || importing !== undefined, () =>
    all(
      importing === undefined ? [] : importing.edits(),
      ...undecided.map(({ site }) => site && insertInSet(context, site, 'allowOther', 'false')),
    ),
  );
}
