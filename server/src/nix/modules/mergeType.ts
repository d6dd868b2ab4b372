import type { OptionType } from '../eval/optionType.ts';
import type { Failure, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { Discharged, RawDefinition } from './definitions.ts';
import { decide, discharge } from './definitions.ts';
import { mergeAnything, mergeAttrs, mergeAttrsOf } from './mergeAttrs.ts';
import { mergeList } from './mergeList.ts';
import { mergeEqual, mergeFunctions, mergeOne, mergeOr, mergeTagged, mergeText } from './mergeScalar.ts';
import { mergeDefault, mergeShape } from './mergeShape.ts';
import { describeType } from './nativeTypes.ts';
import type { Place } from './session.ts';
import { failed, showOption } from './session.ts';
import { mergeSubmodule } from './submodule.ts';
import { fits } from './typeChecks.ts';

/** An option's definitions brought together. */
export interface Merged {
  readonly value: Thunk;
  /** Whether there is a definition; unknown with a reason where that hangs on an unknown condition. */
  readonly defined: 'yes' | 'no' | Unknown;
  /** The definitions that count, in order. */
  readonly counting: readonly Discharged[];
}

/** As nixpkgs' `mergeDefinitions`: properties opened, priorities and order applied. The value itself is computed when it is asked for. */
export function mergeDefinitions(type: OptionType, definitions: readonly RawDefinition[], place: Place): Merged {
  const counting = decide(definitions.flatMap(discharge));
  return {
    counting,
    defined: isDefined(counting),
    value: lazy(() => mergeCounting(type, counting, place)),
  };
}

function isDefined(counting: readonly Discharged[]): 'yes' | 'no' | Unknown {
  let doubt: Unknown | undefined;
  for (const each of counting) {
    if (each.condition === 'yes' && each.ghost === undefined) return 'yes';
    doubt ??= each.ghost ?? each.conditionReason;
  }
  return counting.length === 0 ? 'no' : (doubt ?? unknown('whether the option is defined is not known'));
}

/** The value of definitions that are known to count, by type. */
export function mergeCounting(type: OptionType, counting: readonly Discharged[], place: Place): Value {
  if (counting.length === 0) return emptyMerge(type, place);
  return mergeByType(type, sift(type, counting, place), place);
}

/** What nixpkgs gives an option without definitions (`emptyValue`). */
export function emptyMerge(type: OptionType, place: Place): Value {
  switch (type.name) {
    case 'listOf':
      if (type.nonEmpty) break;
      return { kind: 'list', items: [] };
    case 'attrs':
    case 'attrsOf':
    case 'lazyAttrsOf':
      return mergeByType(type, [], place);
    case 'nullOr':
      return { kind: 'null' };
    case 'submodule':
      return mergeSubmodule(type, [], place);
    case 'unique':
    case 'addCheck':
      return emptyMerge(type.element, place);
    case 'coercedTo':
      return emptyMerge(type.to, place);
    case 'custom':
      if (type.base !== undefined) return emptyMerge(type.base, place);
      break;
    case 'unknown':
      return type.unknown;
    default:
      break;
  }
  return {
    kind: 'failure',
    cause: 'other',
    message: `The option \`${showOption(place.path)}' was accessed but has no value defined. Try setting the option.`,
  };
}

/** Definitions that do not fit the type are told of and count as unknown, so that the others keep their meaning. */
function sift(type: OptionType, counting: readonly Discharged[], place: Place): readonly Discharged[] {
  return counting.map((each) => {
    if (each.value.kind === 'failure') {
      if (each.condition === 'yes') place.session.note(place.path, each.value, each.valueSite ?? each.nameSite);
      return each;
    }
    if (fits(type, each.value) !== false) return each;
    // A default that does not fit is none: what nobody sees may well be what has to be set.
    const other = counting.find(({ ghost, priority }) => ghost !== undefined && priority < each.priority)?.ghost;
    if (other) return { ...each, value: other, thunk: ready(other) };
    const wrong = wrongType(type, each, place);
    if (each.condition === 'yes') place.session.note(place.path, wrong, wrong.site, wrong.cause, place.own);
    return { ...each, value: wrong, thunk: ready(wrong) };
  });
}

function wrongType(type: OptionType, each: Discharged, place: Place): Failure {
  return failed(
    'type',
    `A definition for option \`${showOption(place.path)}' is not of type \`${describeType(type)}'.`,
    each.valueSite ?? each.nameSite,
  );
}

/** `type.merge`: the definitions brought together without a check of each of them. */
export function mergeByType(type: OptionType, counting: readonly Discharged[], place: Place): Value {
  switch (type.name) {
    case 'listOf':
      return mergeList(type.element, counting, place);
    case 'attrsOf':
    case 'lazyAttrsOf':
      return mergeAttrsOf(type.element, type.name === 'lazyAttrsOf', counting, place);
    case 'submodule':
      return mergeSubmodule(type, counting, place);
    case 'nullOr':
      return mergeNullable(type.element, counting, place);
    case 'either':
      return mergeAlternatives([type.left, type.right], counting, place);
    case 'oneOf':
      return mergeAlternatives(type.alternatives, counting, place);
    case 'coercedTo':
      return mergeCoerced(type, counting, place);
    case 'addCheck':
      return mergeByType(type.element, counting, place);
    case 'unique':
      return counting.length === 1 ? mergeByType(type.element, counting, place) : mergeOne(counting, place);
    case 'functionTo':
      return mergeFunctions(type.result, counting, place);
    case 'attrTag':
      return mergeTagged(type, counting, place);
    case 'custom':
      return mergeCustom(type, counting, place);
    case 'separatedString':
      return mergeText(type.separator, counting);
    case 'deferredModule':
      return mergeDeferred(type.staticModules, counting);
    case 'unknown':
      return mergeShape(counting, place, type.deep === true ? type : undefined);
    case 'unspecified':
      return mergeDefault(counting, place);
    case 'attrs':
      return mergeAttrs(counting);
    case 'anything':
      return mergeAnything(counting, place);
    case 'boolByOr':
      return mergeOr(counting);
    case 'raw':
    case 'optionType':
    case 'package':
    case 'shellPackage':
    case 'pkgs':
    case 'fileset':
      return mergeOne(counting, place);
    default:
      return mergeEqual(counting, place);
  }
}

function mergeNullable(element: OptionType, counting: readonly Discharged[], place: Place): Value {
  const nulls = counting.filter((each) => each.value.kind === 'null');
  if (nulls.length === 0) return mergeByType(element, counting, place);
  if (nulls.length === counting.length) return nulls[0]?.value ?? { kind: 'null' };
  const doubt = counting.find((each) => each.condition === 'unknown' || each.value.kind === 'unknown');
  if (doubt !== undefined) return doubtOf(doubt);
  const message = `The option \`${showOption(place.path)}' is defined both null and not null.`;
  return failed('other', message, counting[1]?.valueSite);
}

/** Why a value that hangs on this definition is not known. */
function doubtOf(each: Discharged): Unknown {
  if (each.value.kind === 'unknown') return each.value;
  return each.conditionReason ?? unknown('the condition of a definition is not known');
}

function mergeAlternatives(types: readonly OptionType[], counting: readonly Discharged[], place: Place): Value {
  for (const type of types) {
    const checks = counting.map((each) => fits(type, each.value));
    if (checks.every((check) => check === true)) return mergeByType(type, counting, place);
    if (checks.every((check) => check !== false)) return mergeShape(counting, place);
  }
  return mergeOne(counting, place);
}

function mergeCoerced(
  type: Extract<OptionType, { name: 'coercedTo' }>,
  counting: readonly Discharged[],
  place: Place,
): Value {
  const coerced = counting.map((each): Discharged => {
    if (each.value.kind === 'unknown' || each.value.kind === 'failure') return each;
    const fit = fits(type.from, each.value);
    if (fit === false || (fit === undefined && fits(type.to, each.value) === true)) return each;
    const coerce = type.coerce.force();
    const value = coerce.kind === 'function' ? coerce.apply(each.thunk) : coerce;
    return { ...each, value, thunk: ready(value) };
  });
  return mergeByType(type.to, sift(type.to, coerced, place), place);
}

function mergeDeferred(staticModules: Thunk | undefined, counting: readonly Discharged[]): Value {
  const fixed = staticModules?.force();
  const modules = counting.map(
    (each) => ({ kind: 'item', thunk: each.thunk, site: each.valueSite, maybe: each.conditionReason }) as const,
  );
  const imports: Value = { kind: 'list', items: [...(fixed?.kind === 'list' ? fixed.items : []), ...modules] };
  return { kind: 'attrs', entries: new Map([['imports', { thunk: ready(imports) }]]), site: counting[0]?.valueSite };
}

function mergeCustom(
  type: Extract<OptionType, { name: 'custom' }>,
  counting: readonly Discharged[],
  place: Place,
): Value {
  const doubt = counting.find((each) => each.condition === 'unknown' || each.value.kind === 'unknown');
  if (type.merge === undefined) return mergeDefault(counting, place);
  if (doubt !== undefined) return mergeShape(counting, place);
  const loc: Value = {
    kind: 'list',
    items: place.path.map((text) => ({ kind: 'item', thunk: ready({ kind: 'string', text }) })),
  };
  const definitions: Value = {
    kind: 'list',
    items: counting.map((each) => ({
      kind: 'item',
      thunk: ready({
        kind: 'attrs',
        entries: new Map([
          ['file', { thunk: ready({ kind: 'string', text: each.source.file ?? '<unknown-file>' }) }],
          ['value', { thunk: each.thunk }],
        ]),
      }),
    })),
  };
  const merge = type.merge.apply(ready(loc));
  return merge.kind === 'function' ? merge.apply(ready(definitions)) : merge;
}
