import { spawnSync } from 'node:child_process';
import { parser as lezer } from '@replit/codemirror-lang-nix';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { stringPaths } from '../syntax/stringPaths.ts';

/** What is measured of a parser. */
export interface Measurement {
  readonly name: string;
  /** Processor seconds for all texts, one number for each round; garbage collection is in it. */
  readonly seconds: readonly number[];
  /** In how many of the texts it reports an error. */
  readonly errors: number | undefined;
  /** The string literals with their binding paths that it finds in each broken state. */
  readonly paths: readonly (readonly string[])[] | undefined;
}

/** Processor time, so that other work on the machine does not count. */
function secondsOf(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const warmUp = 10;

/** Our parser, tree and all. */
export function measureOurs(texts: readonly string[], states: readonly string[], rounds: number): Measurement {
  const seconds = Array.from({ length: warmUp + rounds }, () =>
    secondsOf(() => {
      for (const text of texts) parse(text);
    }),
  );
  return {
    name: 'ours',
    seconds: seconds.slice(warmUp),
    errors: texts.filter((text) => parse(text).errors.length > 0).length,
    paths: states.map((state) => stringPaths(parse(state))),
  };
}

/** The Lezer grammar of the package @replit/codemirror-lang-nix. */
export function measureLezer(texts: readonly string[], states: readonly string[], rounds: number): Measurement {
  const seconds = Array.from({ length: warmUp + rounds }, () =>
    secondsOf(() => {
      for (const text of texts) lezer.parse(text);
    }),
  );
  return {
    name: 'Lezer',
    seconds: seconds.slice(warmUp),
    errors: texts.filter(lezerHasError).length,
    paths: states.map(lezerPaths),
  };
}

function lezerHasError(text: string): boolean {
  let found = false;
  lezer.parse(text).iterate({
    enter: (node) => {
      found ||= node.type.isError;
    },
  });
  return found;
}

function lezerPaths(text: string): readonly string[] {
  const paths: string[] = [];
  const pending = [{ node: lezer.parse(text).topNode, path: '' }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path } = next;
    if (node.name === 'String' || node.name === 'IndentedString') {
      paths.push(path);
      continue;
    }
    const names = node.name === 'Bind' ? node.getChild('AttrPath') : null;
    const inner = names ? `${path}/${attrPath(text.slice(names.from, names.to))}` : path;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name !== 'AttrPath') pending.push({ node: child, path: inner });
    }
  }
  return paths;
}

function attrPath(source: string): string {
  return (source.match(/"[^"]*"|[^.\s]+/g) ?? []).map((name) => name.replaceAll('"', '')).join('/');
}

/** `nix-instantiate --parse` on files, without the time it takes to start; `undefined` where it is not installed. */
export function measureNix(files: readonly string[], rounds: number): Measurement | undefined {
  const start = nixSeconds(files.slice(0, 1), rounds);
  const all = nixSeconds(files, rounds);
  if (!start || !all) return undefined;
  const idle = median(start);
  return { name: 'Nix', seconds: all.map((each) => each - idle), errors: 0, paths: undefined };
}

function nixSeconds(files: readonly string[], rounds: number): readonly number[] | undefined {
  const script = 'TIMEFORMAT="%U %S"; time nix-instantiate --parse "$@" > /dev/null';
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const result = spawnSync('bash', ['-c', script, 'bash', ...files], { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (result.status !== 0) return undefined;
    const [user, system] = (result.stderr.trim().split('\n').pop() ?? '').split(' ').map(Number);
    seconds.push((user ?? 0) + (system ?? 0));
  }
  return seconds;
}

/** The files that Nix parses; it stops at the first that it does not. */
export function acceptedFiles(files: readonly string[]): readonly string[] {
  const accepted: string[] = [];
  for (let from = 0; from < files.length; ) {
    const batch = files.slice(from, from + 200);
    const result = spawnSync('nix-instantiate', ['--parse', ...batch], { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (result.error) return files;
    const parsed = result.status === 0 ? batch.length : result.stdout.split('\n').length - 1;
    accepted.push(...batch.slice(0, parsed));
    from += result.status === 0 ? batch.length : parsed + 1;
  }
  return accepted;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
