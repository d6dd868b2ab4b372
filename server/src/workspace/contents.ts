import type { ChildKind, PathContent, SourceFile } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { sourceFile } from './sourceFile.ts';

/** What is known of the files and folders of a workspace at one moment. Never changes; `with…` give changed copies. */
export interface Contents {
  /** What stands at a path; undefined where that was not fetched yet. */
  at(path: FilePath): PathContent | undefined;
  kindOf(path: FilePath): 'file' | 'directory' | 'missing' | undefined;
  /** The text files known, in no order. */
  files(): Iterable<SourceFile>;
  /** Stands for this picture without keeping it alive. */
  readonly mark: Mark;
  /** The files whose text is another than in the picture before, where nothing else is. */
  readonly edits: { readonly since: Mark; readonly files: readonly FilePath[] } | undefined;
}

/** One object per picture. */
export interface Mark {
  readonly version: number;
}

/** The one mutable picture of the texts and folders. What is equal to what was there keeps its identity. */
export class ContentStore {
  /** Grows with every change. */
  version = 0;
  #known = new Map<FilePath, PathContent>();
  #taken = false;
  #last: Contents | undefined;
  /** Files whose text was replaced since the last picture; undefined where something else happened too. */
  #edited: Set<FilePath> | undefined;
  #listings: Listings = { excluded: () => false, filtered: new WeakMap() };

  setFile(path: FilePath, text: string): void {
    const before = this.#known.get(path);
    const previous = before?.kind === 'file' ? before.file : undefined;
    if (previous?.text === text) return;
    const edited = previous && this.#edited;
    this.#set(path, { kind: 'file', file: sourceFile(path, text, previous) });
    this.#edited = edited?.add(path);
  }

  setDirectory(path: FilePath, children: ReadonlyMap<string, ChildKind>): void {
    const before = this.#known.get(path);
    if (before?.kind !== 'directory' || !sameChildren(before.children, children))
      this.#set(path, { kind: 'directory', children });
  }

  setMissing(path: FilePath): void {
    if (this.#known.get(path)?.kind !== 'missing') this.#set(path, missing);
  }

  setUnreadable(path: FilePath, reason: string): void {
    const before = this.#known.get(path);
    if (before?.kind !== 'unreadable' || before.reason !== reason) this.#set(path, { kind: 'unreadable', reason });
  }

  forget(path: FilePath): void {
    if (!this.#known.has(path)) return;
    this.#own().delete(path);
  }

  /** The paths of which something is known: this one, and those below it. */
  knownFrom(path: FilePath): readonly FilePath[] {
    const prefix = path === '/' ? path : `${path}/`;
    return [...this.#known.keys()].filter((known) => known === path || known.startsWith(prefix));
  }

  /** The present picture. Later changes do not show in it. `excluded` paths are not read, whatever is known of them. */
  take(excluded: (path: FilePath) => boolean): Contents {
    const sameListings = this.#listings.excluded === excluded;
    if (this.#last && this.#taken && sameListings) return this.#last;
    if (!sameListings) this.#listings = { excluded, filtered: new WeakMap() };
    const edits =
      this.#last && sameListings && this.#edited ? { since: this.#last.mark, files: [...this.#edited] } : undefined;
    this.#taken = true;
    this.#edited = new Set();
    const present: Contents = { ...picture(this.#known, this.#listings), mark: { version: this.version }, edits };
    this.#last = present;
    return present;
  }

  #set(path: FilePath, content: PathContent): void {
    this.#own().set(path, content);
  }

  #own(): Map<FilePath, PathContent> {
    if (this.#taken) this.#known = new Map(this.#known);
    this.#taken = false;
    this.#edited = undefined;
    this.version++;
    return this.#known;
  }
}

/** Listings without the folders that are excluded, kept so that their identity stays the same. */
interface Listings {
  readonly excluded: (path: FilePath) => boolean;
  readonly filtered: WeakMap<PathContent, PathContent>;
}

const missing: PathContent = { kind: 'missing' };
/** Why a file has no text that git-crypt keeps locked: it is one for those who have the key. */
export const encryptedReason = 'is encrypted with git-crypt';
/** What stands at every path that is excluded. */
export const excludedContent: PathContent = { kind: 'unreadable', reason: 'is excluded by the settings' };

function picture(known: ReadonlyMap<FilePath, PathContent>, listings: Listings): Omit<Contents, 'mark' | 'edits'> {
  const { excluded } = listings;
  const at = (path: FilePath): PathContent | undefined => {
    if (excluded(path)) return excludedContent;
    const content = known.get(path);
    if (content) return content.kind === 'directory' ? listing(path, content, listings) : content;
    return kindByParent(path) === 'missing' ? missing : undefined;
  };
  const kindOf = (path: FilePath): 'file' | 'directory' | 'missing' | undefined => {
    const content = known.get(path);
    if (content) return content.kind === 'unreadable' ? 'file' : content.kind;
    const kind = kindByParent(path);
    return kind === 'regular' ? 'file' : kind === 'directory' || kind === 'missing' ? kind : undefined;
  };
  /** What the folder around says, without having looked at the path itself. A symbolic link may be anything. */
  const kindByParent = (path: FilePath): ChildKind | 'missing' | undefined => {
    const parent = parentOf(path);
    if (parent === undefined) return undefined;
    const content = known.get(parent);
    if (content?.kind === 'directory') return content.children.get(nameOf(path)) ?? 'missing';
    if (content) return content.kind === 'unreadable' ? undefined : 'missing';
    return kindByParent(parent) === 'missing' ? 'missing' : undefined;
  };
  return {
    at,
    kindOf,
    *files() {
      for (const [path, content] of known) if (content.kind === 'file' && !excluded(path)) yield content.file;
    },
  };
}

/**
 * A folder as it is seen: folders and links that are excluded (`.git`, `result`) are not there, as they are not in a flake's
 * copy of itself. Excluded files stay: whoever reads one learns that it cannot be read, and nothing is known of it.
 */
function listing(
  path: FilePath,
  content: PathContent & { readonly kind: 'directory' },
  { excluded, filtered }: Listings,
): PathContent {
  const known = filtered.get(content);
  if (known) return known;
  const seen = [...content.children].filter(([name, kind]) => kind === 'regular' || !excluded(childOf(path, name)));
  const made = seen.length === content.children.size ? content : { ...content, children: new Map(seen) };
  filtered.set(content, made);
  return made;
}

/** The folder around a path; undefined for the root. */
export function parentOf(path: FilePath): FilePath | undefined {
  if (path === '/' || path === '') return undefined;
  const slash = path.lastIndexOf('/');
  return slash > 0 ? path.slice(0, slash) : '/';
}

/** The last component of a path. */
export function nameOf(path: FilePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path below a folder. */
export function childOf(folder: FilePath, name: string): FilePath {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

function sameChildren(a: ReadonlyMap<string, ChildKind>, b: ReadonlyMap<string, ChildKind>): boolean {
  return a.size === b.size && [...a].every(([name, kind]) => b.get(name) === kind);
}
