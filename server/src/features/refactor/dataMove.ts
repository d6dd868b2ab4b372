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
 * Shell commands that copy data to where it is looked for afterwards, for a person to run. They copy and never delete, since
 * the old place is in use until the next boot; parents get the owners and modes they have in the old place (`cp --parents`).
 */
export function copyCommands(moves: readonly DataMove[]): readonly string[] {
  const commands = moves.flatMap((move) => (isNeedless(move) ? [] : commandOf(move)));
  return [...new Set(commands)];
}

function commandOf({ from, to, path, as, sameOwner }: DataMove): string {
  if (as === undefined || as === path) {
    const owner = sameOwner ? ` && chown --reference=. ${shellWord(to)}` : '';
    return `cd ${shellWord(from)} && mkdir -p ${shellWord(to)}${owner} && cp -a --parents -- ${shellWord(path)} ${shellWord(to)}/`;
  }
  const target = `${to}/${as}`;
  return `mkdir -p ${shellWord(dirOf(target))} && cp -a -T -- ${shellWord(`${from}/${path}`)} ${shellWord(target)}`;
}

function isNeedless({ from, to, path, as }: DataMove): boolean {
  return from === to && (as === undefined || as === path);
}
