import { addEntry } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import { lasts } from '../model/lasts.ts';
import type { Model } from '../model/model.ts';
import { addingHarms } from './harms.ts';
import page from './logs-not-persisted.md';
import { textAt } from './options.ts';
import type { Rule } from './rule.ts';
import { systemStore } from './systemStore.ts';

/** Why the machine went down stands in the log that went with it. */
export const logsNotPersisted: Rule = {
  id: 'logs-not-persisted',
  severity: 'hint',
  title: 'Logs are gone after a boot',
  page,
  source: 'W',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    const store = systemStore(model);
    if (!store?.site || lasts(model, '/var/log') !== false || lasts(model, '/var/log/journal') !== false) return;
    if (isVolatileOnPurpose(model)) return;
    yield {
      message: '/var/log is emptied at every boot: what happened before a crash cannot be looked up.',
      at: { site: store.site },
      fixes: [
        {
          title: 'Persist /var/log',
          preferred: true,
          harms: addingHarms(store, ['/var/log']),
          edits: () => addEntry(context, store, 'directory', quoted('/var/log')),
        },
      ],
    };
  },
};

/** A journal that is told to stay in memory. Source: systemd, journald.conf(5). */
function isVolatileOnPurpose(model: Model): boolean {
  const journald = ['services', 'journald'];
  const storage = textAt(model, [...journald, 'storage']) ?? '';
  const extra = textAt(model, [...journald, 'extraConfig']) ?? '';
  return /^(?:volatile|none)$/.test(storage) || /^\s*Storage\s*=\s*(?:volatile|none)\s*$/m.test(extra);
}
