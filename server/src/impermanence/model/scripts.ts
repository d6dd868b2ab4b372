import type { Sources } from '../../nix/eval/sources.ts';
import type { Site, Unknown, Value } from '../../nix/eval/value.ts';
import type { Condition, Configuration, Definition } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import { presence } from './partial.ts';

/** A script that runs in the initial ramdisk. */
export interface BootScript {
  /** The option that holds it: `boot.initrd.postDeviceCommands`, `boot.initrd.systemd.services.rollback.script`. */
  readonly option: readonly string[];
  /** Its text; where part of it is unknown (the path of a program), as written. Undefined where nothing of it can be seen. */
  readonly text: string | undefined;
  readonly site: Site | undefined;
  readonly condition: Condition;
}

/** Options that hold pieces of the scripted initrd, in the order they run. Source: NixOS/nixpkgs, nixos/modules/system/boot/stage-1.nix */
export const commandOptions: readonly string[] = [
  'preDeviceCommands',
  'preLVMCommands',
  'postDeviceCommands',
  'postResumeCommands',
  'postMountCommands',
];

const serviceScripts: readonly (readonly string[])[] = [
  ['script'],
  ['preStart'],
  ['postStart'],
  ['serviceConfig', 'ExecStart'],
  ['serviceConfig', 'ExecStartPre'],
  ['serviceConfig', 'ExecStartPost'],
];

/** All scripts of the initial ramdisk that the configuration writes itself, and why there may be more. */
export function bootScripts(
  configuration: Configuration,
  sources: Sources,
): { readonly scripts: readonly BootScript[]; readonly unknown: Unknown | undefined } {
  const commands = commandOptions.flatMap((name) => {
    const option = ['boot', 'initrd', name];
    return configuration.definitions(option).map((definition) => fromDefinition(option, definition, sources));
  });
  const path = ['boot', 'initrd', 'systemd', 'services'];
  const services = configuration.lookup(path);
  const units = services.kind === 'attrs' ? [...services.entries] : [];
  const unitScripts = units.flatMap(([name, attr]) =>
    serviceScripts.flatMap((tail) => {
      const value = tail.reduce<Value | undefined>(
        (set, part) => (set === undefined ? set : attribute(set, part)),
        attr.thunk.force(),
      );
      return value === undefined ? [] : scriptsIn(value, [...path, name, ...tail], presence(attr), sources);
    }),
  );
  const unknown = services.kind === 'unknown' ? services : services.kind === 'attrs' ? services.rest : undefined;
  return { scripts: [...commands, ...luksScripts(configuration, sources), ...unitScripts], unknown };
}

/** What runs around the opening of an encrypted device. Source: NixOS/nixpkgs, nixos/modules/system/boot/luksroot.nix */
function luksScripts(configuration: Configuration, sources: Sources): readonly BootScript[] {
  const path = ['boot', 'initrd', 'luks', 'devices'];
  const devices = configuration.lookup(path);
  return [...(devices.kind === 'attrs' ? devices.entries : [])].flatMap(([name, attr]) =>
    ['preOpenCommands', 'postOpenCommands'].flatMap((commands) => {
      const value = attribute(attr.thunk.force(), commands);
      // Nobody in sight writes them: NixOS has none.
      if (value === undefined || (value.kind === 'unknown' && value.byDefault === true)) return [];
      return scriptsIn(value, [...path, name, commands], presence(attr), sources);
    }),
  );
}

function fromDefinition(option: readonly string[], definition: Definition, sources: Sources): BootScript {
  const value = definition.value.force();
  return {
    option,
    text: textOf(value) ?? writtenText(definition.valueSite ?? value.site, sources),
    site: definition.nameSite ?? definition.valueSite,
    condition: definition.condition,
  };
}

function scriptsIn(
  value: Value,
  option: readonly string[],
  condition: Condition,
  sources: Sources,
): readonly BootScript[] {
  if (value.kind === 'failure' || value.kind === 'null') return [];
  if (value.kind === 'list') {
    return value.items.flatMap((item) =>
      item.kind === 'gap' ? [] : scriptsIn(item.thunk.force(), option, condition, sources),
    );
  }
  const text = textOf(value) ?? writtenText(value.site, sources);
  return text === '' ? [] : [{ option, text, site: value.site, condition }];
}

/** The source of an expression, for scripts of which only the paths of programs are unknown. */
function writtenText(site: Site | undefined, sources: Sources): string | undefined {
  const content = site === undefined ? undefined : sources.at(site.file);
  if (site === undefined || content?.kind !== 'file') return undefined;
  const span = content.file.nix?.sites.span(site);
  return span === undefined ? undefined : content.file.text.slice(span.start, span.end);
}
