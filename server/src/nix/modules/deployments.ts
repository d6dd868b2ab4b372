import type { Attr, AttrsValue, External, ListItem, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { attrs, text } from './declare.ts';
import type { HostContext } from './hostContext.ts';
import { nixpkgsOf } from './hostPackages.ts';
import type { KnownCall } from './knownCalls.ts';
import { createNixos, listItems, nixosConfiguration } from './system.ts';

/** `colmena.lib.makeHive { meta; defaults; <node> = module; }`: the hive with its nodes as systems. */
export function colmenaHive({ context, argument }: KnownCall): Value {
  const hive = argument.force();
  if (hive.kind !== 'attrs') return hive;
  return attrs({ nodes: lazy(() => colmenaNodes(context, hive)), toplevel: unknown('builds are not evaluated') });
}

/** The nodes of a colmena hive as systems (zhaofengli/colmena, src/nix/hive/eval.nix). */
export function colmenaNodes(context: HostContext, hive: AttrsValue): Value {
  const meta = member(hive, 'meta') ?? member(hive, 'network');
  const defaults = hive.entries.get('defaults');
  const special = meta?.kind === 'attrs' ? member(meta, 'specialArgs') : undefined;
  const nixpkgs = meta?.kind === 'attrs' ? member(meta, 'nixpkgs') : undefined;
  const nodeNixpkgs = meta?.kind === 'attrs' ? member(meta, 'nodeNixpkgs') : undefined;
  const perNode = meta?.kind === 'attrs' ? member(meta, 'nodeSpecialArgs') : undefined;
  const entries = new Map<string, Attr>();
  const nodes: AttrsValue = { kind: 'attrs', entries, rest: hive.rest };
  for (const [name, attr] of hive.entries) {
    if (['meta', 'network', 'defaults', '__schema'].includes(name)) continue;
    const modules: ListItem[] = [
      ...(defaults === undefined ? [] : [{ kind: 'item', thunk: defaults.thunk, site: defaults.site } as const]),
      { kind: 'item', thunk: attr.thunk, site: attr.site },
    ];
    const own = perNode?.kind === 'attrs' ? member(perNode, name) : undefined;
    const specialArgs = lazy(() => joined([attrs({ name: text(name), nodes }), special, own]));
    const ownNixpkgs = nodeNixpkgs?.kind === 'attrs' ? member(nodeNixpkgs, name) : nodeNixpkgs;
    const place = placeOf(ownNixpkgs ?? nixpkgs);
    entries.set(name, {
      thunk: lazy(() =>
        nixosConfiguration(
          context,
          createNixos(context, { modules, specialArgs, nixpkgs: place, file: attr.site?.file }),
        ),
      ),
      site: attr.site,
    });
  }
  return nodes;
}

/** `flake-utils-plus.lib.mkFlake { hosts; hostDefaults; … }` (gytis-ivaskevicius/flake-utils-plus, lib/mkFlake.nix). */
export function utilsPlusFlake({ context, argument }: KnownCall): Value {
  const given = argument.force();
  if (given.kind !== 'attrs') return given;
  const defaults = asSet(member(given, 'hostDefaults'));
  const hosts = member(given, 'hosts');
  const own = new Set([
    'self',
    'inputs',
    'hosts',
    'hostDefaults',
    'channels',
    'channelsConfig',
    'sharedOverlays',
    'outputsBuilder',
    'supportedSystems',
    'nixosConfigurations',
  ]);
  const entries = new Map<string, Attr>([...given.entries].filter(([name]) => !own.has(name)));
  entries.set('nixosConfigurations', { thunk: lazy(() => plusHosts(context, given, asSet(hosts), defaults)) });
  return { kind: 'attrs', entries, rest: given.rest };
}

function plusHosts(
  context: HostContext,
  flake: AttrsValue,
  hosts: AttrsValue | undefined,
  defaults: AttrsValue | undefined,
): Value {
  if (hosts === undefined) return unknown('the hosts of the flake are not known');
  const entries = new Map<string, Attr>();
  for (const [name, attr] of hosts.entries) {
    if (isElsewhere(attr, defaults)) continue;
    const thunk = lazy(() => {
      const host = asSet(attr.thunk.force());
      if (host === undefined) return unknown(`the host ${name} is not known`, attr.site);
      const of = (key: string) => member(host, key) ?? (defaults === undefined ? undefined : member(defaults, key));
      const hostName = attrs({ networking: attrs({ hostName: ready(mkHostName(name.split('.').at(-1) ?? name)) }) });
      const modules = [
        ...listItems(defaults === undefined ? undefined : member(defaults, 'modules')),
        ...listItems(member(host, 'modules')),
        { kind: 'item', thunk: ready(hostName) } as const,
      ];
      const inputs = attrs({ inputs: member(flake, 'inputs') });
      const specialArgs = lazy(() =>
        joined([
          inputs,
          defaults && member(defaults, 'specialArgs'),
          member(host, 'specialArgs'),
          defaults && member(defaults, 'extraArgs'),
          member(host, 'extraArgs'),
        ]),
      );
      return nixosConfiguration(
        context,
        createNixos(context, {
          modules,
          specialArgs,
          system: of('system') ?? text('x86_64-linux'),
          nixpkgs: channelOf(flake, of('channelName')),
          file: attr.site?.file,
        }),
      );
    });
    entries.set(name, { thunk, site: attr.site });
  }
  return { kind: 'attrs', entries, rest: hosts.rest };
}

/** Whether a host goes to another output, such as `darwinConfigurations`. */
function isElsewhere(attr: Attr, defaults: AttrsValue | undefined): boolean {
  const host = asSet(attr.thunk.force());
  const output = (host && member(host, 'output')) ?? (defaults && member(defaults, 'output'));
  return output?.kind === 'string' && output.text !== 'nixosConfigurations';
}

/** The nixpkgs of a channel: that of `channels`, else the input of that name. */
function channelOf(flake: AttrsValue, channel: Value | undefined): External | undefined {
  const name = channel === undefined ? 'nixpkgs' : channel.kind === 'string' ? channel.text : undefined;
  if (name === undefined) return undefined;
  const channels = asSet(member(flake, 'channels'));
  const told = asSet(channels && member(channels, name));
  const inputs = asSet(member(flake, 'inputs'));
  return placeOf((told && member(told, 'input')) ?? (inputs && member(inputs, name)));
}

/** Where the nixpkgs of nodes lies: told by its packages, or by its path alone. */
function placeOf(nixpkgs: Value | undefined): External | undefined {
  return nixpkgs?.kind === 'unknown' ? nixpkgs.external : nixpkgsOf(nixpkgs);
}

function mkHostName(name: string): Value {
  return attrs({ _type: text('override'), priority: { kind: 'integer', value: 1000 }, content: text(name) });
}

function member(set: AttrsValue, name: string): Value | undefined {
  return set.entries.get(name)?.thunk.force() ?? set.rest;
}

function asSet(value: Value | undefined): AttrsValue | undefined {
  return value?.kind === 'attrs' ? value : undefined;
}

/** Sets joined as by `//`. */
function joined(values: readonly (Value | undefined)[]): Value {
  const entries = new Map<string, Attr>();
  let rest: AttrsValue['rest'];
  for (const value of values) {
    if (value?.kind === 'attrs') {
      for (const [name, attr] of value.entries) entries.set(name, attr);
      rest ??= value.rest;
    } else if (value?.kind === 'unknown') rest ??= value;
  }
  return { kind: 'attrs', entries, rest };
}
