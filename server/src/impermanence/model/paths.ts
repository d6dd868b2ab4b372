/** The components of a path; empty ones are dropped, `.` and `..` stay, as the impermanence module splits paths (lib.nix, splitPath). */
export function splitPath(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Paths joined as the module joins them (lib.nix, concatPaths): absolute if the first one is, no empty components. */
export function concatPaths(...paths: readonly string[]): string {
  const [first = ''] = paths;
  if (paths.length === 1 && !first.endsWith('/') && !first.includes('//')) return first;
  const prefix = first.startsWith('/') ? '/' : '';
  return prefix + paths.flatMap(splitPath).join('/');
}

/** The proper parents of a path from the top, without `/` itself: "/a/b/c" gives "/a" and "/a/b" (lib.nix, parentsOf). */
export function parentsOf(path: string): readonly string[] {
  const prefix = path.startsWith('/') ? '/' : '';
  const parts = splitPath(path);
  return parts.slice(0, -1).map((_, index) => prefix + parts.slice(0, index + 1).join('/'));
}

/** What Nix's dirOf gives for a string: everything before the last slash, `.` without one, `/` for names in the root. */
export function dirOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash === -1) return '.';
  return slash === 0 ? '/' : path.slice(0, slash);
}

/** Whether `path` is `parent` or lies below it. Both in the form concatPaths gives. */
export function isAtOrBelow(path: string, parent: string): boolean {
  return path === parent || isBelow(path, parent);
}

/** Whether `path` lies properly below `parent`. Both in the form concatPaths gives. */
export function isBelow(path: string, parent: string): boolean {
  return path !== parent && path.startsWith(parent === '/' ? '/' : `${parent}/`);
}

/** Every path that `path` lies properly below, from the top. In the form concatPaths gives. */
export function pathsAbove(path: string): readonly string[] {
  const above = path.startsWith('/') && path !== '/' ? ['/'] : [];
  for (let slash = path.indexOf('/', 1); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    above.push(path.slice(0, slash));
  }
  return above;
}

/** The path of a v1 home entry below the home: without its first component where the store follows the layout of GNU Stow. */
export function withoutPrefix(path: string): string {
  return splitPath(path).slice(1).join('/');
}
