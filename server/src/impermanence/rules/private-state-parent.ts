import { insertOption } from '../fixes/modules.ts';
import { quoted } from '../fixes/text.ts';
import type { Entry, Model } from '../model/model.ts';
import { concatPaths, isAtOrBelow } from '../model/paths.ts';
import { modeBits } from './modes.ts';
import { answer, attribute, namesIn } from './options.ts';
import page from './private-state-parent.md';
import type { Rule } from './rule.ts';
import { tmpfilesFor } from './tmpfiles.ts';

/** systemd insists on 0700 for the parent of DynamicUser state; the module makes parents as 0755, before anything else. */
export const privateStateParent: Rule = {
  id: 'private-state-parent',
  severity: 'warning',
  title: 'State of dynamic users below a parent that is too open',
  page,
  source: '#254, #230',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    if (model.open || (model.releases.impermanence.lastModified ?? createsParents) < createsParents) return;
    for (const parent of privateParents) {
      const entry = model.entries.find((candidate) => makesParentOpen(candidate, parent));
      if (entry?.site === undefined || entry.source === undefined) continue;
      const kept = concatPaths(entry.source, parent);
      if (tmpfilesMakesPrivate(model, [parent, kept]) !== false || activationSeesTo(model, parent)) continue;
      const rule = `d ${kept} 0700 root root -`;
      yield {
        message: `${parent} is created with mode 0755, but systemd refuses to start services with DynamicUser then: “Directory "${parent}" already exists, but has mode 0755 that is too permissive (0700 was requested), refusing.”`,
        at: { site: entry.pathSite ?? entry.site },
        fixes: [
          {
            title: `Add a systemd.tmpfiles rule for ${kept}`,
            preferred: true,
            edits: () =>
              insertOption(context, model, ['systemd', 'tmpfiles', 'rules'], `[ ${quoted(rule)} ]`, entry.store.site),
          },
        ],
      };
    }
  },
};

/** Commit time of dff77f7, since which sources and their parents are created. */
const createsParents = 1729064351;

const privateParents = ['/var/lib/private', '/var/cache/private', '/var/log/private'];

function makesParentOpen(entry: Entry, parent: string): boolean {
  if (entry.origin.kind !== 'system' || entry.condition !== 'yes' || !isAtOrBelow(entry.path, parent)) return false;
  const bits = entry.mode === undefined ? undefined : modeBits(entry.mode);
  return entry.path !== parent || (bits !== undefined && (bits & 0o7777) !== 0o700);
}

/** Whether an activation script changes modes and names the parent, or may do so: the other way people help themselves. */
function activationSeesTo(model: Model, parent: string): boolean {
  const scripts = answer(model.configuration, ['system', 'activationScripts']);
  if (scripts.kind !== 'known') return scripts.kind === 'unknown';
  return [...namesIn(scripts.value).keys()].some((name) => {
    const script = scripts.value.kind === 'attrs' ? attribute(scripts.value, name) : undefined;
    const text = script?.kind === 'attrs' ? attribute(script, 'text') : script;
    return text?.kind === 'string' && text.text.includes(parent) && /chmod|install/.test(text.text);
  });
}

/** Whether a tmpfiles rule gives one of the paths mode 0700; undefined where not all rules are known. */
function tmpfilesMakesPrivate(model: Model, paths: readonly string[]): boolean | undefined {
  const { lines, complete } = tmpfilesFor(model, paths);
  if (lines.some(({ type, mode }) => /^[dDzZv]/.test(type) && /^[:~]?0?700$/.test(mode))) return true;
  return complete ? false : undefined;
}
