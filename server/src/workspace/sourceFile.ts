import { lower } from '../nix/eval/lower.ts';
import type { NixSource, SourceFile } from '../nix/eval/sources.ts';
import { reuse, type Sites, type Summary } from '../nix/eval/summary.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { parse } from '../nix/syntax/parse.ts';
import type { SyntaxTree } from '../nix/syntax/tree.ts';

/**
 * A text of the workspace, parsed when somebody looks at it. `previous` is what stood at the path before: where the edit
 * did not change the meaning, its summary lives on (the change barrier).
 */
export function sourceFile(path: FilePath, text: string, previous?: SourceFile): SourceFile {
  return path.endsWith('.nix')
    ? new NixFile(path, text, previous instanceof NixFile ? previous : undefined)
    : { path, text };
}

class NixFile implements SourceFile {
  readonly path: FilePath;
  readonly text: string;
  /** Parsed; or what the text before was parsed to, until this one is. */
  #state: { readonly parsed: NixSource } | { readonly before: NixSource | undefined };

  constructor(path: FilePath, text: string, previous: NixFile | undefined) {
    this.path = path;
    this.text = text;
    this.#state = { before: previous?.latest };
  }

  get latest(): NixSource | undefined {
    return 'parsed' in this.#state ? this.#state.parsed : this.#state.before;
  }

  get nix(): NixSource {
    if ('parsed' in this.#state) return this.#state.parsed;
    const { before } = this.#state;
    const tree = parse(this.text);
    const { summary, sites } = reuse(before, lower(tree, this.path));
    const parsed = new ParsedFile(tree, summary, sites, before !== undefined);
    this.#state = { parsed };
    return parsed;
  }
}

/**
 * What a text was parsed to. Trees take more room than anything else and are looked at in a few files only: nothing keeps
 * them here, and one that has gone is parsed again. `isEdited`: somebody types in the file and will look at its tree next.
 */
class ParsedFile implements NixSource {
  readonly summary: Summary;
  readonly sites: Sites;
  readonly errors: SyntaxTree['errors'];
  readonly #text: string;
  /** Undefined for files that were only read: even a weak reference would hold all their trees until the first turn ends. */
  #tree: WeakRef<SyntaxTree> | undefined;

  constructor(tree: SyntaxTree, summary: Summary, sites: Sites, isEdited: boolean) {
    this.summary = summary;
    this.sites = sites;
    this.errors = tree.errors;
    this.#text = tree.text;
    this.#tree = isEdited ? new WeakRef(tree) : undefined;
  }

  get tree(): SyntaxTree {
    const kept = this.#tree?.deref();
    if (kept) return kept;
    const tree = parse(this.#text);
    this.#tree = new WeakRef(tree);
    return tree;
  }
}
