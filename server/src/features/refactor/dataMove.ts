import { shellWord } from '../../impermanence/fixes/text.ts';
import { dirOf } from '../../impermanence/model/paths.ts';

/** Data that must lie elsewhere after a change: `path`, relative, below one folder and then below another. Both absolute. */
export interface DataMove {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** Whether the new folder is to belong to whom the old one does: a home that root made would be root's after the next boot. */
  readonly sameOwner?: boolean;
  /** Where it lies in the new folder; undefined: under the same path. */
  readonly as?: string | undefined;
}

/**
 * Shell commands that copy data to where it is looked for afterwards, for a person to run; all that goes from one folder to
 * another is one command. They copy and never delete, since the old place is in use until the next boot; parents get the
 * owners and modes they have in the old place (`cp --parents`).
 */
export function copyCommands(moves: readonly DataMove[]): readonly string[] {
  const groups = new Map<string, DataMove[]>();
  for (const move of moves.filter((each) => !isNeedless(each))) {
    const key = JSON.stringify([move.from, move.to, move.sameOwner === true, isRenamed(move) && [move.path, move.as]]);
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  return [...new Set([...groups.values()].flatMap((group) => commandOf(group) ?? []))];
}

function commandOf(group: readonly DataMove[]): string | undefined {
  const [move] = group;
  if (!move) return undefined;
  const { from, to, path, as, sameOwner } = move;
  if (isRenamed(move)) {
    const target = `${to}/${as}`;
    return `mkdir -p ${shellWord(dirOf(target))} && cp -a -T -- ${shellWord(`${from}/${path}`)} ${shellWord(target)}`;
  }
  const owner = sameOwner ? ` && chown --reference=. ${shellWord(to)}` : '';
  const paths = [...new Set(group.map((each) => shellWord(each.path)))];
  const words = [...paths, `${shellWord(to)}/`];
  const parts = paths.length === 1 ? ` ${words.join(' ')}` : words.map((word) => ` \\\n  ${word}`).join('');
  return `cd ${shellWord(from)} && mkdir -p ${shellWord(to)}${owner} && cp -a --parents --${parts}`;
}

function isRenamed({ path, as }: DataMove): boolean {
  return as !== undefined && as !== path;
}

function isNeedless(move: DataMove): boolean {
  return move.from === move.to && !isRenamed(move);
}
