import type { Entry, Model } from '../model/model.ts';
import page from './example-left-in.md';
import { isDefined, isOn } from './options.ts';
import { removal } from './removal.ts';
import type { Rule } from './rule.ts';

/** Lines of the module's README that people copy without need. */
export const exampleLeftIn: Rule = {
  id: 'example-left-in',
  severity: 'warning',
  title: 'A line of the README that was left in',
  page,
  source: 'real configurations',
  category: 'entries',
  repair: 'preferred',
  unanimous: true,
  *checkHost(model, context) {
    for (const entry of model.entries) {
      const example = entry.condition === 'yes' ? exampleIn(model, entry) : undefined;
      if (example === undefined || !entry.site) continue;
      yield {
        message: `${entry.path} is an example of the module's README: ${example}`,
        at: { site: entry.site },
        fixes: [removal(context, model, entry, (each) => exampleIn(model, each) !== undefined)],
      };
    }
  },
};

function exampleIn(model: Model, entry: Entry): string | undefined {
  if (entry.path === '/var/keys/secret_file') return 'no program has such a file.';
  if (model.open) return undefined;
  if (entry.path === '/var/lib/colord' && !usesColord(model)) return 'services.colord is not enabled here.';
  const { origin } = entry;
  const declared = model.users.some(({ name, site }) => name === 'bird' && site !== undefined);
  return origin.kind === 'user' && origin.user === 'bird' && !declared ? 'there is no user bird here.' : undefined;
}

/** Desktop environments enable colord by themselves. */
function usesColord(model: Model): boolean {
  if (isOn(model, ['services', 'colord', 'enable']) !== false) return true;
  return [
    ['services', 'desktopManager'],
    ['services', 'xserver', 'desktopManager'],
  ].some((path) => isDefined(model, path));
}
