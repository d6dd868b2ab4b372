import { all } from '../fixes/combine.ts';
import { removeMount } from '../fixes/mounts.ts';
import { addEntry, addUserEntry } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import { volatilePaths } from '../knowledge/mounts.ts';
import { stateFacts } from '../knowledge/state/index.ts';
import type { Entry, Model, Mount, Store } from '../model/model.ts';
import { concatPaths, isAtOrBelow, isBelow } from '../model/paths.ts';
import page from './manual-bind-mount.md';
import { isBindMount } from './mounts.ts';
import type { FileEdit, Fix, Rule, RuleContext } from './rule.ts';

/** The wiki's other way to persist something. It works, but the module knows nothing of it. */
export const manualBindMount: Rule = {
  id: 'manual-bind-mount',
  severity: 'hint',
  title: 'A bind mount from persistent storage written by hand',
  page,
  source: 'W',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const mount of model.mounts) {
      const store =
        isBindMount(mount) && canBeEntry(mount) ? model.stores.find((store) => keeps(store, mount)) : undefined;
      if (!store || !mount.site) continue;
      yield {
        message: `${mount.mountPoint} is bind-mounted by hand from ${mount.device}. As an entry of ${store.path} the module would also create it with owner and mode.`,
        at: { site: mount.site },
        fixes: conversion(mount, store, model, context),
      };
    }
  },
};

/** Whether an entry of the store would be kept at the same place. */
function keeps({ path, scope }: Store, { device, mountPoint }: Mount): boolean {
  return path !== undefined && scope.kind === 'system' && device === concatPaths(path, mountPoint);
}

/** Nothing can be persisted at what boots the machine. */
function canBeEntry({ mountPoint }: Mount): boolean {
  return !['/nix', '/boot', ...volatilePaths].some((path) => isAtOrBelow(mountPoint, path));
}

/** Preferred where nothing is lost by it: an entry has no mount options of its own and comes up after the initrd. */
function conversion(mount: Mount, store: Store, model: Model, context: RuleContext): readonly Fix[] {
  const kind = kindOf(mount.mountPoint);
  if (mount.origin !== 'fileSystems' || kind === undefined) return [];
  return [
    {
      title: `Make it an entry of ${store.path}`,
      preferred: mount.neededForBoot === false && (mount.options ?? []).every((option) => plainOptions.has(option)),
      edits: () => all(removeMount(context, mount), asEntry(mount, store, kind, model, context)),
    },
  ];
}

/** What lies in a home becomes an entry of its user. */
function asEntry(
  { mountPoint }: Mount,
  store: Store,
  kind: Entry['kind'],
  model: Model,
  context: RuleContext,
): readonly FileEdit[] | undefined {
  const user = model.users.find(({ home, site }) => site && home !== undefined && isBelow(mountPoint, home));
  if (user?.home === undefined || user.isNormalUser !== true) return addEntry(context, store, kind, quoted(mountPoint));
  const relative = mountPoint.slice(user.home.length).replace(/^\/+/, '');
  return addUserEntry(context, store, user.name, kind, quoted(relative));
}

const plainOptions: ReadonlySet<string> = new Set(['bind', 'rbind', 'rw', 'defaults', 'nofail', 'x-gvfs-hide']);

/** What is bound cannot be seen: a file where it is known to be one, nothing certain where the name looks like one. */
function kindOf(path: string): 'directory' | 'file' | undefined {
  const place = stateFacts.flatMap(({ paths }) => paths).find((candidate) => candidate.path === path);
  return place?.kind ?? (/[^/]\.[^/]*$/.test(path) ? undefined : 'directory');
}
