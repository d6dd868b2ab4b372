import type { Thunk } from '../eval/value.ts';
import type { Definition, MergedSet } from './configuration.ts';
import { mergedSet } from './configuration.ts';

/** What a merged set knows of its own attributes. */
interface OwnAttributes {
  readonly path: readonly string[];
  /** The definitions of an attribute. */
  readonly own: (name: string) => readonly Definition[];
  /** Its merged value. */
  readonly value: (name: string) => Thunk | undefined;
  readonly undeclared?: (() => ReturnType<MergedSet['undeclared']>) | undefined;
}

/** The way back from a merged set to what was written: longer paths ask the merged sets inside it. */
export function mergedOrigin(set: OwnAttributes): MergedSet {
  return {
    kind: 'merged',
    path: set.path,
    definitions(path) {
      const [name, ...rest] = path;
      if (name === undefined) return [];
      if (rest.length === 0) return set.own(name);
      const value = set.value(name)?.force();
      return value === undefined ? [] : (mergedSet(value)?.definitions(rest) ?? []);
    },
    undeclared: () => set.undeclared?.() ?? [],
  };
}
