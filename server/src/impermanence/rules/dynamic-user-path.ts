import { rewritePath } from '../fixes/entries.ts';
import page from './dynamic-user-path.md';
import type { Rule } from './rule.ts';
import { usedState } from './usedState.ts';

/** systemd keeps the state of dynamic users below /var/lib/private and makes the usual place a link to it. */
export const dynamicUserPath: Rule = {
  id: 'dynamic-user-path',
  severity: 'warning',
  title: 'The link to the state of a dynamic user is persisted',
  page,
  source: '#93',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const { fact, paths } of usedState(model)) {
      for (const { path, wrongPath } of paths) {
        const entry = model.entries.find((candidate) => candidate.path === wrongPath && candidate.condition === 'yes');
        const site = entry?.pathSite ?? entry?.site;
        if (wrongPath === undefined || !entry || !site) continue;
        yield {
          message: `${fact.name} runs with DynamicUser: its state lies in ${path}, and ${wrongPath} is only a link to it, which systemd cannot make over a persisted directory.`,
          at: { site },
          fixes: [{ title: `Write ${path}`, preferred: true, edits: () => rewritePath(context, entry, path) }],
        };
      }
    }
  },
};
