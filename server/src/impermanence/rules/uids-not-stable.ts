import { addEntry } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import { mayHaveMoreEntries, mayHaveMoreMounts } from '../model/lasts.ts';
import type { Model, Store } from '../model/model.ts';
import { addingHarms } from './harms.ts';
import type { Rule } from './rule.ts';
import page from './uids-not-stable.md';

/** The module's warning: `Neither /var/lib/nixos nor any of its parents are persisted.` */
export const uidsNotStable: Rule = {
  id: 'uids-not-stable',
  severity: 'warning',
  title: 'Ids of users and groups change at a boot',
  page,
  source: 'M',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    if (mayHaveMoreMounts(model) || mayHaveMoreEntries(model) || isKept(model)) return;
    // Before v2 the module for Home Manager knows nothing of this.
    const isV2 = model.releases.impermanence.era === 'v2';
    const stores = model.stores.filter((store) => warns(store) && (isV2 || store.scope.kind === 'system'));
    const store = stores.find(({ scope }) => scope.kind === 'system') ?? stores[0];
    const names = withoutId(model);
    if (!store?.site || names.length === 0) return;
    yield {
      message: `/var/lib/nixos is not kept, so users and groups without a fixed id get another at a boot, and files another owner: ${listed(names)}.`,
      at: { site: store.site },
      fixes:
        store.scope.kind === 'system'
          ? [
              {
                title: 'Persist /var/lib/nixos',
                preferred: true,
                harms: addingHarms(store, ['/var/lib/nixos']),
                edits: () => addEntry(context, store, 'directory', quoted('/var/lib/nixos')),
              },
            ]
          : [],
    };
  },
};

const keepers = ['/var', '/var/lib', '/var/lib/nixos'];

/** As the module sees it: a persisted directory or any file system at one of the paths. */
function isKept(model: Model): boolean {
  return (
    model.mounts.some(({ mountPoint }) => keepers.includes(mountPoint)) ||
    model.entries.some(({ kind, path }) => kind === 'directory' && keepers.includes(path)) ||
    model.preserved.some(({ path }) => keepers.includes(path))
  );
}

function warns({ enable, enableWarnings, condition }: Store): boolean {
  return enable === true && enableWarnings === true && condition === 'yes';
}

function withoutId(model: Model): readonly string[] {
  const users = model.users.filter(({ uid, site, condition }) => uid === null && site && condition === 'yes');
  const groups = model.groups.filter(({ gid }) => gid === null);
  return [...users.map(({ name }) => `user ${name}`), ...groups.map(({ name }) => `group ${name}`)];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}
