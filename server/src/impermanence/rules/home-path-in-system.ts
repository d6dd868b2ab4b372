import { moveToUser } from '../fixes/storeLists.ts';
import type { Entry, Model } from '../model/model.ts';
import { isBelow } from '../model/paths.ts';
import page from './home-path-in-system.md';
import type { Rule } from './rule.ts';

/** What the module creates for system entries belongs to root, the parents in a home included. */
export const homePathInSystem: Rule = {
  id: 'home-path-in-system',
  severity: 'warning',
  title: "A user's path among the system entries",
  page,
  source: '#74, #140',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const entry of model.entries) {
      const owner = ownerByPath(model, entry);
      if (!owner || !entry.site || entry.origin.kind !== 'system' || entry.condition !== 'yes') continue;
      if (entry.fieldSites.user ?? entry.fieldSites['parentDirectory.user']) continue;
      const relative = entry.path.slice(owner.home.length + 1);
      const isDeclared = model.open || model.users.some(({ name, site }) => name === owner.name && site !== undefined);
      yield {
        message: `${entry.path} lies in the home of ${owner.name}, but as a system entry it is created for root, and so are its parents. ${isDeclared ? `Under users.${owner.name} it belongs to the user.` : `No module declares users.users.${owner.name}; for a user that exists it belongs under users.<name>.`}`,
        at: { site: entry.site },
        fixes: isDeclared
          ? [
              {
                title: `Move it to users.${owner.name}`,
                preferred: true,
                edits: () => moveToUser(context, entry, owner.name, relative),
              },
            ]
          : [],
      };
    }
  },
};

function ownerByPath(model: Model, { path }: Entry): { readonly name: string; readonly home: string } | undefined {
  for (const { name, home, isNormalUser } of model.users) {
    if (home !== undefined && isNormalUser === true && isBelow(path, home)) return { name, home };
  }
  const name = /^\/home\/([^/]+)\/./.exec(path)?.[1];
  return name === undefined ? undefined : { name, home: `/home/${name}` };
}
