import { addEntry } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import { lasts } from '../model/lasts.ts';
import page from './logs-not-persisted.md';
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
    if (!store?.site || lasts(model, '/var/log') !== false) return;
    yield {
      message: '/var/log is emptied at every boot: what happened before a crash cannot be looked up.',
      at: { site: store.site },
      fixes: [
        {
          title: 'Persist /var/log',
          preferred: true,
          edits: () => addEntry(context, store, 'directory', quoted('/var/log')),
        },
      ],
    };
  },
};
