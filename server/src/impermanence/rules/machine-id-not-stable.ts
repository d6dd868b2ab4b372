import { addEntry } from '../fixes/storeLists.ts';
import { quoted } from '../fixes/text.ts';
import { lasts } from '../model/lasts.ts';
import type { Model, Store } from '../model/model.ts';
import { bootScripts } from '../model/scripts.ts';
import { immutableEtc } from './etcOverlay.ts';
import { addingHarms } from './harms.ts';
import page from './machine-id-not-stable.md';
import { textOf } from './options.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import { systemStore } from './systemStore.ts';

/** A new machine-id at every boot: logs of earlier boots are not found by journalctl. */
export const machineIdNotStable: Rule = {
  id: 'machine-id-not-stable',
  severity: 'info',
  title: 'The machine id changes at every boot',
  page,
  source: 'W',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    const store = systemStore(model);
    if (!store?.site || lasts(model, '/etc/machine-id') !== false) return;
    if (isMadeOtherwise(model, context)) return;
    const logs = lasts(model, '/var/log/journal') === true;
    yield {
      message: `/etc/machine-id is made anew at every boot.${logs ? ' The persisted journal is filed under it: journalctl does not show earlier boots, and their logs pile up.' : ' The journal, DHCP and others know the machine by it.'}`,
      ...(logs ? { severity: 'warning' as const } : {}),
      at: { site: store.site },
      fixes: immutableEtc(model) ? [] : [persisting(store, context)],
    };
  },
};

function persisting(store: Store, context: RuleContext): Fix {
  return {
    title: 'Persist /etc/machine-id',
    preferred: true,
    harms: addingHarms(store, ['/etc/machine-id']),
    edits: () => addEntry(context, store, 'file', quoted('/etc/machine-id')),
  };
}

/** A script of the initrd that puts the file in place, or a kernel parameter that says the id (systemd, kernel-command-line(7)). */
function isMadeOtherwise(model: Model, context: RuleContext): boolean {
  const parameters = model.configuration.lookup(['boot', 'kernelParams']);
  for (const item of parameters.kind === 'list' ? parameters.items : []) {
    if (item.kind === 'item' && textOf(item.thunk.force())?.startsWith('systemd.machine_id=')) return true;
  }
  const { scripts } = bootScripts(model.configuration, context.sources);
  return scripts.some(({ text }) => text?.includes('machine-id') === true);
}
