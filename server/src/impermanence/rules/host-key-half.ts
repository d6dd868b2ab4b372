import { addEntry } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import { lasts } from '../model/lasts.ts';
import page from './host-key-half.md';
import { hostKeys } from './hostKeys.ts';
import type { Rule } from './rule.ts';

const usual = /^\/etc\/ssh\/ssh_host_\w+_key(\.pub)?$/;

/** A host key is two files. */
export const hostKeyHalf: Rule = {
  id: 'host-key-half',
  severity: 'info',
  title: 'Half of an SSH host key is persisted',
  page,
  source: '#101',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    const keys = new Set(hostKeys(model));
    for (const entry of model.entries) {
      if (entry.kind !== 'file' || !(usual.test(entry.path) || keys.has(entry.path.replace(/\.pub$/, '')))) continue;
      const isPublic = entry.path.endsWith('.pub');
      const twin = isPublic ? entry.path.slice(0, -'.pub'.length) : `${entry.path}.pub`;
      if (!entry.site || lasts(model, twin) !== false) continue;
      yield {
        message: isPublic
          ? `${entry.path} is persisted without its private key ${twin}, which sshd makes anew at every boot: the two do not match then.`
          : `${entry.path} is persisted without ${twin}, which tools read to tell the host's identity.`,
        at: { site: entry.site },
        fixes: [
          {
            title: `Persist ${twin}`,
            preferred: true,
            edits: () => addEntry(context, entry.store, 'file', quoted(twin), entry),
          },
        ],
      };
    }
  },
};
