import type { Site } from '../../nix/eval/value.ts';
import { all } from '../fixes/combine.ts';
import { removeListItem, rewriteListItem, takeListItem } from '../fixes/lists.ts';
import { insertOption } from '../fixes/modules.ts';
import { textAt } from '../fixes/text.ts';
import type { Model } from '../model/model.ts';
import page from './home-module-in-nixos.md';
import type { Fix, Rule, RuleContext } from './rule.ts';

/** The module for Home Manager among those of NixOS: “attribute 'dag' missing”. */
export const homeModuleInNixos: Rule = {
  id: 'home-module-in-nixos',
  severity: 'error',
  title: 'The Home Manager module of impermanence is imported into NixOS',
  page,
  source: '#51',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const { kind, scope, reference } of model.persistenceModules) {
      const { site, condition } = reference;
      if (kind !== 'home-manager' || scope !== 'nixos' || !site || condition !== 'yes') continue;
      yield {
        message:
          "This is the module for Home Manager, but it is imported into NixOS, where it fails with “attribute 'dag' missing” or as an unknown option. It belongs into home-manager.users.<name>.imports or home-manager.sharedModules; since v2 nowhere.",
        at: { site },
        fixes: fixes(model, site, context),
      };
    }
  },
};

function fixes(model: Model, site: Site, context: RuleContext): readonly Fix[] {
  const { era } = model.releases.impermanence;
  if (era === 'v2')
    return [{ title: 'Remove the import', preferred: true, edits: () => removeListItem(context, site) }];
  if (era === undefined) return [];
  return [
    {
      title: 'Move it to home-manager.sharedModules',
      preferred: true,
      edits: () => {
        // In a flake the name of the input is in scope where the item stands.
        if (site.file === model.host.flake) {
          return rewriteListItem(context, site, (text) => `{ home-manager.sharedModules = [ ${text} ]; }`);
        }
        const taken = takeListItem(context, site);
        const text = textAt(context, site);
        const list = taken?.comment ? `[\n  ${text} ${taken.comment}\n]` : `[ ${text} ]`;
        return all(taken?.edits, insertOption(context, model, ['home-manager', 'sharedModules'], list, site));
      },
    },
  ];
}
