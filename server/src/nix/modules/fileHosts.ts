import type { AttrsValue, FilePath, Site, Thunk, Value } from '../eval/value.ts';
import { ready } from '../eval/value.ts';
import type { Host } from './configuration.ts';
import type { OpenContext } from './context.ts';
import { colmenaNodes } from './deployments.ts';
import { membersOf } from './flake.ts';
import { type Home, homeOfValue } from './homes.ts';
import { type NixosSystem, nixosSystemOf } from './system.ts';

interface Candidate {
  readonly name: string;
  readonly site: Site | undefined;
  readonly made: NixosSystem | Home;
}

/** Files at the top of a project without a flake that may make hosts. */
export const hostFileNames: readonly string[] = ['default.nix', 'hive.nix'];

/** Attributes that hold hosts by name. */
const holders = /^(?:nixosConfigurations|homeConfigurations|hosts|nodes|machines|systems|configurations|nixos)$/;

/**
 * The hosts that a file makes by calling nixpkgs or Home Manager itself (`import (nixpkgs + "/nixos/lib/eval-config.nix") { … }`): the
 * file's value, its attributes, or those of its `hosts`, `nixosConfigurations` and the like; of a colmena hive its nodes.
 */
export function fileHosts(path: FilePath, context: OpenContext): readonly Host[] {
  return candidates(path, context).map(({ name, site, made }) => {
    const host: Host = { name, kind: made.kind, root: path, site, flake: undefined, nixpkgs: made.nixpkgs };
    if (made.kind === 'nixos') return host;
    return { ...host, user: name.split('@')[0] ?? name, homeManager: made.homeManager };
  });
}

/** The system or home behind a host that a file makes; undefined where the file does not make it any more. */
export function findFileHost(host: Host, context: OpenContext): NixosSystem | Home | undefined {
  const made = candidates(host.root, context).find(
    ({ name, made }) => name === host.name && made.kind === host.kind,
  )?.made;
  return made?.kind === 'home' ? { ...made, user: host.user ?? made.user } : made;
}

function candidates(path: FilePath, context: OpenContext): readonly Candidate[] {
  const value = settled(context.session.evaluation.importFile(path));
  const folder = path.split('/').at(-2) ?? path;
  const whole = candidate(folder, undefined, value);
  if (whole !== undefined) return [whole];
  if (value.kind !== 'attrs') return [];
  const hive = isHive(path, value) ? colmenaNodes(context, value) : undefined;
  const found = new Map<string, Candidate>();
  for (const { name, thunk, site } of hive === undefined ? members(value) : membersOf(hive)) {
    const each = candidate(name, site, thunk.force());
    if (each !== undefined && !found.has(name)) found.set(name, each);
  }
  return [...found.values()];
}

/** The value of a file that is a function whose arguments may all be left out. */
function settled(value: Value): Value {
  if (value.kind !== 'function' || value.formals === undefined) return value;
  const isOptional = [...value.formals.values()].every((hasDefault) => hasDefault);
  return isOptional ? value.apply(ready({ kind: 'attrs', entries: new Map() })) : value;
}

function candidate(name: string, site: Site | undefined, value: Value): Candidate | undefined {
  const made = nixosSystemOf(value) ?? homeOfValue(value);
  return made === undefined ? undefined : { name, site, made };
}

function isHive(path: FilePath, value: AttrsValue): boolean {
  const isNamed = path.endsWith('/hive.nix');
  return ['meta', 'network'].some((name) => value.entries.has(name)) && (isNamed || value.entries.has('defaults'));
}

/** The attributes of a set, and those of the sets in it that hold hosts. */
function* members(
  value: AttrsValue,
): Iterable<{ readonly name: string; readonly thunk: Thunk; readonly site: Site | undefined }> {
  for (const member of membersOf(value)) {
    yield member;
    if (holders.test(member.name)) yield* membersOf(member.thunk.force());
  }
}
