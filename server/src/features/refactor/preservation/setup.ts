import { all } from '../../../impermanence/fixes/combine.ts';
import { setDefinition } from '../../../impermanence/fixes/definitions.ts';
import type { FileEdit, FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { importModule, type ModuleSource } from '../../../impermanence/fixes/importModule.ts';
import { inFile } from '../../../impermanence/fixes/located.ts';
import { convertToUnit } from '../../../impermanence/fixes/wipeUnit.ts';
import type { Model, Store } from '../../../impermanence/model/model.ts';
import { hasSystemdInitrd } from '../../../impermanence/rules/initrd.ts';
import type { External } from '../../../nix/eval/value.ts';
import { setAttribute } from '../../../nix/syntax/build/attributes.ts';
import { insertBinding } from '../../../nix/syntax/build/bindings.ts';
import type { ModulePlace } from './systemStore.ts';

/** What preservation needs of the system beside the stores: to be imported and enabled, and a first stage with systemd. */
export function setupEdits(
  context: FixContext,
  model: Model,
  place: ModulePlace,
  stores: readonly Store[],
): readonly FileEdit[] | undefined {
  const { configuration } = model;
  const isEnabled = configuration.definitions(['preservation', 'enable']).length > 0;
  const keepsMachineId = model.entries.some(({ path, store }) => path === '/etc/machine-id' && stores.includes(store));
  const suppressed = ['systemd', 'suppressedSystemUnits'];
  return all(
    isEnabled ? [] : inFile(place.file, insertBinding(place.tree, place.moduleSet, enable, place.moduleBinding)),
    systemdEdits(context, model, place),
    // Its service fails where the id is a mount. Source: nix-community/preservation, pull request 6.
    keepsMachineId && configuration.definitions(suppressed).length === 0
      ? option(place, suppressed, '[ "systemd-machine-id-commit.service" ]')
      : [],
    isImported(model) ? [] : importing(context, model),
  );
}

const enable = 'preservation.enable = true;';

function systemdEdits(context: FixContext, model: Model, place: ModulePlace): readonly FileEdit[] | undefined {
  if (hasSystemdInitrd(model) === true) return [];
  const path = ['boot', 'initrd', 'systemd', 'enable'];
  const [written] = model.configuration.definitions(path);
  return all(
    written ? setDefinition(context, written, 'true') : option(place, path, 'true'),
    ...unitEdits(context, model),
  );
}

/** Commands that only a first stage without systemd runs become units; those that cannot are reported as soon as it has systemd. */
function unitEdits(context: FixContext, { configuration }: Model): readonly (readonly FileEdit[])[] {
  return ['postDeviceCommands', 'postResumeCommands', 'postMountCommands'].flatMap((name) =>
    configuration
      .definitions(['boot', 'initrd', name])
      .flatMap((definition) => [convertToUnit(context, definition, name) ?? []]),
  );
}

function option({ tree, file, moduleSet }: ModulePlace, path: readonly string[], text: string) {
  const edits = setAttribute(tree, moduleSet, path, text);
  return edits && inFile(file, edits);
}

/** Where it cannot be imported by an edit the person has to; a module by itself imports nothing. */
function importing(context: FixContext, model: Model): readonly FileEdit[] {
  return model.host.kind === 'module' ? [] : (importModule(context, model, preservation) ?? []);
}

/** Source: nix-community/preservation, flake.nix and module.nix. */
const preservation: ModuleSource = { name: 'preservation', revision: 'main', file: 'module.nix' };

/** Whether some module that is imported is preservation's. */
export function isImported({ configuration }: Model): boolean {
  return configuration.modules.some(({ external }) => external !== undefined && isPreservation(external));
}

function isPreservation({ source }: External): boolean {
  if (source.kind === 'input') return source.name === 'preservation';
  return source.kind === 'fetched' && source.url.includes('/preservation');
}
