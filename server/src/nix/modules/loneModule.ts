import type { AttrsValue, FilePath, Value } from '../eval/value.ts';
import { ready } from '../eval/value.ts';
import { homeWorld } from './homeOptions.ts';
import type { HostContext } from './hostContext.ts';
import { nixosWorld } from './nixosOptions.ts';
import { createNixos } from './system.ts';

/** What makes a set a module whatever else it holds. */
const marks = ['imports', 'options', 'config', 'disabledModules'];

/** Whether a file evaluates to a module of NixOS or Home Manager: by what its top level names. */
export function isModule(path: FilePath, context: HostContext): boolean {
  if (path.endsWith('/flake.nix')) return false;
  const value = moduleValue(path, context);
  if (value === undefined || value.entries.has('outPath') || isDerivation(value)) return false;
  const names = [...value.entries.keys()];
  if (marks.some((mark) => value.entries.has(mark))) return true;
  return names.some((name) => owns(nixosWorld, name) || owns(homeWorld, name));
}

function owns(world: typeof nixosWorld, name: string): boolean {
  return world.kind === 'world' && world.owns(name);
}

function isDerivation(value: AttrsValue): boolean {
  const type = value.entries.get('type')?.thunk.force();
  return type?.kind === 'string' && type.text === 'derivation';
}

/** Whether a module is one of Home Manager: it has `home` at its top, which NixOS does not have. */
export function isHomeModule(path: FilePath, context: HostContext): boolean {
  const system = createNixos(context, {
    modules: [{ kind: 'item', thunk: ready({ kind: 'path', path }) }],
    file: path,
    argumentsOpen: true,
  });
  const top = system.set.config.force();
  if (top.kind !== 'attrs') return false;
  return system.set.root().member('home') !== undefined;
}

/** The set a file gives as a module, called with arguments if it is a function. */
function moduleValue(path: FilePath, context: HostContext): AttrsValue | undefined {
  const value = context.session.evaluation.importFile(path);
  if (value.kind === 'attrs' && !value.entries.has('__functor')) return value;
  if (value.kind !== 'function') return undefined;
  if (value.formals !== undefined && value.ellipsis !== true) return undefined;
  const form = callAlone(path, context);
  return form?.kind === 'attrs' ? form : undefined;
}

function callAlone(path: FilePath, context: HostContext): Value | undefined {
  const value = context.session.evaluation.importFile(path);
  if (value.kind !== 'function') return undefined;
  return value.apply({ force: () => moduleArguments(context) });
}

function moduleArguments(context: HostContext): Value {
  return {
    kind: 'attrs',
    entries: new Map([
      ['lib', { thunk: context.lib }],
      ['pkgs', { thunk: context.pkgs(undefined) }],
    ]),
    rest: { kind: 'unknown', reason: 'an argument of a module looked at by itself is not known' },
  };
}
