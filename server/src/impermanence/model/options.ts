import type { OptionType } from '../../nix/eval/optionType.ts';
import type { Value } from '../../nix/eval/value.ts';
import type { DeclaredOption, NativeModule, Self } from '../../nix/modules/declare.ts';
import { attrs, bool, declareOptions, list, nothing, option, text } from '../../nix/modules/declare.ts';
import { types } from '../../nix/modules/nativeTypes.ts';
import { changes } from '../knowledge/options/changes.ts';
import { type ModuleVersion, type OptionFact, standing, timeOf } from '../knowledge/options/optionFact.ts';
import { persistenceFacts } from '../knowledge/options/stores.ts';
import type { Era } from '../knowledge/revisions.ts';
import { entryDefault } from './entryDefaults.ts';
import { completeHomeStores, completeSystemStores } from './inherit.ts';
import { homeManagerOwner, ownerOf } from './owners.ts';

/** The impermanence module as option declarations for the module system. */
export interface PersistenceOptions {
  readonly nixos: NativeModule;
  readonly home: NativeModule;
}

/**
 * The options of the impermanence module at a version. Names that version refuses by an assertion are taken with any
 * value, so that their definitions can be seen; names it does not know are not declared. Without a version (a revision
 * between the eras) it is the present tree that also takes what was removed.
 */
export function persistenceOptions(version: ModuleVersion | undefined): PersistenceOptions {
  const at = version ?? { era: 'v2', lastModified: undefined };
  return {
    nixos: {
      options: declareOptions(
        option('environment.persistence', storesOf('environment.persistence', at), systemDetails(at.era)),
      ),
    },
    home: {
      options: declareOptions(option('home.persistence', storesOf('home.persistence', at), homeDetails(at.era))),
    },
  };
}

function systemDetails(era: Era) {
  return {
    default: attrs({}),
    apply: (value: Value, self: Self) =>
      completeSystemStores(value, era, (user) => ownerOf(user, self.get('users', 'users'))),
  };
}

function homeDetails(era: Era) {
  return {
    default: attrs({}),
    apply: (value: Value, self: Self) => completeHomeStores(value, era, homeManagerOwner(self)),
  };
}

function storesOf(path: string, version: ModuleVersion): OptionType {
  return types.attrsOf(submoduleOf(`${path}.<name>`, version));
}

function submoduleOf(prefix: string, version: ModuleVersion): OptionType {
  const declared = childrenOf(prefix).flatMap((fact) => declare(fact, prefix, version));
  return types.submodule({ options: declareOptions(...declared, ...hidden(prefix, version)) });
}

/** The facts of the options directly in a set. */
function childrenOf(prefix: string): readonly OptionFact[] {
  return persistenceFacts.filter(
    ({ path }) => path.startsWith(`${prefix}.`) && !path.slice(prefix.length + 1).includes('.'),
  );
}

function declare(fact: OptionFact, prefix: string, version: ModuleVersion): readonly DeclaredOption[] {
  const name = fact.path.slice(prefix.length + 1);
  switch (standing(fact, version)) {
    case 'later':
    case 'gone':
      return [];
    case 'removed':
      return [option(name, types.unspecified)];
    case 'present':
      return present(name, fact, version);
  }
}

function present(name: string, fact: OptionFact, version: ModuleVersion): readonly DeclaredOption[] {
  switch (name) {
    case 'directories':
      return [option(name, entriesOf(fact.path, 'directory', version), { default: list() })];
    case 'files':
      return [option(name, entriesOf(fact.path, 'file', version), { default: list() })];
    case 'users':
      return [option(name, types.attrsOf(submoduleOf(`${fact.path}.<name>`, version)), { default: attrs({}) })];
    case 'parentDirectory':
      return parentOptions(fact.path, version);
    case 'defaultPerms':
      return permissions(version.era);
    default:
      return [option(name, scalarType(name, fact, version), { default: scalarDefault(name, fact, version.era) })];
  }
}

