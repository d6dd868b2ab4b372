import { all } from '../fixes/combine.ts';
import { addEntries } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import { lasts } from '../model/lasts.ts';
import type { Model, Store } from '../model/model.ts';
import { isAtOrBelow } from '../model/paths.ts';
import { immutableEtc } from './etcOverlay.ts';
import page from './host-keys-not-stable.md';
import { hostKeys } from './hostKeys.ts';
import { isVolatile } from './lost.ts';
import { answer } from './options.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import { systemStore } from './systemStore.ts';

/** New keys at every boot: every client warns of an attack. */
export const hostKeysNotStable: Rule = {
  id: 'host-keys-not-stable',
  severity: 'warning',
  title: "sshd's host keys change at every boot",
  page,
  source: '#101',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    const keys = hostKeys(model) ?? [];
    if (keys.length === 0 || keys.some((key) => isKept(model, key) !== false)) return;
    const enabled = answer(model.configuration, ['services', 'openssh', 'enable']);
    const store = systemStore(model);
    const site = (enabled.kind === 'known' ? enabled.site : undefined) ?? store?.site;
    if (!site) return;
    yield {
      message: `sshd makes new host keys at every boot, because ${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} not kept: clients refuse to connect to a host whose key has changed.`,
      at: { site },
      fixes:
        store && !(immutableEtc(model) && keys.some((key) => isAtOrBelow(key, '/etc')))
          ? [persisting(keys, store, context)]
          : [],
    };
  },
};

function isKept(model: Model, key: string): boolean | undefined {
  const isStored = model.stores.some(({ path }) => path !== undefined && isAtOrBelow(key, path));
  // Somebody else puts it below /run.
  return isStored || isVolatile(key) ? true : lasts(model, key);
}

function persisting(keys: readonly string[], store: Store, context: RuleContext): Fix {
  const files = keys.flatMap((key) => [key, `${key}.pub`]);
  return {
    title: 'Persist the host keys',
    preferred: true,
    edits: () => all(addEntries(context, store, 'file', files.map(quoted))),
  };
}
