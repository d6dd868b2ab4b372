import { setBranch } from '../fixes/sourceUrl.ts';
import { v1Branch } from '../knowledge/revisions.ts';
import type { Model } from '../model/model.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import page from './standalone-home-manager.md';

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
    if (!store?.site) return;
    yield {
      message: `"The option \`home.persistence' does not exist": since v2 of the module it does only with Home Manager as a NixOS module. Stay on the branch home-manager-v1, or move these entries to NixOS.`,
      at: { site: store.site },
      fixes: pinning(model, context),
    };
  },
};

function pinning(model: Model, context: RuleContext): readonly Fix[] {
  const { site } = model.releases.impermanence;
  if (!site) return [];
  return [
    {
      title: `Use the branch ${v1Branch}`,
      preferred: true,
      edits: () => setBranch(context, site, v1Branch, /\b(master|main)\b/),
    },
  ];
}
