import type { PathContent, Sources } from '../nix/eval/sources.ts';
import type { Summary } from '../nix/eval/summary.ts';
import type { FilePath } from '../nix/eval/value.ts';
import type { Contents, Mark } from './contents.ts';

/**
 * What a computation depends on in the files it read. `meaning`: an edit of comments and white space in a Nix file does
 * not count (evaluation). `text`: every edit counts (whoever looks at trees and positions).
 */
export type ReadLevel = 'meaning' | 'text';

/** An edit of one file that changed the value of one definition of a module. */
export interface NarrowEdit {
  readonly file: FilePath;
  readonly path: readonly string[];
  /** What the file means now. */
  readonly summary: Summary;
}

/** What was read, and what it was: whether a result still holds, and what was not there to be read. */
export class ReadLog {
  readonly #level: ReadLevel;
  readonly #contents = new Map<FilePath, unknown>();
  readonly #kinds = new Map<FilePath, string | undefined>();
  /** What was not there to be read. */
  readonly #missed: { readonly path: FilePath; readonly kindOnly: boolean }[] = [];
  /** The last contents in which all of it was the same. */
  #heldIn: Mark | undefined;

  /** `contents`: those that are read from until others are. */
  constructor(level: ReadLevel, contents?: Contents) {
    this.#level = level;
    this.#heldIn = contents?.mark;
  }

  /** Whether everything read is still the same. */
  holds(now: Contents): boolean {
    if (this.#heldIn === now.mark) return true;
    const { edits } = now;
    const holds = edits && edits.since === this.#heldIn ? this.#holdsAt(edits.files, now) : this.#holdsAll(now);
    if (holds) this.#heldIn = now.mark;
    return holds;
  }

  #holdsAt(files: readonly FilePath[], now: Contents): boolean {
    return files.every((path) => !this.#contents.has(path) || this.#seen(now.at(path)) === this.#contents.get(path));
  }

  #holdsAll(now: Contents): boolean {
    for (const [path, seen] of this.#contents) if (this.#seen(now.at(path)) !== seen) return false;
    for (const [path, seen] of this.#kinds) if (now.kindOf(path) !== seen) return false;
    return true;
  }

  /** The edit, where nothing changed since but the value of one definition in one file. */
  narrowEdit(now: Contents): NarrowEdit | undefined {
    let found: NarrowEdit | undefined;
    for (const [path, seen] of this.#contents) {
      const content = now.at(path);
      if (this.#seen(content) === seen) continue;
      const summary = content?.kind === 'file' ? content.file.nix?.summary : undefined;
      if (found || !summary?.change || summary.change.from !== (seen as Summary | undefined)?.identity)
        return undefined;
      found = { file: path, path: summary.change.path, summary };
    }
    for (const [path, seen] of this.#kinds) if (now.kindOf(path) !== seen) return undefined;
    return found;
  }

  /** Notes that the edit has been seen. */
  noteEdit({ file, summary }: NarrowEdit, now: Contents): void {
    this.#contents.set(file, summary);
    this.#heldIn = now.mark;
  }

  get hasPending(): boolean {
    return this.#missed.length > 0;
  }

  /** The paths of which nothing was known when they were read. */
  pending(): Iterable<{ readonly path: FilePath; readonly kindOnly: boolean }> {
    return this.#missed;
  }

  note(path: FilePath, content: PathContent | undefined): void {
    if (this.#contents.has(path)) return;
    this.#contents.set(path, this.#seen(content));
    if (content === undefined) this.#missed.push({ path, kindOnly: false });
  }

  noteKind(path: FilePath, kind: string | undefined): void {
    if (this.#kinds.has(path)) return;
    this.#kinds.set(path, kind);
    if (kind === undefined) this.#missed.push({ path, kindOnly: true });
  }

  /** The object whose identity stands for what was seen. */
  #seen(content: PathContent | undefined): unknown {
    if (content?.kind !== 'file') return content;
    return this.#level === 'meaning' && content.file.nix ? content.file.nix.summary : content.file;
  }
}

/** The contents of a workspace as the engine sees them now: looked up at each reading, so lazy parts read what is there then. */
export interface Present {
  contents: Contents;
}

/** Sources that note every reading in `log`, until the log is sealed. */
export function recordingSources(present: Present, log: ReadLog): Sources & { seal(): void } {
  let open = true;
  return {
    at(path) {
      const content = present.contents.at(path);
      if (open) log.note(path, content);
      return content;
    },
    kindOf(path) {
      const kind = present.contents.kindOf(path);
      if (open) log.noteKind(path, kind);
      return kind;
    },
    seal() {
      open = false;
    },
  };
}
