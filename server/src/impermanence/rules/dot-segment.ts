import { rewritePath } from '../fixes/entries.ts';
import page from './dot-segment.md';
import type { Rule } from './rule.ts';

/** `.` and `..` stay in the paths the module computes, which then are compared and mounted as they are. */
export const dotSegment: Rule = {
  id: 'dot-segment',
  severity: 'warning',
  title: 'A path with . or ..',
  page,
  source: 'evaluated',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const entry of model.entries) {
      const site = entry.pathSite ?? entry.site;
      if (!site || !/(^|\/)\.\.?(\/|$)/.test(entry.written)) continue;
      const plain = withoutDots(entry.written);
      yield {
        message: `The module does not resolve . and .. in ${entry.written}: it is another path for it than the plain one, and systemd refuses such mount points.`,
        at: { site },
        fixes:
          plain === undefined
            ? []
            : [{ title: `Write ${plain}`, preferred: true, edits: () => rewritePath(context, entry, plain) }],
      };
    }
  },
};

/** The path resolved by name; undefined where it leads out of its root or to it. */
function withoutDots(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
