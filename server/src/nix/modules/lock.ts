import type { Span } from '../../base/span.ts';
import type { Site } from '../eval/value.ts';
import type { FlakeReference } from './flakeReference.ts';
import { completeReference } from './flakeReference.ts';
import { jsonPlace, jsonTrouble } from './lockTrouble.ts';

/** An input of a flake as far as flake.nix and flake.lock tell. */
export interface LockedInput {
  /** The name in flake.nix; names of inputs of inputs are joined by `/`. */
  readonly name: string;
  /** What flake.nix asks for, as flake.lock or flake.nix has it. */
  readonly original: FlakeReference | undefined;
  /** What flake.lock pins. */
  readonly locked: FlakeReference | undefined;
  /** The revision pinned, or the one asked for. */
  readonly rev: string | undefined;
  /** The branch or tag asked for. */
  readonly ref: string | undefined;
  readonly owner: string | undefined;
  readonly repo: string | undefined;
  readonly url: string | undefined;
  /** Seconds since 1970: the commit date of what is pinned. */
  readonly lastModified: number | undefined;
  /** False for inputs that are plain source trees. */
  readonly flake: boolean;
  /** The input it follows, as a path of names from the root; undefined where it follows none. */
  readonly follows: readonly string[] | undefined;
  /** Whether flake.lock has it. */
  readonly pinned: boolean;
  /** Its own inputs, follows resolved. */
  inputs(): ReadonlyMap<string, LockedInput>;
  /** Where flake.nix names it. */
  readonly site: Site | undefined;
}

/** A flake.lock read. */
export type Lock =
  | { readonly kind: 'valid'; readonly version: number; readonly inputs: ReadonlyMap<string, LockedInput> }
  | { readonly kind: 'invalid'; readonly message: string; readonly span: Span };

interface Node {
  readonly inputs: ReadonlyMap<string, string | readonly string[]>;
  readonly locked: FlakeReference | undefined;
  readonly original: FlakeReference | undefined;
  readonly lastModified: number | undefined;
  readonly flake: boolean;
}

interface Graph {
  readonly root: string;
  readonly nodes: ReadonlyMap<string, Node>;
}

const bound = 64;

/**
 * Reads the text of a flake.lock of version 5, 6 or 7 (NixOS/nix, src/libflake/lockfile.cc). The inputs are those of
 * the root, `follows` resolved. What cannot be read is `invalid` with a sentence for people.
 */
export function readLock(text: string): Lock {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    const { message, span } = jsonTrouble(text);
    return { kind: 'invalid', message: `flake.lock is not valid JSON: ${message}`, span };
  }
  const invalid = (message: string, ...place: readonly string[]): Lock => {
    return { kind: 'invalid', message, span: jsonPlace(text, place) };
  };
  if (!isObject(data)) return invalid('flake.lock is not a JSON object');
  const { version, root, nodes } = data;
  if (typeof version !== 'number' || version < 5 || version > 7) {
    const found = version === undefined ? 'no version' : `the version ${JSON.stringify(version)}`;
    return invalid(`flake.lock has ${found}; 5, 6 and 7 are known`, 'version');
  }
  if (typeof root !== 'string' || !isObject(nodes) || !isObject(nodes[root])) {
    return invalid('flake.lock has no root node', 'root');
  }
  const graph: Graph = {
    root,
    nodes: new Map(
      Object.entries(nodes).flatMap(([name, node]) => (isObject(node) ? [[name, readNode(node)] as const] : [])),
    ),
  };
  const missing = danglingInput(graph);
  if (missing !== undefined) {
    return invalid(
      `flake.lock has no node for the input ${missing.input}`,
      'nodes',
      missing.node,
      'inputs',
      missing.input,
    );
  }
  return { kind: 'valid', version, inputs: inputsOf(graph, graph.root, '') };
}

function danglingInput(graph: Graph): { readonly node: string; readonly input: string } | undefined {
  for (const [node, { inputs }] of graph.nodes) {
    for (const [input, target] of inputs) {
      if (resolve(graph, target, 0) === undefined) return { node, input };
    }
  }
  return undefined;
}

function inputsOf(graph: Graph, key: string, prefix: string): ReadonlyMap<string, LockedInput> {
  const inputs = new Map<string, LockedInput>();
  for (const [name, target] of graph.nodes.get(key)?.inputs ?? []) {
    const found = resolve(graph, target, 0);
    const node = found === undefined ? undefined : graph.nodes.get(found);
    if (found === undefined || node === undefined) continue;
    const path = prefix === '' ? name : `${prefix}/${name}`;
    inputs.set(
      name,
      lockedInput(path, node, typeof target === 'string' ? undefined : target, () => inputsOf(graph, found, path)),
    );
  }
  return inputs;
}

function lockedInput(
  name: string,
  node: Node,
  follows: readonly string[] | undefined,
  inputs: () => ReadonlyMap<string, LockedInput>,
): LockedInput {
  const { locked, original } = node;
  return {
    name,
    original,
    locked,
    rev: locked?.rev ?? original?.rev,
    ref: original?.ref ?? locked?.ref,
    owner: locked?.owner ?? original?.owner,
    repo: locked?.repo ?? original?.repo,
    url: locked?.url ?? original?.url,
    lastModified: node.lastModified,
    flake: node.flake,
    follows,
    pinned: true,
    inputs,
    site: undefined,
  };
}

/** The node a target stands for: a node's name, or a path of inputs from the root (`follows`; the empty path is the root). */
function resolve(graph: Graph, target: string | readonly string[], depth: number): string | undefined {
  if (typeof target === 'string') return graph.nodes.has(target) ? target : undefined;
  if (depth > bound) return undefined;
  let at: string | undefined = graph.root;
  for (const name of target) {
    const next: string | readonly string[] | undefined =
      at === undefined ? undefined : graph.nodes.get(at)?.inputs.get(name);
    at = next === undefined ? undefined : resolve(graph, next, depth + 1);
  }
  return at;
}

function readNode(node: Readonly<Record<string, unknown>>): Node {
  const inputs = new Map<string, string | readonly string[]>();
  if (isObject(node.inputs)) {
    for (const [name, target] of Object.entries(node.inputs)) {
      if (typeof target === 'string') inputs.set(name, target);
      else if (Array.isArray(target) && target.every((part) => typeof part === 'string')) inputs.set(name, target);
    }
  }
  const locked = isObject(node.locked) ? node.locked : undefined;
  return {
    inputs,
    locked: locked === undefined ? undefined : completeReference(readReference(locked)),
    original: isObject(node.original) ? completeReference(readReference(node.original)) : undefined,
    lastModified: typeof locked?.lastModified === 'number' ? locked.lastModified : undefined,
    flake: node.flake !== false,
  };
}

function readReference(data: Readonly<Record<string, unknown>>): FlakeReference {
  const get = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined);
  return {
    type: get('type') ?? 'unknown',
    owner: get('owner'),
    repo: get('repo'),
    host: get('host'),
    ref: get('ref'),
    rev: get('rev'),
    url: get('url'),
    path: get('path'),
    id: get('id'),
    dir: get('dir'),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
