import type { Failure, FilePath, Site, Thunk, Value } from '../eval/value.ts';
import type { FailureNote } from './configuration.ts';
import type { Self } from './declare.ts';

/** What the module system needs of the evaluator. */
export interface ModuleEvaluation {
  /** `import path`; `path` is absolute. Folders give their default.nix. */
  importFile(path: string): Value;
  /** The same for the module system alone, so that it is known that nothing else saw the value. */
  importModule(path: string): Value;
  /** Has a changed file read anew; false where something else than module sets has read it. */
  forgetModule(path: FilePath): boolean;
  /** Whether a module named by this path is read from the file. */
  isFile(path: string, file: FilePath): boolean;
  /** The file that `import path` reads. */
  locate(path: string): Located;
  /** nixpkgs' `lib`. */
  readonly lib: Thunk;
}

/** What stands at a path that is imported. */
export type Located =
  | { readonly kind: 'file'; readonly path: FilePath }
  /** Not there, or not looked up yet. */
  | { readonly kind: 'missing' | 'pending' | 'unreadable'; readonly reason: string };

/** One evaluation of a host: what its module sets share. */
export interface Session {
  readonly evaluation: ModuleEvaluation;
  /** How many module sets have imported a file. */
  readonly imported: Map<FilePath, number>;
  /** Takes down what real Nix would refuse; `own`: of an option that the configuration declares. The same place is taken down once. */
  note(path: readonly string[], failure: Failure, site: Site | undefined, cause?: string, own?: boolean): void;
  /** The notes so far. */
  readonly notes: readonly FailureNote[];
}

/** Where in the configuration a value is merged. */
export interface Place {
  readonly session: Session;
  /** The option path, `<name>` components filled in. */
  readonly path: readonly string[];
  /** The module set around it, for submodules that look outside. */
  readonly outer: Self | undefined;
  /** Whether it is (in) an option that only modules in sight declare. */
  readonly own: boolean;
}

/** The place of a whole module set. */
export function placeAt(session: Session, path: readonly string[], outer: Self | undefined): Place {
  return { session, path, outer, own: false };
}

/** The place of an attribute of the value at `place`. */
export function inside(place: Place, name: string): Place {
  return new Inside(place, name);
}

/** The same place, of an option that only modules in sight declare. */
export function ownOption(place: Place): Place {
  return { session: place.session, path: place.path, outer: place.outer, own: true };
}

/** Most places are never asked for their path: it is put together when it is. */
class Inside implements Place {
  readonly session: Session;
  readonly outer: Self | undefined;
  readonly own: boolean;
  readonly #around: Place;
  readonly #name: string;
  #path: readonly string[] | undefined;

  constructor(around: Place, name: string) {
    this.session = around.session;
    this.outer = around.outer;
    this.own = around.own;
    this.#around = around;
    this.#name = name;
  }

  get path(): readonly string[] {
    this.#path ??= [...this.#around.path, this.#name];
    return this.#path;
  }
}

/** A session over an evaluator. */
export function createSession(evaluation: ModuleEvaluation): Session {
  const notes: FailureNote[] = [];
  const seen = new Set<string>();
  return {
    evaluation,
    imported: new Map(),
    notes,
    note(path, failure, site, cause = failure.cause, own = false) {
      const place = site ?? failure.site;
      const key = `${cause} ${place?.file} ${place?.number} ${place === undefined ? path.join('.') : ''} ${failure.message}`;
      if (seen.has(key)) return;
      seen.add(key);
      notes.push({ path, message: failure.message, cause, site: place, own });
    },
  };
}

/** A failure value. */
export function failed(cause: Failure['cause'], message: string, site?: Site | undefined): Failure {
  return { kind: 'failure', cause, message, site };
}

/** An option path as Nix prints it: names that are no identifiers in quotes. */
export function showOption(path: readonly string[]): string {
  return path
    .map((name) => (/^[a-zA-Z_][a-zA-Z0-9_'-]*$|^<.*>$|^\*$/.test(name) ? name : JSON.stringify(name)))
    .join('.');
}
