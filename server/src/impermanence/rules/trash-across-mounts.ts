import { insertInSet } from '../fixes/definitions.ts';
import { changes } from '../knowledge/options/changes.ts';
import type { Entry, Model, Store } from '../model/model.ts';
import { isOn } from './options.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { definitionsIn } from './storeOptions.ts';
import page from './trash-across-mounts.md';

/** Every bind mount is a file system of its own to the trash. */
export const trashAcrossMounts: Rule = {
  id: 'trash-across-mounts',
  severity: 'hint',
  title: 'Persisted directories without a trash of their own',
  page,
  source: '#317',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era, lastModified } = model.releases.impermanence;
    if (era !== 'v2' || (lastModified ?? changes.allowTrash.time) < changes.allowTrash.time) return;
    const desktop = hasDesktop(model);
    for (const store of model.stores) {
      const entries = model.entries.filter((entry) => entry.store === store && !isDecided(entry));
      const trash = entries.find(({ path }) => path.endsWith('/.local/share/Trash'));
      const concerned = trash !== undefined || (desktop && entries.some(({ kind }) => kind === 'directory'));
      if (concerned && definitionsIn(model, store, 'allowTrash').length === 0 && store.enable === true) {
        yield* problem(store, trash?.site ?? store.site, context);
      }
    }
  },
};

/** Whether an entry is none of a home, or says itself whether it gets a trash. */
function isDecided({ origin, fieldSites }: Entry): boolean {
  return origin.kind === 'system' || fieldSites.allowTrash !== undefined;
}

function* problem(store: Store, site: Store['site'], context: RuleContext): Iterable<Problem> {
  if (!site || !store.site || store.condition !== 'yes') return;
  const place = store.site;
  yield {
    message: `Files in directories that ${store.name} persists cannot be put into the trash: each is a mount of its own (“Unable to trash file across filesystem boundaries”). With allowTrash = true each gets its own trash.`,
    at: { site },
    fixes: [
      {
        title: 'Set allowTrash = true',
        preferred: true,
        edits: () => insertInSet(context, place, 'allowTrash', 'true'),
      },
    ],
  };
}

const desktops = [
  ['services', 'xserver', 'desktopManager', 'gnome', 'enable'],
  ['services', 'desktopManager', 'gnome', 'enable'],
  ['services', 'desktopManager', 'plasma6', 'enable'],
  ['services', 'xserver', 'desktopManager', 'plasma5', 'enable'],
  ['services', 'xserver', 'desktopManager', 'xfce', 'enable'],
  ['services', 'xserver', 'desktopManager', 'cinnamon', 'enable'],
];

function hasDesktop(model: Model): boolean {
  return desktops.some((path) => isOn(model, path) === true);
}
