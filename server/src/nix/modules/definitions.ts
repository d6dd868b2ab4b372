import type { AttrsValue, Failure, FilePath, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';
import type { Condition } from './configuration.ts';
import { once } from './once.ts';

/** What `lib.mkOverride` gives to definitions that say nothing, and to the module functions built on it. */
export const defaultPriority = 100;
export const optionDefaultPriority = 1500;
/** The order of a definition that says nothing about it. */
export const defaultOrder = 1000;

/** Something a definition was wrapped in before it was pushed down to its option; outermost first in a list. */
export type Wrapper =
  | { readonly kind: 'if'; readonly condition: Thunk }
  | { readonly kind: 'override'; readonly priority: Value }
  /** It is not known whether the definition is there at all. */
  | { readonly kind: 'maybe'; readonly reason: Unknown };

/** What a set of definitions was read from. */
export interface DefinitionSource {
  readonly file: FilePath | undefined;
}

/** A definition as it stands in a module, `mkIf` and friends unopened. */
export interface RawDefinition {
  readonly value: Thunk;
  readonly nameSite: Site | undefined;
  readonly source: DefinitionSource;
  readonly wrappers: readonly Wrapper[];
  /** Set where nobody wrote a definition but an unknown part may hold one: the value is unknown then. */
  readonly ghost?: Unknown | undefined;
}

/** A set of definitions with its properties pushed down to its attributes. `value` may be unknown or not a set at all. */
export interface PushedSet {
  readonly value: Value;
  readonly source: DefinitionSource;
  readonly wrappers: readonly Wrapper[];
}

/** A definition with `mkIf`, `mkMerge`, `mkOverride` and `mkOrder` resolved. */
export interface Discharged {
  readonly value: Value;
  readonly thunk: Thunk;
  readonly nameSite: Site | undefined;
  /** Where the value was written, also after it was coerced to something else. */
  readonly valueSite: Site | undefined;
  readonly source: DefinitionSource;
  readonly priority: number;
  readonly order: number;
  readonly condition: Condition;
  readonly conditionReason: Unknown | undefined;
  readonly ghost: Unknown | undefined;
}

/** `_type` of a set such as `mkIf` makes; undefined for every other value. */
export function propertyType(value: Value): string | undefined {
  if (value.kind !== 'attrs') return undefined;
  const attr = value.entries.get('_type');
  if (attr === undefined) return undefined;
  const type = attr.thunk.force();
  return type.kind === 'string' ? type.text : undefined;
}

/** As nixpkgs' `pushDownProperties` (lib/modules.nix): opens `mkMerge`, and hands conditions and priorities on to the attributes. */
export function pushDown(value: Value, source: DefinitionSource, wrappers: readonly Wrapper[]): PushedSet[] {
  switch (propertyType(value)) {
    case 'merge':
      return mergeContents(value as AttrsValue).flatMap(({ thunk, maybe }) =>
        pushDown(
          thunk.force(),
          source,
          maybe === undefined ? wrappers : [...wrappers, { kind: 'maybe', reason: maybe }],
        ),
      );
    case 'if':
      return pushDown(part(value, 'content').force(), source, [
        ...wrappers,
        { kind: 'if', condition: part(value, 'condition') },
      ]);
    case 'override':
      return pushDown(part(value, 'content').force(), source, [
        ...wrappers,
        { kind: 'override', priority: part(value, 'priority').force() },
      ]);
    default:
      return [{ value, source, wrappers }];
  }
}

/** The items of `mkMerge`; what is unknown of the list comes as an unknown item that may be missing. */
function mergeContents(value: AttrsValue): { thunk: Thunk; maybe: Unknown | undefined }[] {
  const contents = part(value, 'contents').force();
  if (contents.kind !== 'list') return [{ thunk: ready(contents), maybe: undefined }];
  return contents.items.map((item) =>
    item.kind === 'gap'
      ? { thunk: ready(item.unknown), maybe: item.unknown }
      : { thunk: item.thunk, maybe: item.maybe },
  );
}

/**
 * As nixpkgs' `dischargeProperties` followed by reading priority and order: definitions whose condition is false are
 * gone, an unknown condition is kept with its reason. A property where nixpkgs does not look for one (`mkIf` inside
 * `mkForce`) gives a failure, as the type check does there.
 */
export function discharge(raw: RawDefinition): Discharged[] {
  return open(raw, 0, { condition: 'yes', reason: undefined });
}

interface Met {
  readonly condition: Condition;
  readonly reason: Unknown | undefined;
}

function open(raw: RawDefinition, from: number, met: Met): Discharged[] {
  const wrapper = raw.wrappers[from];
  if (wrapper === undefined) return openValue(raw, raw.value, met);
  switch (wrapper.kind) {
    case 'maybe':
      return open(raw, from + 1, doubtful(met, wrapper.reason));
    case 'if':
      return underCondition(raw, wrapper.condition, met, (next) => open(raw, from + 1, next));
    case 'override': {
      const misplaced = raw.wrappers.slice(from + 1).some((inner) => inner.kind !== 'maybe');
      const doubt = raw.wrappers.slice(from + 1).find((inner) => inner.kind === 'maybe');
      const next = doubt?.kind === 'maybe' ? doubtful(met, doubt.reason) : met;
      if (misplaced) return [finish(raw, failure('a property inside mkOverride is not looked into'), next, 100, 1000)];
      return overridden(raw, wrapper.priority, raw.value, next);
    }
  }
}

function openValue(raw: RawDefinition, thunk: Thunk, met: Met): Discharged[] {
  const value = thunk.force();
  switch (propertyType(value)) {
    case 'merge':
      return mergeContents(value as AttrsValue).flatMap((item) =>
        openValue(raw, item.thunk, item.maybe === undefined ? met : doubtful(met, item.maybe)),
      );
    case 'if':
      return underCondition(raw, part(value, 'condition'), met, (next) => openValue(raw, part(value, 'content'), next));
    case 'override':
      return overridden(raw, part(value, 'priority').force(), part(value, 'content'), met);
    case 'order':
      return [finishLater(raw, () => orderedContent(value), met, defaultPriority)];
    default:
      return [finish(raw, value, met, defaultPriority, defaultOrder)];
  }
}

function underCondition(raw: RawDefinition, thunk: Thunk, met: Met, inside: (met: Met) => Discharged[]): Discharged[] {
  const condition = thunk.force();
  switch (condition.kind) {
    case 'boolean':
      return condition.value ? inside(met) : [];
    case 'unknown':
      return inside(doubtful(met, condition));
    case 'failure':
      return [finish(raw, condition, met, defaultPriority, defaultOrder)];
    default:
      return [finish(raw, failure('‘mkIf’ called with a non-Boolean condition'), met, defaultPriority, defaultOrder)];
  }
}

function overridden(raw: RawDefinition, priority: Value, content: Thunk, met: Met): Discharged[] {
  const level = priority.kind === 'integer' ? Number(priority.value) : undefined;
  if (level === undefined) {
    const reason = priority.kind === 'unknown' ? priority : unknown('the priority of the definition is not known');
    return [finish(raw, reason, doubtful(met, reason), defaultPriority, defaultOrder)];
  }
  return [finishLater(raw, () => orderedContent(content.force()), met, level)];
}

/** The content of `mkOrder`, or what is no such thing at the order of everything else. */
function orderedContent(value: Value): Ordered {
  if (propertyType(value) !== 'order') return { value, order: defaultOrder };
  const order = part(value, 'priority').force();
  return {
    value: part(value, 'content').force(),
    order: order.kind === 'integer' ? Number(order.value) : defaultOrder,
  };
}

interface Ordered {
  readonly value: Value;
  readonly order: number;
}

/** A definition that is looked into only if its priority lets it count: one that does not may hang on those that do. */
function finishLater(raw: RawDefinition, open: () => Ordered, met: Met, priority: number): Discharged {
  const opened = once(open);
  return {
    get value() {
      return opened().value;
    },
    get thunk() {
      return ready(opened().value);
    },
    nameSite: raw.nameSite,
    get valueSite() {
      return opened().value.site;
    },
    source: raw.source,
    priority,
    get order() {
      return opened().order;
    },
    condition: met.condition,
    conditionReason: met.reason,
    ghost: raw.ghost,
  };
}

function finish(raw: RawDefinition, value: Value, met: Met, priority: number, order: number): Discharged {
  return {
    value,
    thunk: ready(value),
    nameSite: raw.nameSite,
    valueSite: value.site,
    source: raw.source,
    priority,
    order,
    condition: met.condition,
    conditionReason: met.reason,
    ghost: raw.ghost,
  };
}

function doubtful(met: Met, reason: Unknown): Met {
  return met.condition === 'unknown' ? met : { condition: 'unknown', reason };
}

/**
 * As nixpkgs' `filterOverrides` and `sortProperties`: the definitions that count, in order. A definition of higher
 * priority whose condition is unknown leaves the next ones in doubt.
 */
export function decide(definitions: readonly Discharged[]): readonly Discharged[] {
  const [only] = definitions;
  if (definitions.length === 1 && only !== undefined) return definitions;
  let best = 9999;
  for (const each of definitions) {
    if (each.condition === 'yes' && each.ghost === undefined && each.priority < best) best = each.priority;
  }
  const counting = definitions.filter((each) => each.priority <= best);
  const doubt = counting.find(
    (each) => each.ghost === undefined && each.condition === 'unknown' && each.priority < best,
  );
  const decided = counting.map((each) =>
    doubt === undefined || each.condition === 'unknown' ? each : inDoubt(each, doubt),
  );
  return sortByOrder(decided);
}

function inDoubt(each: Discharged, doubt: Discharged): Discharged {
  return { ...each, condition: 'unknown', conditionReason: doubt.conditionReason };
}

function sortByOrder(definitions: readonly Discharged[]): readonly Discharged[] {
  if (definitions.every((each) => each.order === defaultOrder)) return definitions;
  return [...definitions].sort((a, b) => a.order - b.order);
}

/** The attribute of a property set that holds its content. */
export function part(value: Value, name: string): Thunk {
  const attr = value.kind === 'attrs' ? value.entries.get(name) : undefined;
  return attr?.thunk ?? ready(failure(`a property of the module system has no ‘${name}’`));
}

function failure(message: string): Failure {
  return { kind: 'failure', cause: 'type', message };
}
