import { all } from '../fixes/combine.ts';
import { setDefinition } from '../fixes/definitions.ts';
import { insertOption } from '../fixes/modules.ts';
import type { Model } from '../model/model.ts';
import page from './fuse-allow-other.md';
import { isOn, namesIn } from './options.ts';
import type { FileEdit, Rule, RuleContext } from './rule.ts';
import { definitionsIn } from './storeOptions.ts';

const permission = ['programs', 'fuse', 'userAllowOther'];

/** bindfs with allow_other needs the permission in /etc/fuse.conf. */
export const fuseAllowOther: Rule = {
  id: 'fuse-allow-other',
  severity: 'error',
  title: 'allowOther without programs.fuse.userAllowOther',
  page,
  source: 'W',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era } = model.releases.impermanence;
    if (era === undefined || era === 'v2' || model.host.kind !== 'nixos' || model.open) return;
    if (
      isOn(model, permission) !== false ||
      namesIn(model.configuration.lookup(['environment', 'etc'])).has('fuse.conf')
    )
      return;
    for (const store of model.stores) {
      if (store.scope.kind !== 'home' || store.enable !== true) continue;
      for (const { value, nameSite, valueSite, condition } of definitionsIn(model, store, 'allowOther')) {
        const given = value.force();
        const site = nameSite ?? valueSite;
        if (!site || condition !== 'yes' || given.kind !== 'boolean' || !given.value) continue;
        yield {
          message: `allowOther needs programs.fuse.userAllowOther = true in the system's configuration: without it bindfs may not be mounted for others and the persisted directories of ${store.name} stay empty.`,
          at: { site },
          fixes: [
            {
              title: 'Set programs.fuse.userAllowOther',
              preferred: true,
              edits: () => permit(context, model),
            },
          ],
        };
      }
    }
  },
};

/** Whoever forbids it now, by mkForce perhaps, allows it. */
function permit(context: RuleContext, model: Model): readonly FileEdit[] | undefined {
  const written = model.configuration.definitions(permission);
  if (written.length === 0) return insertOption(context, model, permission, 'true');
  return all(...written.map((definition) => setDefinition(context, definition, 'true')));
}
