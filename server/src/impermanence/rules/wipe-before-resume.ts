import { renameDefinition } from '../fixes/definitions.ts';
import type { Model } from '../model/model.ts';
import { hasSystemdInitrd } from './initrd.ts';
import { attribute, isDefined, isOn, textOf } from './options.ts';
import type { Rule } from './rule.ts';
import page from './wipe-before-resume.md';

/** postDeviceCommands run before a hibernated system is resumed, which then finds other file systems than it left. */
export const wipeBeforeResume: Rule = {
  id: 'wipe-before-resume',
  severity: 'warning',
  title: 'The root is wiped before a hibernated system is resumed',
  page,
  source: '#250',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    const { kind, option } = model.wipe;
    if ((kind !== 'btrfs' && kind !== 'zfs') || option?.at(-1) !== 'postDeviceCommands') return;
    if (hasSystemdInitrd(model) === true || kind === 'zfs' || !canHibernate(model)) return;
    for (const definition of model.configuration.definitions(option)) {
      const site = definition.nameSite ?? definition.valueSite;
      if (!site || definition.condition !== 'yes') continue;
      yield {
        message:
          'postDeviceCommands run before the machine resumes from hibernation: the wipe changes file systems that the hibernated system still uses, which corrupts them. postResumeCommands run after it.',
        at: { site },
        fixes: [
          {
            title: 'Move it to postResumeCommands',
            preferred: true,
            edits: () => renameDefinition(context, definition, 'postResumeCommands'),
          },
        ],
      };
    }
  },
};

/** Whether there is swap that outlives the power: a device without a random key, or a resume device. A file needs the latter. */
function canHibernate(model: Model): boolean {
  if (isHibernationForbidden(model)) return false;
  if (model.configuration.definitions(['boot', 'resumeDevice']).length > 0) return true;
  const swap = model.configuration.lookup(['swapDevices']);
  if (swap.kind !== 'list') return false;
  return (
    swap.items.some((item) => {
      const device = item.kind === 'item' && !item.maybe ? item.thunk.force() : undefined;
      if (device?.kind !== 'attrs') return false;
      const place = attribute(device, 'device');
      const path = place && textOf(place);
      if (path !== undefined && !path.startsWith('/dev/')) return false;
      const random = attribute(device, 'randomEncryption');
      return random === undefined || (random.kind === 'boolean' && !random.value) || isPlain(random);
    }) && !isDefined(model, ['boot', 'zfs', 'extraPools'])
  );
}

function isHibernationForbidden(model: Model): boolean {
  if (isOn(model, ['security', 'protectKernelImage']) === true) return true;
  const parameters = model.configuration.lookup(['boot', 'kernelParams']);
  return (
    parameters.kind === 'list' &&
    parameters.items.some((item) => item.kind === 'item' && textOf(item.thunk.force()) === 'nohibernate')
  );
}

/** `randomEncryption = { enable = false; }`, also as a default. */
function isPlain(random: ReturnType<typeof attribute>): boolean {
  const enable = random?.kind === 'attrs' ? attribute(random, 'enable') : undefined;
  return random?.kind === 'attrs' && (enable === undefined || (enable.kind === 'boolean' && !enable.value));
}
