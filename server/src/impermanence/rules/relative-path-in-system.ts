import { rewritePath } from '../fixes/entries.ts';
import page from './relative-path-in-system.md';
import type { Rule } from './rule.ts';

/** The mount is right, but the parents of the source are made at the store's path joined without a slash. */
export const relativePathInSystem: Rule = {
  id: 'relative-path-in-system',
  severity: 'error',
  title: 'A relative path among the system entries',
  page,
  source: 'create-directories.bash',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const entry of model.entries) {
      const site = entry.pathSite ?? entry.site;
      if (entry.origin.kind !== 'system' || !site || entry.written.startsWith('/')) continue;
      // An empty path, often one that is just being written, means the root: unpersistable-path says so.
      if (entry.written === '') continue;
      const inHome = /^[~$]/.test(entry.written);
      yield {
        message: inHome
          ? `${entry.written} is taken literally here, as ${entry.path}: paths of a home belong to users.<name>.`
          : `${entry.written} has no leading /: the parents of its source would be created at ${entry.source ?? entry.store.name}${entry.written}.`,
        at: { site },
        fixes: inHome
          ? []
          : [
              {
                title: `Write ${entry.path}`,
                preferred: true,
                edits: () => rewritePath(context, entry, `/${entry.written}`),
              },
            ],
      };
    }
  },
};
