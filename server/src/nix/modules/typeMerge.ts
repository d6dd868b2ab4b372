import { type EnumType, type OptionType, pathForm, type SubmoduleType } from '../eval/optionType.ts';
import type { ListItem, Thunk, Value } from '../eval/value.ts';
import { lazy } from '../eval/value.ts';

/**
 * One type out of two declarations of an option, as nixpkgs' `typeMerge`: submodules are put together, the choices of
 * enums united. Undefined where the types do not merge.
 */
export function mergeTypes(a: OptionType, b: OptionType): OptionType | undefined {
  if (a.name === 'unknown') return b.name === 'unknown' ? a : undefined;
  if (a.name === 'custom' && a.base !== undefined) return mergeTypes(a.base, b);
  if (b.name === 'custom' && b.base !== undefined) return mergeTypes(a, b.base);
  if (a.name === 'addCheck') return mergeTypes(a.element, b);
  if (b.name === 'addCheck') return mergeTypes(a, b.element);
  if (isWhole(a) && isWhole(b)) return { name: 'int' };
  switch (a.name) {
    case 'listOf':
      return b.name === a.name ? wrapped(a.element, b.element, (element) => ({ ...a, element })) : undefined;
    case 'attrsOf':
    case 'lazyAttrsOf':
    case 'nullOr':
    case 'unique':
      return b.name === a.name ? wrapped(a.element, b.element, (element) => ({ ...a, element })) : undefined;
    case 'functionTo':
      return b.name === a.name ? wrapped(a.result, b.result, (result) => ({ ...a, result })) : undefined;
    case 'either':
      if (b.name !== 'either') return undefined;
      return wrapped(a.left, b.left, (left) => wrapped(a.right, b.right, (right) => ({ ...a, left, right })));
    case 'submodule':
      return b.name === 'submodule' ? mergeSubmodules(a, b) : undefined;
    case 'enum':
      return b.name === 'enum' ? uniteChoices(a, b) : undefined;
    case 'separatedString':
      return b.name === a.name && a.separator === b.separator ? a : undefined;
    case 'path':
    case 'pathInStore':
    case 'externalPath':
    case 'pathWith':
      return isSamePath(a, b) ? a : undefined;
    case 'coercedTo':
    case 'custom':
    case 'oneOf':
    case 'strMatching':
    case 'attrTag':
      return undefined;
    default:
      return a.name === b.name ? a : undefined;
  }
}

function isSamePath(a: OptionType, b: OptionType): boolean {
  const [left, right] = [pathForm(a), pathForm(b)];
  return right !== undefined && left?.inStore === right.inStore && left?.absolute === right.absolute;
}

/** Ranges are `int` with a check: merging forgets the check. */
function isWhole(type: OptionType): boolean {
  return type.name === 'int' || type.name === 'intBetween';
}

function wrapped(
  a: OptionType,
  b: OptionType,
  wrap: (merged: OptionType) => OptionType | undefined,
): OptionType | undefined {
  const merged = mergeTypes(a, b);
  return merged === undefined ? undefined : wrap(merged);
}

function mergeSubmodules(a: SubmoduleType, b: SubmoduleType): SubmoduleType {
  return {
    name: 'submodule',
    // As nixpkgs' mergeOptionDecls has it, which starts from the last module.
    modules: joined(b.modules, a.modules),
    specialArgs: a.specialArgs ?? b.specialArgs,
    shorthandOnlyDefinesConfig: a.shorthandOnlyDefinesConfig || b.shorthandOnlyDefinesConfig,
    native: [...(a.native ?? []), ...(b.native ?? [])],
  };
}

function uniteChoices(a: EnumType, b: EnumType): EnumType {
  return { name: 'enum', values: joined(a.values, b.values) };
}

function joined(a: Thunk, b: Thunk): Thunk {
  return lazy(() => ({ kind: 'list', items: [...items(a.force()), ...items(b.force())] }));
}

function items(value: Value): readonly ListItem[] {
  if (value.kind === 'list') return value.items;
  return value.kind === 'unknown' ? [{ kind: 'gap', unknown: value }] : [];
}
