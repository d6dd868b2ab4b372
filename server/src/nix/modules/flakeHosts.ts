import type { FilePath, Thunk, Value } from '../eval/value.ts';
import { type Host, unnamedHost } from './configuration.ts';
import type { OpenContext } from './context.ts';
import { colmenaNodes } from './deployments.ts';
import type { Flake } from './flake.ts';
import { loadFlake, membersOf, outputOf } from './flake.ts';
import type { Home } from './homes.ts';
import { homeOfValue } from './homes.ts';
import type { NixosSystem } from './system.ts';
import { nixosSystemOf } from './system.ts';

interface Candidate {
  readonly host: Host;
  readonly value: () => Value;
}

/** The hosts of a flake: nixosConfigurations, the nodes of colmena and the like by name, and homeConfigurations. */
export function flakeHosts(path: FilePath, context: OpenContext): readonly Host[] {
  return candidates(load(path, context), context).map(({ host }) => host);
}

/** The system or home behind a host of a flake; undefined where it is none or not known. */
export function findFlakeHost(host: Host, context: OpenContext): NixosSystem | Home | undefined {
  const found = candidates(load(host.root, context), context).find(
    (each) => each.host.name === host.name && each.host.kind === host.kind,
  );
  const value = found?.value();
  if (value === undefined) return undefined;
  const home = homeOfValue(value);
  return nixosSystemOf(value) ?? (home === undefined ? undefined : { ...home, user: host.user ?? home.user });
}

function load(path: FilePath, context: OpenContext): Flake {
  const flake = loadFlake(context, path);
  context.setInputs(flake.inputs);
  return flake;
}

function candidates(flake: Flake, context: OpenContext): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { name, thunk, site } of membersOf(outputOf(flake, 'nixosConfigurations'))) {
    const value = () => thunk.force();
    if (!isOther(value())) found.set(name, { host: describe(flake, name, 'nixos', site, value()), value });
  }
  const unnamed = unnamedMember(outputOf(flake, 'nixosConfigurations'));
  if (unnamed && nixosSystemOf(unnamed.force())) {
    const value = () => unnamed.force();
    found.set(unnamedHost, { host: describe(flake, unnamedHost, 'nixos', value().site, value()), value });
  }
  for (const { name, thunk, site } of hiveNodes(flake, context)) {
    if (found.has(name)) continue;
    const value = () => thunk.force();
    found.set(name, { host: describe(flake, name, 'nixos', site, value()), value });
  }
  const homes = membersOf(outputOf(flake, 'homeConfigurations')).map(({ name, thunk, site }): Candidate => {
    const value = () => thunk.force();
    return { host: { ...describe(flake, name, 'home', site, value()), user: name.split('@')[0] ?? name }, value };
  });
  return [...found.values(), ...homes];
}

/** What has a name that nobody knows: `nixosConfigurations.${secrets.hostName}`. */
function unnamedMember(value: Value | undefined): Thunk | undefined {
  return value?.kind === 'attrs' && value.rest !== undefined ? value.restLike : undefined;
}

/** Whether it is surely no system but, say, a function or a set of systems: what flake-utils makes of `nixosConfigurations` has one for each platform. */
function isOther(value: Value): boolean {
  if (value.kind === 'attrs') return value.rest === undefined && !value.entries.has('config');
  return value.kind !== 'unknown' && value.kind !== 'failure';
}

function hiveNodes(flake: Flake, context: OpenContext): ReturnType<typeof membersOf> {
  const hive = outputOf(flake, 'colmenaHive');
  const made = hive?.kind === 'attrs' ? hive.entries.get('nodes')?.thunk.force() : undefined;
  if (made?.kind === 'attrs') return membersOf(made);
  const plain = outputOf(flake, 'colmena');
  return plain?.kind === 'attrs' ? membersOf(colmenaNodes(context, plain)) : [];
}

function describe(flake: Flake, name: string, kind: 'nixos' | 'home', site: Host['site'], value: Value): Host {
  const home = homeOfValue(value);
  const nixpkgs = (nixosSystemOf(value) ?? home)?.nixpkgs;
  const host: Host = { name, kind, root: flake.path, site, flake: flake.path, nixpkgs };
  return home?.homeManager === undefined ? host : { ...host, homeManager: home.homeManager };
}
