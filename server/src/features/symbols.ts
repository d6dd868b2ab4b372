import type { Analysis, HostAnalysis } from '../analysis.ts';
import { encloses, type Span } from '../base/span.ts';
import type { FilePath, Site } from '../nix/eval/value.ts';
import { nodesAt } from '../nix/syntax/nodeAt.ts';

/** Something of the domain that is written in a file. */
export interface FileSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'store' | 'directory' | 'file' | 'mount' | 'user';
  /** All of its definition. */
  readonly span: Span;
  /** Its name; lies in `span`. */
  readonly nameSpan: Span;
  readonly children: readonly FileSymbol[];
}

/** A symbol with its file. */
export interface ProjectSymbol extends Omit<FileSymbol, 'children'> {
  readonly file: FilePath;
}

/** The stores, entries, mounts and users of a file; entries below the store they are written in. */
export function fileSymbols(analysis: Analysis, path: FilePath): readonly FileSymbol[] {
  const flat = analysis.hostsOf(path).flatMap((host) => symbolsOf(analysis, host, path));
  return nest(distinct(flat));
}

/** All symbols of the project whose name holds the letters of the query in their order. */
export function projectSymbols(analysis: Analysis, query: string): readonly ProjectSymbol[] {
  const wanted = [...query.toLowerCase()];
  const fits = (name: string) => {
    let at = 0;
    for (const letter of name.toLowerCase()) if (letter === wanted[at]) at++;
    return at === wanted.length;
  };
  return distinct(analysis.hosts.flatMap((host) => symbolsOf(analysis, host, undefined))).filter(({ name }) =>
    fits(name),
  );
}

function symbolsOf(analysis: Analysis, { model }: HostAnalysis, path: FilePath | undefined): readonly ProjectSymbol[] {
  const symbol = (
    kind: FileSymbol['kind'],
    name: string,
    detail: string,
    site: Site | undefined,
    nameSite: Site | undefined = site,
  ): readonly ProjectSymbol[] => {
    // What is just being written (`fileSystems.""`) has no name yet, and editors refuse all symbols where one has none.
    if (!site || (path !== undefined && site.file !== path) || name.trim() === '') return [];
    const place = analysis.spanOf(site);
    const namePlace = nameSite && analysis.spanOf(nameSite);
    if (!place) return [];
    const span = kind === 'directory' || kind === 'file' ? place.span : definitionAround(analysis, place);
    const nameSpan = namePlace && encloses(span, namePlace.span) ? namePlace.span : place.span;
    return [{ kind, name, detail, file: place.file, span, nameSpan }];
  };
  return [
    ...model.stores.flatMap(({ name, sites }) =>
      sites.flatMap((site) => symbol('store', name, 'persistent storage', site)),
    ),
    ...model.entries
      .filter(({ written }) => written !== '')
      .flatMap(({ kind, path: target, site, pathSite, store }) =>
        symbol(kind, target, store.name, site, pathSite ?? site),
      ),
    ...model.mounts.flatMap(({ mountPoint, fsType, site }) => symbol('mount', mountPoint, fsType ?? '', site)),
    ...model.users.flatMap(({ name, home, site }) => symbol('user', name, home ?? '', site)),
  ];
}

/** The binding that a name belongs to. */
function definitionAround(analysis: Analysis, { file, span }: { readonly file: FilePath; readonly span: Span }): Span {
  const tree = analysis.source(file)?.nix?.tree;
  const binding = tree && nodesAt(tree, span.start).findLast((node) => node.kind === 'binding' && encloses(node, span));
  return binding ? { start: binding.start, end: binding.end } : span;
}

function distinct(symbols: readonly ProjectSymbol[]): readonly ProjectSymbol[] {
  const known = new Map(
    symbols.map((each) => [JSON.stringify([each.file, each.kind, each.name, each.span, each.nameSpan]), each]),
  );
  return [...known.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.span.start - b.span.start || b.span.end - a.span.end,
  );
}

/** Puts what lies inside of a store below it; the symbols are sorted, outer before inner. */
function nest(symbols: readonly ProjectSymbol[]): readonly FileSymbol[] {
  const top: FileSymbol[] = [];
  let open: { readonly symbol: ProjectSymbol; readonly children: FileSymbol[] } | undefined;
  for (const symbol of symbols) {
    const { file: _, ...rest } = symbol;
    if (open && symbol.kind !== 'store' && encloses(open.symbol.span, symbol.span)) {
      // Of which store it is shows already.
      const detail = symbol.detail === open.symbol.name ? '' : symbol.detail;
      open.children.push({ ...rest, detail, children: [] });
      continue;
    }
    const children: FileSymbol[] = [];
    top.push({ ...rest, children });
    if (symbol.kind === 'store') open = { symbol, children };
  }
  return top;
}
