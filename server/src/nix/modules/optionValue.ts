import { optionTypeOf } from '../eval/optionType.ts';
import type { Attr, KnownItem, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { Discharged } from './definitions.ts';
import { describeType } from './nativeTypes.ts';
import type { Declaration, Option } from './option.ts';
import type { Place } from './session.ts';

/** The set that modules see under `options`: what the declaration says, and what the definitions came to. */
export function optionAsValue(option: Option, place: Place): Value {
  const entries = new Map<string, Attr>(option.declaration.set?.entries ?? []);
  const add = (name: string, compute: () => Value) => entries.set(name, { thunk: lazy(compute) });
  const { declaration } = option;
  const merged = () => option.merged();
  add('_type', () => ({ kind: 'string', text: 'option' }));
  add('value', () => option.value.force());
  add('isDefined', () => {
    const { defined } = merged();
    return typeof defined === 'string' ? { kind: 'boolean', value: defined === 'yes' } : defined;
  });
  add('highestPrio', () => ({
    kind: 'integer',
    value: Math.min(...merged().counting.map((each) => each.priority), 9999),
  }));
  const ofEach = (name: string, item: (each: Discharged) => Omit<KnownItem, 'kind'>) =>
    add(name, () => ({ kind: 'list', items: merged().counting.map((each) => ({ kind: 'item', ...item(each) })) }));
  ofEach('definitions', (each) => ({ thunk: each.thunk, ...placeOf(each) }));
  ofEach('files', (each) => ({ thunk: ready(fileOf(each)) }));
  ofEach('definitionsWithLocations', (each) => ({ thunk: lazy(() => located(each)), ...placeOf(each) }));
  add('loc', () => ({
    kind: 'list',
    items: place.path.map((name) => ({ kind: 'item', thunk: ready(textValue(name)) })),
  }));
  add('type', () => typeValue(declaration));
  if (declaration.default !== undefined) entries.set('default', { thunk: declaration.default });
  return { kind: 'attrs', entries, site: declaration.site };
}

function placeOf({ nameSite, valueSite, conditionReason }: Discharged): Pick<KnownItem, 'site' | 'maybe'> {
  return { site: nameSite ?? valueSite, maybe: conditionReason };
}

function typeValue(declaration: Declaration): Value {
  const written = declaration.set?.entries.get('type')?.thunk.force();
  if (written?.kind === 'attrs' && written.origin !== undefined && optionTypeOf(written) === declaration.type)
    return written;
  const entries = new Map<string, Attr>([
    ['_type', { thunk: ready(textValue('option-type')) }],
    ['name', { thunk: ready(textValue(declaration.type.name)) }],
    ['description', { thunk: lazy(() => textValue(describeType(declaration.type))) }],
  ]);
  return {
    kind: 'attrs',
    entries,
    rest: unknown('this part of an option type is not known'),
    origin: { kind: 'type', type: declaration.type },
  };
}

function located(definition: Discharged): Value {
  const entries = new Map<string, Attr>([
    ['file', { thunk: ready(fileOf(definition)) }],
    ['value', { thunk: definition.thunk }],
  ]);
  return { kind: 'attrs', entries };
}

function fileOf({ source }: Discharged): Value {
  return textValue(source.file ?? '<unknown-file>');
}

function textValue(text: string): Value {
  return { kind: 'string', text };
}
