import { isBelow } from '../model/paths.ts';
import page from './etc-overlay-read-only.md';
import { immutableEtc } from './etcOverlay.ts';
import type { Rule } from './rule.ts';

/** Nothing can be created in an immutable /etc, mount points included. */
export const etcOverlayReadOnly: Rule = {
  id: 'etc-overlay-read-only',
  severity: 'error',
  title: 'Files in /etc are persisted, but /etc cannot be written',
  page,
  source: '#210',
  category: 'loss',
  repair: 'none',
  *checkHost(model) {
    const mutable = immutableEtc(model);
    if (!mutable) return;
    for (const { kind, path, site, condition } of model.entries) {
      if (kind !== 'file' || !site || condition !== 'yes' || !isBelow(path, '/etc')) continue;
      yield {
        message: `${path} cannot be put in place: with system.etc.overlay.mutable = false nothing can be created in /etc.`,
        at: { site },
        related: mutable.site ? [{ at: { site: mutable.site }, message: 'made immutable here' }] : [],
      };
    }
  },
};