function entriesOf(path: string, field: 'directory' | 'file', version: ModuleVersion): OptionType {
  const item = `${path}.*`;
  const objects = childrenOf(item).some((fact) => standing(fact, version) === 'present');
  if (!objects) return types.listOf(types.str);
  const coerced = types.coercedTo(types.str, (value) => attrs({ [field]: value }), submoduleOf(item, version));
  return types.listOf(coerced);
}

/** parentDirectory takes what a directory takes since parents have permissions of their own (2023-04-23). */
function parentOptions(path: string, version: ModuleVersion): readonly DeclaredOption[] {
  const own = childrenOf(path).flatMap((fact) => declare(fact, path, version));
  const ofParent = (name: string, type: OptionType) =>
    option(name, type, { default: entryDefault(`parentDirectory.${name}`, version.era) });
  const rest: DeclaredOption[] =
    timeOf(version) < changes.defaultPerms.time
      ? []
      : [
          ofParent('directory', types.str),
          ofParent('dirPath', types.path),
          ofParent('hideMount', types.bool),
          ofParent('persistentStoragePath', types.path),
          ofParent('home', types.nullOr(types.path)),
          ofParent('enableDebugging', types.bool),
          ...permissions(version.era),
          ...(timeOf(version) < changes.allowTrash.time ? [] : [ofParent('allowTrash', types.bool)]),
          ...hidden('', version),
        ];
  return [...own, ...rest].map((each) => ({ ...each, path: ['parentDirectory', ...each.path] }));
}

/** The permissions that an entry would have by default: those of the folders above it. */
function permissions(era: Era): readonly DeclaredOption[] {
  return ['user', 'group', 'mode'].map((field) => {
    const path = `defaultPerms.${field}`;
    return option(path, field === 'group' ? groupType(era) : types.str, { default: entryDefault(path, era) });
  });
}

/** In Home Manager the group is filled in later since the rewrite. */
function groupType(era: Era): OptionType {
  return era === 'v2' ? types.nullOr(types.str) : types.str;
}

/** Since the rewrite every level has a list of assertions that messages about removed names go to. */
function hidden(_prefix: string, version: ModuleVersion): readonly DeclaredOption[] {
  return version.era === 'v2' ? [option('assertions', types.listOf(types.unspecified), { default: list() })] : [];
}

function scalarType(name: string, fact: OptionFact, version: ModuleVersion): OptionType {
  if (fact.values !== undefined) return types.enum(...fact.values);
  switch (name) {
    case 'directory':
    case 'file':
    case 'user':
    case 'mode':
      return types.str;
    case 'group':
      return groupType(version.era);
    case 'persistentStoragePath':
    case 'dirPath':
    case 'filePath':
      return types.path;
    case 'home':
      return fact.internal === true ? types.nullOr(types.path) : types.path;
    case 'allowOther':
      return types.nullOr(types.bool);
    default:
      return types.bool;
  }
}

/** What an option is where nobody sets it: of an entry it is what the entry inherits. */
function scalarDefault(name: string, fact: OptionFact, era: Era): Value | ((self: Self) => Value) | undefined {
  const [, inEntry] = fact.path.split('.*.');
  const inherits = inEntry === undefined ? undefined : entryDefault(inEntry, era);
  if (inherits !== undefined) return inherits;
  switch (name) {
    case 'enable':
    case 'enableWarnings':
      return bool(true);
    case 'hideMounts':
    case 'allowTrash':
    case 'enableDebugging':
    case 'removePrefixDirectory':
      return bool(false);
    case 'persistentStoragePath':
      return (self) => text(self.name);
    case 'allowOther':
      return nothing;
    case 'defaultDirectoryMethod':
      return text('bindfs');
    case 'method':
      return fact.values?.includes('auto') === true ? text('auto') : undefined;
    case 'home':
      return (self) => text(`/home/${self.name}`);
    default:
      return undefined;
  }
}
