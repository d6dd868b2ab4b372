import type { Definition } from '../../nix/modules/configuration.ts';
import { convertToUnit } from '../fixes/wipeUnit.ts';
import { hasSystemdInitrd } from './initrd.ts';
import type { Rule } from './rule.ts';
import page from './wipe-script-ignored.md';

/** The README's script is for the scripted initrd; systemd's refuses it (and ignored it in 22.11). */
export const wipeScriptIgnored: Rule = {
  id: 'wipe-script-ignored',
  severity: 'error',
  title: 'A wipe script that a systemd initrd does not run',
  page,
  source: '#320',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    if (hasSystemdInitrd(model) !== true) return;
    for (const name of ['postDeviceCommands', 'postResumeCommands', 'postMountCommands']) {
      for (const definition of model.configuration.definitions(['boot', 'initrd', name])) {
        const site = definition.nameSite ?? definition.valueSite;
        if (!site || definition.condition !== 'yes' || isEmpty(definition)) continue;
        yield {
          message: `“systemd stage 1 does not support boot.initrd.${name}”: the initrd of this host is systemd${bySetting(model) ? '' : ', the default since NixOS 26.05'}. The script has to be a unit in boot.initrd.systemd.services.`,
          at: { site },
          fixes: [
            {
              title: 'Convert it to a unit of the initrd',
              preferred: true,
              // A scripted initrd runs no units: what is emptied there today would stay.
              harms: (other) => other.files.has(site.file) && hasSystemdInitrd(other) !== true,
              edits: () => convertToUnit(context, definition, name),
            },
          ],
        };
      }
    }
  },
};

/** NixOS refuses only commands that are not empty. */
function isEmpty({ value }: Definition): boolean {
  const text = value.force();
  return text.kind === 'string' && text.text === '';
}

function bySetting(model: Parameters<typeof hasSystemdInitrd>[0]): boolean {
  return model.configuration.definitions(['boot', 'initrd', 'systemd', 'enable']).length > 0;
}
