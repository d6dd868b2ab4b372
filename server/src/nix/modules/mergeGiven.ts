import type { OptionType } from '../eval/optionType.ts';
import type { KnownItem, Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import { type Discharged, defaultOrder, defaultPriority } from './definitions.ts';
import { mergeByType } from './mergeType.ts';
import { placeAt, type Session } from './session.ts';

/** `type.merge place definitions` as a type made of another one calls it: definitions are sets with `file` and `value`. */
export function mergeGiven(session: Session, type: OptionType, place: Value, definitions: Value): Value {
  if (definitions.kind !== 'list')
    return definitions.kind === 'failure' || definitions.kind === 'unknown'
      ? definitions
      : unknown('the definitions that are to be merged are no list', definitions.site);
  const counting: Discharged[] = [];
  for (const item of definitions.items) {
    const read = item.kind === 'gap' ? item.unknown : readDefinition(item);
    if ('kind' in read) return read;
    counting.push(read);
  }
  return mergeByType(type, counting, placeAt(session, textsOf(place), undefined));
}

function readDefinition(item: KnownItem): Discharged | Value {
  const given = item.thunk.force();
  const thunk = given.kind === 'attrs' ? given.entries.get('value')?.thunk : undefined;
  if (given.kind !== 'attrs' || thunk === undefined)
    return given.kind === 'failure' ? given : unknown('a definition that is to be merged is not known', given.site);
  const value = thunk.force();
  const file = given.entries.get('file')?.thunk.force();
  return {
    value,
    thunk,
    nameSite: item.site,
    valueSite: value.site,
    source: { file: file?.kind === 'string' || file?.kind === 'path' ? textOf(file) : undefined },
    priority: defaultPriority,
    order: defaultOrder,
    condition: item.maybe === undefined ? 'yes' : 'unknown',
    conditionReason: item.maybe,
    ghost: undefined,
  };
}

function textOf(value: Extract<Value, { kind: 'string' | 'path' }>): string {
  return value.kind === 'string' ? value.text : value.path;
}

function textsOf(place: Value): readonly string[] {
  if (place.kind !== 'list') return [];
  return place.items.map((item) => {
    const part = item.kind === 'item' ? item.thunk.force() : undefined;
    return part?.kind === 'string' ? part.text : '<name>';
  });
}
