import { volatilePaths } from '../knowledge/mounts.ts';
import { lasts } from '../model/lasts.ts';
import type { Model } from '../model/model.ts';
import { isAtOrBelow } from '../model/paths.ts';

/** Whether a file that somebody put there by hand is gone at the next boot. What is below /run is made at boot, by others. */
export function isLost(model: Model, path: string): boolean {
  return path.startsWith('/') && !isVolatile(path) && lasts(model, path) === false;
}

/** Whether a path is made anew at every boot by the kernel, by systemd, or by whoever decrypts secrets. */
export function isVolatile(path: string): boolean {
  return volatilePaths.some((volatile) => isAtOrBelow(path, volatile));
}
