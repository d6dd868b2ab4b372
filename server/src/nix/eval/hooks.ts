import type { OptionType } from './optionType.ts';
import type { PathContent, SourceFile } from './sources.ts';
import type { External, FilePath, Site, Thunk, Unknown, Value } from './value.ts';

/** What a room above can tell the evaluation about the world outside of the files. Undefined means: nothing to say. */
export interface Hooks {
  /** `<name/sub>`: the value of `<name>`, as a path or an external. */
  readonly searchPath?: ((name: string) => Value | undefined) | undefined;
  /** A variable that nothing binds. */
  readonly variable?: ((name: string, site: Site) => Value | undefined) | undefined;
  /** A call of something external: `inputs.import-tree ./modules`, `inputs.nixpkgs.lib.nixosSystem { … }`. */
  readonly callExternal?:
    | ((place: External, argument: Thunk, callee: Unknown, site?: Site) => Value | undefined)
    | undefined;
  /** `import` of something external, or of a file of a flake input that lies in the workspace. */
  readonly importExternal?: ((place: External, value: Unknown, site?: Site) => Value | undefined) | undefined;
  /** The value of a file whose code is known from elsewhere: a program generated it. `read` looks up what lies beside it. */
  readonly importFile?:
    | ((file: SourceFile, read: (path: FilePath) => PathContent | undefined) => Value | undefined)
    | undefined;
  /** `lib.evalModules { … }`. */
  readonly evalModules?: ((argument: Thunk, site?: Site) => Value) | undefined;
  /** `type.check value` of an option type: whether the value's head fits; undefined where that is unknown. */
  readonly fits?: ((type: OptionType, value: Value) => boolean | undefined) | undefined;
  /** `type.merge place definitions` of an option type, `definitions` being sets with `file` and `value`. */
  readonly mergeByType?: ((type: OptionType, place: Thunk, definitions: Thunk) => Value) | undefined;
  /** `builtins.getFlake reference`. */
  readonly getFlake?: ((reference: string, site?: Site) => Value | undefined) | undefined;
}
