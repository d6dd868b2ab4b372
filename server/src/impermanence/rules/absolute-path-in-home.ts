import { rewritePath } from '../fixes/entries.ts';
import type { Entry, Model } from '../model/model.ts';
import page from './absolute-path-in-home.md';
import { homeOf, userOf } from './homes.ts';
import type { Rule } from './rule.ts';

/** Paths of users are joined to the home, whatever they begin with. */
export const absolutePathInHome: Rule = {
  id: 'absolute-path-in-home',
  severity: 'error',
  title: 'An absolute path where one relative to the home belongs',
  page,
  source: 'evaluated',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const entry of model.entries) {
      const site = entry.pathSite ?? entry.site;
      if (entry.origin.kind === 'system' || !site) continue;
      const prefix = homePrefix(model, entry);
      const rest = entry.written.slice(prefix?.length ?? 0).replace(/^\/+/, '');
      if (prefix === undefined && !entry.written.startsWith('/')) continue;
      yield {
        message:
          prefix === undefined
            ? `Paths here are relative to the home; the leading / of ${entry.written} means nothing.`
            : `Paths here are relative to the home and ${prefix} is not expanded or cut: this persists ${entry.path}.`,
        ...(prefix === undefined ? { severity: 'hint' as const } : {}),
        at: { site },
        fixes:
          rest === ''
            ? []
            : [{ title: `Write ${rest}`, preferred: true, edits: () => rewritePath(context, entry, rest) }],
      };
    }
  },
};

/** What the path begins with that stands for the home: `~`, `$HOME`, the home itself. */
function homePrefix(model: Model, entry: Entry): string | undefined {
  const variable = /^(~|\$HOME|\$\{HOME\})(?=\/|$)/.exec(entry.written)?.[0];
  if (variable !== undefined) return variable;
  const user = userOf(entry);
  const home = user === undefined ? undefined : homeOf(model, user);
  if (home === undefined || home === '/') return undefined;
  return entry.written === home || entry.written.startsWith(`${home}/`) ? home : undefined;
}
