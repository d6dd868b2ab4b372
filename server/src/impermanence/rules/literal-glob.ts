import page from './literal-glob.md';
import type { Rule } from './rule.ts';

/** Patterns are not expanded: the module quotes every path. */
export const literalGlob: Rule = {
  id: 'literal-glob',
  severity: 'warning',
  title: 'A pattern in a path is taken literally',
  page,
  source: 'create-directories.bash',
  category: 'entries',
  repair: 'none',
  *checkHost(model) {
    for (const { written, kind, pathSite, site } of model.entries) {
      const pattern = /[*?]|\[[^\]]+\]/.exec(written)?.[0];
      const place = pathSite ?? site;
      if (pattern === undefined || !place) continue;
      yield {
        message: `“${pattern}” is not expanded: this persists a ${kind} whose name is literally ${written}. List the paths, or persist the directory they are in.`,
        at: { site: place },
      };
    }
  },
};
