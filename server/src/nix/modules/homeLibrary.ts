import type { Attr, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { attrs, list } from './declare.ts';

/** `lib` as Home Manager's modules see it: with `lib.hm` (home-manager, modules/lib). */
export function homeLibrary(lib: Value): Value {
  if (lib.kind !== 'attrs') return lib;
  const dag: Value = {
    kind: 'attrs',
    entries: new Map<string, Attr>([
      ['entryAnywhere', { thunk: ready(entry((data) => ({ data, after: list(), before: list() }))) }],
      ['entryAfter', { thunk: ready(entry2((after, data) => ({ data, after, before: list() }))) }],
      ['entryBefore', { thunk: ready(entry2((before, data) => ({ data, after: list(), before }))) }],
      ['entryBetween', { thunk: ready(curry((before) => entry2((after, data) => ({ data, after, before })))) }],
    ]),
    rest: unknown('this function of lib.hm.dag is not known'),
  };
  const hm: Value = {
    kind: 'attrs',
    entries: new Map([['dag', { thunk: ready(dag) }]]),
    rest: unknown('this part of lib.hm is not known'),
  };
  return { ...lib, entries: new Map<string, Attr>([...lib.entries, ['hm', { thunk: lazy(() => hm) }]]) };
}

type Parts = Readonly<Record<string, Value | Thunk>>;

function curry(apply: (argument: Thunk) => Value): Value {
  return { kind: 'function', apply };
}

function entry(make: (data: Thunk) => Parts): Value {
  return curry((data) => attrs(make(data)));
}

function entry2(make: (names: Thunk, data: Thunk) => Parts): Value {
  return curry((names) => entry((data) => make(names, data)));
}
