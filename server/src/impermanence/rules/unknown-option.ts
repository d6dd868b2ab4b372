import type { Site, Value } from '../../nix/eval/value.ts';
import type { Definition } from '../../nix/modules/configuration.ts';
import { removeDefinition, replaceName } from '../fixes/definitions.ts';
import { dayOf, type ModuleVersion, type OptionFact, persistenceFacts, standing } from '../knowledge/options/index.ts';
import type { Model } from '../model/model.ts';
import { modeBits } from './modes.ts';
import { nearest } from './nearest.ts';
import type { Options } from './options.ts';
import { declaresItself } from './ownOptions.ts';
import type { Fix, Problem, Rule, RuleContext } from './rule.ts';
import { lacksPath, pathNames, type StoreSet, storeSets } from './storeSets.ts';
import page from './unknown-option.md';

/** `The option … does not exist`, before the evaluation says so. */
export const unknownOption: Rule = {
  id: 'unknown-option',
  severity: 'error',
  title: 'An option that this revision of the module does not have',
  page,
  source: 'M',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era, lastModified } = model.releases.impermanence;
    yield* misspelt(model, context);
    if (era === undefined) return;
    for (const set of storeSets(model)) {
      for (const { path, definition } of set.origin.undeclared()) {
        const name = path.at(-1) ?? '';
        if (lacksPath(set) && pathNames.has(name)) continue;
        yield* problem(set, name, definition, { era, lastModified }, context);
      }
    }
  },
};

/** The commonest slip of all. */
function* misspelt(model: Model, context: RuleContext): Iterable<Problem> {
  for (const name of ['persistance', 'persistense', 'persistent']) {
    yield* misspeltIn(model.configuration, ['environment', name], model, context);
    for (const home of model.configuration.homes().values()) yield* misspeltIn(home, ['home', name], model, context);
  }
}

function* misspeltIn(
  options: Options,
  path: readonly [scope: string, name: string],
  model: Model,
  context: RuleContext,
): Iterable<Problem> {
  const definitions = options.definitions(path);
  if (definitions.length === 0 || declaresItself(model, context, path)) return;
  for (const { nameSite, condition } of definitions) {
    if (!nameSite || condition !== 'yes') continue;
    yield {
      message: `“The option ${path.join('.')} does not exist”: it is called persistence.`,
      at: { site: nameSite },
      fixes: [
        { title: 'Write persistence', preferred: true, edits: () => replaceName(context, nameSite, 'persistence') },
      ],
    };
  }
}

function* problem(
  set: StoreSet,
  name: string,
  definition: Definition,
  version: ModuleVersion,
  context: RuleContext,
): Iterable<Problem> {
  const site = definition.nameSite ?? definition.valueSite;
  if (!site || definition.condition !== 'yes') return;
  const later = persistenceFacts.find(({ path }) => path === `${set.pattern}.${name}`);
  const meant = later ? undefined : meaning(set, name, version);
  yield {
    message: `“The option … does not exist”: ${placeOf(set)} has no ${name}${reason(later, meant)}`,
    at: { site },
    fixes: meant === undefined || !definition.nameSite ? [] : fixes(set, name, meant, site, definition, context),
  };
}

function fixes(
  set: StoreSet,
  name: string,
  meant: string,
  site: Site,
  definition: Definition,
  context: RuleContext,
): readonly Fix[] {
  const write = { title: `Write ${meant}`, edits: () => replaceName(context, site, meant) };
  if (set.kind !== 'file' || name !== 'mode' || mayEnter(definition.value.force()))
    return [{ ...write, preferred: true }];
  // A mode for the file, as 0600, is none for the folder it lies in, and the file keeps its own in the storage.
  return [{ title: `Remove ${name}`, preferred: true, edits: () => removeDefinition(context, definition) }, write];
}

/** Whether a mode lets at least its owner into a directory. */
function mayEnter(mode: Value): boolean {
  const bits = mode.kind === 'string' ? modeBits(mode.text) : undefined;
  return bits === undefined || (bits & 0o100) !== 0;
}

function reason(later: OptionFact | undefined, meant: string | undefined): string {
  if (later?.since) {
    return ` at the revision in use. It came with ${later.since.revision} (${dayOf(later.since)}).`;
  }
  return meant === undefined ? '.' : `. It has ${meant}.`;
}

function placeOf({ kind, store }: StoreSet): string {
  if (kind === 'store') return store.scope.kind === 'system' ? 'a storage' : 'a home storage';
  return kind === 'user' ? 'a user of a storage' : `an entry of ${kind === 'file' ? 'files' : 'directories'}`;
}

const slips: { readonly [kind in StoreSet['kind']]: { readonly [name: string]: string } } = {
  store: {
    dirs: 'directories',
    dir: 'directories',
    directory: 'directories',
    folders: 'directories',
    file: 'files',
    hideMount: 'hideMounts',
    user: 'users',
    path: 'persistentStoragePath',
  },
  user: { dirs: 'directories', dir: 'directories', directory: 'directories', folders: 'directories', file: 'files' },
  directory: { hideMounts: 'hideMount', owner: 'user', permissions: 'mode', perms: 'mode', path: 'directory' },
  file: {
    user: 'parentDirectory.user',
    group: 'parentDirectory.group',
    mode: 'parentDirectory.mode',
    owner: 'parentDirectory.user',
  },
};

function meaning({ kind, pattern, value }: StoreSet, name: string, version: ModuleVersion): string | undefined {
  const names = persistenceFacts
    .filter(({ path, internal }) => internal !== true && path.startsWith(`${pattern}.`))
    .filter((fact) => standing(fact, version) === 'present')
    .map(({ path }) => path.slice(pattern.length + 1))
    .filter((rest) => !rest.includes('.') || rest.startsWith('parentDirectory.'));
  const slip = slips[kind][name];
  if (slip !== undefined && (names.includes(slip) || slip.startsWith('parentDirectory'))) return slip;
  return nearest(
    name,
    names.filter((candidate) => !candidate.includes('.') && value.entries.has(candidate)),
  );
}
