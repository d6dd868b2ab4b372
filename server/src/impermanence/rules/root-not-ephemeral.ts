import { all } from '../fixes/combine.ts';
import { setMountField } from '../fixes/mounts.ts';
import { addWipeCommands, addWipeUnit, wipeScript } from '../fixes/wipeScript.ts';
import type { Model } from '../model/model.ts';
import { bringsOwnFileSystems } from './images.ts';
import { hasSystemdInitrd } from './initrd.ts';
import { knowsAllMounts, mountAt } from './mounts.ts';
import { textsOf } from './options.ts';
import page from './root-not-ephemeral.md';
import type { Fix, Rule, RuleContext } from './rule.ts';

/** Persistence without a wipe: bind mounts for nothing. */
export const rootNotEphemeral: Rule = {
  id: 'root-not-ephemeral',
  severity: 'info',
  title: 'Something is persisted although nothing wipes the root',
  page,
  source: 'README',
  category: 'layout',
  repair: 'offered',
  *checkHost(model, context) {
    if (model.host.kind !== 'nixos' || model.wipe.kind !== 'none') return;
    if (!knowsAllMounts(model) || bringsOwnFileSystems(model) || isVolatileBySystemd(model)) return;
    const store = model.entries.find((entry) => entry.condition === 'yes' && entry.store.site)?.store;
    if (!store?.site || model.mounts.some(({ wiped }) => wiped !== false)) return;
    yield {
      message:
        'Nothing empties the root at boot: no tmpfs, no rollback of a btrfs subvolume or zfs snapshot in the initrd. What is persisted here would be kept anyway.',
      at: { site: store.site },
      fixes: wipes(model, context),
    };
  },
};

/** Whether the kernel's command line makes the root volatile, or may do so. Source: systemd, kernel-command-line(7), systemd.volatile= */
function isVolatileBySystemd({ configuration }: Model): boolean {
  return configuration.definitions(['boot', 'kernelParams']).some(({ value }) => {
    const texts = textsOf(value.force());
    return texts === undefined || texts.some(({ text }) => /^systemd\.volatile=/.test(text));
  });
}

/** What the root's file system can do, and a tmpfs where the Nix store has a file system of its own. */
function wipes(model: Model, context: RuleContext): readonly Fix[] {
  const root = mountAt(model, '/');
  if (!root) return [];
  const systemd = hasSystemdInitrd(model);
  const script = wipeScript(root);
  const fixes: Fix[] = [];
  if (script && systemd !== false) {
    fixes.push({
      title: `${script.title}, by a unit of a systemd initrd`,
      edits: () => addWipeUnit(context, model, root, script),
    });
  }
  if (script && systemd !== true) {
    fixes.push({
      title: `${script.title}, by a command of the scripted initrd`,
      edits: () => addWipeCommands(context, model, root, script),
    });
  }
  if (!mountAt(model, '/nix') && !mountAt(model, '/nix/store')) return fixes;
  const fields = [
    ['device', '"none"'],
    ['fsType', '"tmpfs"'],
    ['options', '[ "size=25%" "mode=755" ]'],
  ] as const;
  const edits: Fix['edits'] = () => all(...fields.map(([field, text]) => setMountField(context, root, field, text)));
  return [...fixes, { title: 'Make the root a tmpfs', edits }];
}
