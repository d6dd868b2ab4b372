import type { Value } from '../eval/value.ts';
import type { ModuleReference } from './configuration.ts';
import type { NativeModule, Self } from './declare.ts';
import { attrs, bool, declareOptions, elsewhere, knownOfMore, option } from './declare.ts';
import type { ModuleSet } from './evaluateModules.ts';
import type { HostContext } from './hostContext.ts';
import { types } from './nativeTypes.ts';
import { describeWellKnown, projectOf } from './wellKnownModules.ts';

/**
 * What is known of the users that modules of NixOS declare for their services, besides those in sight: none of them is a
 * normal user. So `filterAttrs (_: user: user.isNormalUser) config.users.users` is known as a whole.
 */
export function serviceUsers(context: HostContext, set: () => ModuleSet): NativeModule {
  const user = (self: Self): Value => (hasOnlyServices(self, set(), context) ? serviceUser : anyUser);
  return {
    options: declareOptions(
      ...servicesOfPeople.map((name) => option(`services.${name}.enable`, types.bool, { default: bool(false) })),
      knownOfMore('users.users', user),
    ),
  };
}

/**
 * Services whose user is a normal one (nixpkgs, nixos/modules/services: web-apps/code-server.nix and
 * openvscode-server.nix, continuous-integration/buildbot/master.nix and worker.nix).
 */
const servicesOfPeople = ['code-server', 'openvscode-server', 'buildbot-master', 'buildbot-worker'];

/** Well-known projects some of whose modules declare normal users. */
const projectsOfPeople: ReadonlySet<string> = new Set([
  'jovian-nixos',
  'nix-bitcoin',
  'nixos-generators',
  'nixos-wsl',
  'raspberry-pi-nix',
]);

/** Modules of nixpkgs that are imported by their path and declare no user. */
const harmlessPath =
  /^\/(?:installer\/scan|profiles\/(?:all-hardware|base|hardened|headless|minimal|perlless|qemu-guest))\b/;

const anyUser: Value = elsewhere('the users that modules of NixOS declare are not known');
const serviceUser: Value = { ...attrs({ isNormalUser: bool(false) }), rest: anyUser };

function hasOnlyServices(self: Self, set: ModuleSet, context: HostContext): boolean {
  const enabled = servicesOfPeople.map((name) => self.get('services', name, 'enable'));
  if (!enabled.every((each) => each.kind === 'boolean' && !each.value)) return false;
  return set.partial().length === 0 && !set.collected().references.some((module) => mayDeclarePeople(module, context));
}

function mayDeclarePeople({ external, unfollowed, scope }: ModuleReference, context: HostContext): boolean {
  if (scope === 'home' || unfollowed === undefined) return false;
  if (external === undefined || describeWellKnown(external, context.inputs()) === undefined) return true;
  const project = projectOf(external, context.inputs()) ?? '';
  return project === 'nixpkgs' ? !harmlessPath.test(external.subpath) : projectsOfPeople.has(project);
}
