import { all } from '../fixes/combine.ts';
import { removeMount } from '../fixes/mounts.ts';
import { addEntry } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import type { Mount, Store } from '../model/model.ts';
import { isBelow } from '../model/paths.ts';
import page from './manual-bind-mount.md';
import { isBindMount } from './mounts.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';

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
      const store = isBindMount(mount) ? model.stores.find((store) => keeps(store, mount)) : undefined;
      if (!store || !mount.site) continue;
      yield {
        message: `${mount.mountPoint} is bind-mounted by hand from ${mount.device}. As an entry of ${store.path} the module would also create it with owner and mode.`,
        at: { site: mount.site },
        fixes: conversion(mount, store, context),
      };
    }
  },
};

function keeps(store: Store, mount: Mount): boolean {
  return store.path !== undefined && store.scope.kind === 'system' && isBelow(mount.device ?? '', store.path);
}

/** Only where the module would keep it at the same place. */
function conversion(mount: Mount, store: Store, context: RuleContext): readonly Fix[] {
  if (mount.device !== `${store.path}${mount.mountPoint}` || mount.origin !== 'fileSystems') return [];
  return [
    {
      title: `Make it an entry of ${store.path}`,
      preferred: true,
      edits: () => all(removeMount(context, mount), addEntry(context, store, 'directory', quoted(mount.mountPoint))),
    },
  ];
}
