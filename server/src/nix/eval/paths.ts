/** An absolute path without `.`, `..`, double and trailing slashes; `..` above the root stays at the root. */
export function normalize(path: string): string {
  if (!/\/\.{0,2}(\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The folder of an absolute path; `/` for `/` itself. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The last component of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path below a folder, by a relative path that may hold `..`. */
export function join(folder: string, relative: string): string {
  return normalize(`${folder}/${relative}`);
}
