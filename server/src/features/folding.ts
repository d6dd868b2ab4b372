import type { Span } from '../base/span.ts';
import { commentsOf } from '../nix/syntax/comments.ts';
import type { SyntaxTree } from '../nix/syntax/tree.ts';
import { walk } from '../nix/syntax/walk.ts';

/** A piece of a text that can be folded. It reaches from the opening bracket to the closing one. */
export interface Fold extends Span {
  readonly kind: 'code' | 'comment' | 'imports';
}

/** What can be folded: sets, lists, strings, `let … in`, and comments of several lines. Pieces of one line are left out. */
export function folding(tree: SyntaxTree): readonly Fold[] {
  const folds: Fold[] = [];
  walk(tree.root, (node) => {
    switch (node.kind) {
      case 'binding': {
        const [name] = node.path;
        const isImports = node.path.length === 1 && name?.kind === 'name' && name.name === 'imports';
        if (isImports && node.value.kind === 'list')
          folds.push({ kind: 'imports', start: node.value.start, end: node.value.end });
        break;
      }
      case 'attributeSet':
      case 'list':
      case 'string':
      case 'letIn':
      case 'formals':
        folds.push({ kind: 'code', start: node.start, end: node.kind === 'letIn' ? node.body.start : node.end });
    }
  });
  const spans = new Map([...folds, ...commentFolds(tree)].map((fold) => [`${fold.start} ${fold.end}`, fold]));
  // A list of imports is there twice; what is known better came first and must win.
  for (const fold of folds) if (fold.kind === 'imports') spans.set(`${fold.start} ${fold.end}`, fold);
  return [...spans.values()]
    .filter(({ start, end }) => tree.text.slice(start, end).includes('\n'))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Block comments, and line comments on lines that follow each other. */
function commentFolds(tree: SyntaxTree): readonly Fold[] {
  const folds: Fold[] = [];
  let run: Fold | undefined;
  for (const { start, end, block } of commentsOf(tree)) {
    const follows = run && !block && /^\r?\n[ \t]*$/.test(tree.text.slice(run.end, start));
    if (run && follows) run = { ...run, end };
    else {
      if (run) folds.push(run);
      run = { kind: 'comment', start, end };
    }
    if (block) {
      folds.push({ kind: 'comment', start, end });
      run = undefined;
    }
  }
  return run ? [...folds, run] : folds;
}
