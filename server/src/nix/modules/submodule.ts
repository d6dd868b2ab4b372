import type { SubmoduleType } from '../eval/optionType.ts';
import type { ListItem, Thunk, Unknown, Value } from '../eval/value.ts';
import { ready } from '../eval/value.ts';
import type { NativeModule } from './declare.ts';
import type { Discharged } from './definitions.ts';
import { evaluateModules } from './evaluateModules.ts';
import type { Place } from './session.ts';

/** The value of a submodule: its own modules and the definitions as modules, evaluated together. */
export function mergeSubmodule(type: SubmoduleType, counting: readonly Discharged[], place: Place): Value {
  const modules = type.modules.force();
  const own: readonly ListItem[] =
    modules.kind === 'list'
      ? modules.items
      : [{ kind: 'gap', unknown: modules.kind === 'unknown' ? modules : notAList }];
  const set = evaluateModules({
    session: place.session,
    modules: [...own, ...counting.map((each) => asModule(each, type.shorthandOnlyDefinesConfig))],
    native: type.native as readonly NativeModule[] | undefined,
    specialArgs: type.specialArgs,
    path: place.path,
    name: place.path.at(-1) ?? '',
    outer: place.outer,
    file: counting[0]?.source.file,
  });
  const value = set.config.force();
  const site = counting.find((each) => each.valueSite !== undefined)?.valueSite;
  return value.kind === 'attrs' ? { ...value, site, rest: value.rest ?? openOf(set.collected().references) } : value;
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
  return { kind: 'item', thunk: each.thunk, site: each.valueSite, maybe };
}

function isFunctor(value: Value): boolean {
  return value.kind === 'attrs' && value.entries.has('__functor');
}

function configOnly(thunk: Thunk, each: Discharged): Thunk {
  return ready({ kind: 'attrs', entries: new Map([['config', { thunk }]]), site: each.valueSite });
}
