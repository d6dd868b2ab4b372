import { volatilePaths } from '../knowledge/mounts.ts';
import type { Entry, Model } from '../model/model.ts';
import { concatPaths, isAtOrBelow } from '../model/paths.ts';
import { isMountedEarly, mountAt, mountHolding } from './mounts.ts';
import { removal } from './removal.ts';
import type { Rule, Severity } from './rule.ts';
import page from './unpersistable-path.md';

/** Paths over which nothing can or should be mounted. */
export const unpersistablePath: Rule = {
  id: 'unpersistable-path',
  severity: 'error',
  title: 'A path that cannot be persisted',
  page,
  source: 'evaluated',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const entry of model.entries) {
      const found = reason(entry, model);
      const site = entry.pathSite ?? entry.site;
      if (!found || !site || entry.condition !== 'yes') continue;
      const fix = removal(context, model, entry, (each) => reason(each, model) !== undefined);
      // Most likely it is being written.
      const isEmpty = entry.written === '';
      yield {
        message: isEmpty
          ? 'An empty path means /, which cannot be persisted. Write a path, or remove the entry.'
          : `${entry.path} cannot be persisted: ${found.text}`,
        severity: found.severity,
        at: { site },
        fixes: [isEmpty ? { ...fix, title: 'Remove the empty entry' } : fix],
      };
    }
  },
};

function reason(
  { path, source }: Entry,
  model: Model,
): { readonly severity: Severity; readonly text: string } | undefined {
  const store = source === undefined ? undefined : concatPaths(source);
  if (path === '/') return { severity: 'error', text: 'the root itself is what is emptied.' };
  if (store !== undefined && isAtOrBelow(store, path)) {
    return { severity: 'error', text: `it holds the storage ${store} itself.` };
  }
  if (store !== undefined && isAtOrBelow(path, store)) {
    return { severity: 'error', text: `it lies in the storage ${store} itself and is kept there anyway.` };
  }
  const volatile = volatilePaths.find((parent) => isAtOrBelow(path, parent));
  if (volatile) return { severity: 'error', text: `${volatile} is made by the kernel and systemd anew at every boot.` };
  const boot = ['/nix', '/boot'].find((parent) => isAtOrBelow(path, parent));
  if (boot === undefined || (path === '/nix' && isBoundEarly(model, store))) return undefined;
  const text =
    path === boot
      ? 'it must be a file system of its own, because it is needed before the module runs.'
      : `it lies in ${boot}, which has to last as a whole and is needed before the module runs.`;
  return { severity: 'warning', text };
}

/** Whether stage 1 can bind /nix from the storage: NixOS mounts it there, and nothing else is mounted on it. */
function isBoundEarly(model: Model, store: string | undefined): boolean {
  const holding = store === undefined ? undefined : mountHolding(model, store);
  return holding !== undefined && isMountedEarly(holding) === true && mountAt(model, '/nix') === undefined;
}
