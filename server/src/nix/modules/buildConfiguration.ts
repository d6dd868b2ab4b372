import type { AttrsValue, FilePath, Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import type { Configuration, Definition, HomeConfiguration, Host, ModuleReference } from './configuration.ts';
import { mergedSet, unnamedHost } from './configuration.ts';
import type { ModuleSet } from './evaluateModules.ts';
import type { Home } from './homes.ts';
import type { HostContext } from './hostContext.ts';
import { lookUp } from './lookUp.ts';
import { once } from './once.ts';
import { describeWellKnown } from './wellKnownModules.ts';

/** What a host's module set and its homes look like from outside. */
export function buildConfiguration(
  host: Host,
  set: ModuleSet,
  homes: () => ReadonlyMap<string, Home>,
  context: HostContext,
  open: boolean,
): Configuration {
  const whole = commonPart(set, context, open);
  const found = once(() => {
    const users = new Map<string, HomeConfiguration>();
    for (const [user, home] of homes()) {
      users.set(user, withGetters(home.set === set ? whole : commonPart(home.set, context, open), { user }));
    }
    return users;
  });
  const redefine = (file: FilePath, path: readonly string[]): boolean => {
    const sets = new Set([set, ...[...homes().values()].map((home) => home.set)]);
    if (!canRedefine(context, file, path)) return false;
    return [...sets].some((each) => each.redefine(file, path));
  };
  let named = host;
  return withGetters(whole, {
    get host() {
      const name = writtenName(host, whole) ?? host.name;
      if (name !== named.name) named = { ...host, name };
      return named;
    },
    homes: found,
    redefine,
  });
}

/** What a machine calls itself that no flake gives a name, or none that is known. */
function writtenName(host: Host, { definitions, lookup }: Common): string | undefined {
  const path = ['networking', 'hostName'];
  const isNamed = host.flake !== undefined && host.name !== unnamedHost;
  if (host.kind !== 'nixos' || isNamed || definitions(path).length === 0) return undefined;
  const name = lookup(path);
  return name.kind === 'string' && name.text !== '' ? name.text : undefined;
}

/** Whether it is known where everything went that is read from a file: one module set has it, and it has no failures. */
function canRedefine({ session }: HostContext, file: FilePath, path: readonly string[]): boolean {
  const concerned = session.notes.some(
    (note) => note.site === undefined || note.site.file === file || note.path[0] === path[0],
  );
  return !concerned && session.imported.get(file) === 1 && session.evaluation.forgetModule(file);
}

type Common = Omit<Configuration, 'homes' | 'host' | 'redefine'>;

/** Copies getters as getters: nothing is computed before it is asked for. */
function withGetters<A extends object, B extends object>(a: A, b: B): A & B {
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(a), ...Object.getOwnPropertyDescriptors(b) },
  ) as A & B;
}

function commonPart(set: ModuleSet, context: HostContext, open: boolean): Common {
  const unfollowed = once(() => unfollowedIn(set, context));
  return {
    get config() {
      const value = set.config.force();
      const nothing: AttrsValue = { kind: 'attrs', entries: new Map(), rest: asUnknown(value) };
      return value.kind === 'attrs' ? value : nothing;
    },
    lookup: (path) => lookUp(set.root(), path),
    definitions: (path) => definitionsAt(set, path),
    declarationsOf: (path) => set.declarationsOf(path),
    get modules() {
      return set.collected().references;
    },
    get unfollowed() {
      return unfollowed();
    },
    get open() {
      return open || unfollowed().length > 0;
    },
    get files() {
      return context.files();
    },
    get failures() {
      return context.session.notes;
    },
    inputs: () => context.inputs(),
  };
}

function asUnknown(value: Value) {
  if (value.kind === 'unknown') return value;
  return unknown(value.kind === 'failure' ? value.message : 'the configuration is no set');
}

function definitionsAt(set: ModuleSet, path: readonly string[]): readonly Definition[] {
  const config = set.root().value.force();
  return mergedSet(config)?.definitions(path) ?? [];
}

/** Imports that could not be followed and are not well-known, and parts of modules of which nothing is known. */
function unfollowedIn(set: ModuleSet, context: HostContext): readonly ModuleReference[] {
  const imports = set.collected().references.filter((reference) => {
    if (reference.unfollowed === undefined) return false;
    return reference.external === undefined || describeWellKnown(reference.external, context.inputs()) === undefined;
  });
  const parts = set.partial().map(
    (reason): ModuleReference => ({
      file: reason.site?.file,
      site: reason.site,
      external: reason.external,
      unfollowed: reason,
      scope: imports[0]?.scope ?? 'nixos',
      user: undefined,
      condition: 'yes',
    }),
  );
  return [
    ...imports,
    ...parts.filter(
      (part) => part.external === undefined || describeWellKnown(part.external, context.inputs()) === undefined,
    ),
  ];
}
