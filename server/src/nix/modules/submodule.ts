import type { SubmoduleType } from '../eval/optionType.ts';
import type { ListItem, Thunk, Unknown, Value } from '../eval/value.ts';
import { ready } from '../eval/value.ts';
import type { NativeModule } from './declare.ts';
import type { Discharged, PushedSet } from './definitions.ts';
import { evaluateModules } from './evaluateModules.ts';
import type { Place } from './session.ts';

/** The value of a submodule: its own modules and the definitions as modules, evaluated together. */
export function mergeSubmodule(type: SubmoduleType, counting: readonly Discharged[], place: Place): Value {
  const modules = type.modules.force();
  const own: readonly ListItem[] =
    modules.kind === 'list'
      ? modules.items
      : [{ kind: 'gap', unknown: modules.kind === 'unknown' ? modules : notAList }];
  const plain = type.shorthandOnlyDefinesConfig && counting.every(isConfig);
  const set = evaluateModules({
    session: place.session,
    modules: plain
      ? own
      : [...own.map(imported), ...counting.map((each) => asModule(each, type.shorthandOnlyDefinesConfig))],
    direct: plain ? counting.map(asSet) : undefined,
    native: type.native as readonly NativeModule[] | undefined,
    specialArgs: type.specialArgs,
    path: place.path,
    name: place.path.at(-1) ?? '',
    outer: place.outer,
    file: counting[0]?.source.file,
  });
  const value = set.config.force();
  const site = counting.find((each) => each.valueSite !== undefined)?.valueSite;
  if (value.kind !== 'attrs') return value;
  const rest = value.rest ?? (plain && own.length === 0 ? undefined : openOf(set.collected().references));
  return { ...value, site, rest };
}

/**
 * A module that is imported by one in its place, as nixpkgs does with the modules of the type and with definitions that
 * are no plain sets, to say where they are from: they come in front of those that are.
 */
function imported(item: ListItem): ListItem {
  if (item.kind === 'gap') return item;
  const imports = ready({ kind: 'list', items: [item] });
  return {
    kind: 'item',
    thunk: ready({ kind: 'attrs', entries: new Map([['imports', { thunk: imports }]]) }),
    site: item.site,
  };
}

/** Whether a definition is all config, as a set that is one is in the short form. */
function isConfig({ value }: Discharged): boolean {
  return (value.kind === 'attrs' && !isFunctor(value)) || value.kind === 'unknown';
}

function asSet({ value, source, conditionReason }: Discharged): PushedSet {
  return { value, source, wrappers: conditionReason === undefined ? [] : [{ kind: 'maybe', reason: conditionReason }] };
}

const notAList: Unknown = { kind: 'unknown', reason: 'the modules of the submodule are not known' };

/** A submodule with a module that could not be followed may hold anything. */
function openOf(references: readonly { readonly unfollowed: Unknown | undefined }[]): Unknown | undefined {
  return references.find((reference) => reference.unfollowed !== undefined)?.unfollowed;
}

function asModule(each: Discharged, shorthand: boolean): ListItem {
  const maybe = each.conditionReason;
  const value = each.value;
  if (shorthand && (value.kind === 'attrs' || value.kind === 'unknown') && !isFunctor(value)) {
    return { kind: 'item', thunk: configOnly(each.thunk, each), site: each.valueSite, maybe };
  }
  return imported({ kind: 'item', thunk: each.thunk, site: each.valueSite, maybe });
}

function isFunctor(value: Value): boolean {
  return value.kind === 'attrs' && value.entries.has('__functor');
}

function configOnly(thunk: Thunk, each: Discharged): Thunk {
  return ready({ kind: 'attrs', entries: new Map([['config', { thunk }]]), site: each.valueSite });
}
