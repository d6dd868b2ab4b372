import type { Site } from '../../nix/eval/value.ts';
import { locate } from '../fixes/located.ts';
import { volatilePaths } from '../knowledge/mounts.ts';
import { lasts } from '../model/lasts.ts';
import type { Model } from '../model/model.ts';
import { dirOf, isAtOrBelow } from '../model/paths.ts';
import type { RuleContext } from './rule.ts';

/** Whether a file that somebody put there by hand is gone at the next boot. What is below /run is made at boot, by others. */
export function isLost(model: Model, path: string): boolean {
  return path.startsWith('/') && !isVolatile(path) && lasts(model, path) === false;
}

/** Whether a path is made anew at every boot by the kernel, by systemd, or by whoever decrypts secrets. */
export function isVolatile(path: string): boolean {
  return volatilePaths.some((volatile) => isAtOrBelow(path, volatile));
}

/**
 * Whether a path is that of a file of the configuration itself, told by code (`toString ./secret`): a flake is read from the
 * Nix store, and where a folder lies on the machine is not known. One that is written out means the machine's.
 */
export function isOfConfiguration(model: Model, context: RuleContext, path: string, site: Site): boolean {
  const node = locate(context, site)?.nodes.at(-1);
  const [first] = node?.kind === 'string' || node?.kind === 'path' ? node.parts : [];
  if (first?.kind === 'text' && first.value.startsWith('/')) return false;
  return node?.kind === 'path' || [...model.files].some((file) => isAtOrBelow(path, dirOf(file)));
}
