import type { Sources } from '../eval/sources.ts';
import type { FilePath, ListItem, Value } from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';
import { buildConfiguration } from './buildConfiguration.ts';
import type { Configuration, Host } from './configuration.ts';
import { createContext, type OpenContext } from './context.ts';
import { findFileHost } from './fileHosts.ts';
import { loadFlake } from './flake.ts';
import { findFlakeHost } from './flakeHosts.ts';
import { createHome, type Home } from './homes.ts';
import type { Declarations } from './hostContext.ts';
import { isHostFile } from './hosts.ts';
import type { LockedInput } from './lock.ts';
import { isHomeModule } from './loneModule.ts';
import { createNixos, type NixosSystem } from './system.ts';
import { projectOf } from './wellKnownModules.ts';

const noDeclarations: Declarations = () => ({});

/**
 * Evaluates a host: its module set, lazily. `declarations` gives the options that rooms above declare. A host that
 * `sources` do not have any more is one of which nothing is known.
 */
export function evaluateHost(host: Host, sources: Sources, declarations: Declarations = noDeclarations): Configuration {
  const context = createContext(sources, declarations);
  if (host.kind === 'module' && host.flake !== undefined) context.setInputs(pinnedInputs(host.flake, context));
  const found = host.kind === 'module' ? loneSystem(host.root, context) : rootSystem(host, context);
  if (found.kind === 'home') {
    return buildConfiguration(host, found.set, () => new Map([[found.user, found]]), context, host.kind === 'module');
  }
  return buildConfiguration(host, found.set, () => found.homes.all(), context, host.kind === 'module');
}

function rootSystem(host: Host, context: OpenContext): NixosSystem | Home {
  if (host.flake !== undefined && host.root === host.flake)
    return findFlakeHost(host, context) ?? unknownSystem(context, host);
  if (isHostFile(host.root)) return findFileHost(host, context) ?? unknownSystem(context, host);
  return createNixos(context, { modules: [fileItem(host.root)], nixpkgs: host.nixpkgs, file: host.root });
}

/** A module looked at by itself: one of Home Manager if it looks like one. */
function loneSystem(path: FilePath, context: OpenContext): NixosSystem | Home {
  const modules = [fileItem(path)];
  if (!isHomeModule(path, context)) return createNixos(context, { modules, file: path, argumentsOpen: true });
  return createHome(context, { user: '?', modules: () => modules, file: path, argumentsOpen: true });
}

/**
 * What the flake around a module pins of the projects whose options change with their revision. Which nixpkgs such a
 * module is for is not known: a flake may have several.
 */
function pinnedInputs(flake: FilePath, context: OpenContext): ReadonlyMap<string, LockedInput> {
  const inputs = [...loadFlake(context, flake).inputs].filter(([name, input]) => {
    const place = { source: { kind: 'input', name }, attributes: [], subpath: '', imported: false } as const;
    return projectOf(place, new Map([[name, input]])) === 'impermanence';
  });
  return new Map(inputs);
}

function fileItem(path: FilePath): ListItem {
  return { kind: 'item', thunk: ready({ kind: 'path', path }) };
}

function unknownSystem(context: OpenContext, host: Host): NixosSystem {
  const reason: Value = unknown(`how the host ${host.name} is made is not known`, host.site);
  return createNixos(context, { modules: [{ kind: 'item', thunk: ready(reason), site: host.site }] });
}
