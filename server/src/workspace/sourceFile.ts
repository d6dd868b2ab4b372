import { lower } from '../nix/eval/lower.ts';
import type { NixSource, SourceFile } from '../nix/eval/sources.ts';
import { reuse } from '../nix/eval/summary.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { parse } from '../nix/syntax/parse.ts';

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
    const tree = parse(this.text);
    const { summary, sites } = reuse(this.#state.before, lower(tree, this.path));
    const parsed = { tree, summary, sites };
    this.#state = { parsed };
    return parsed;
  }
}
