import { findBinding } from '../../nix/syntax/build/attributes.ts';
import { treeOf } from '../fixes/located.ts';
import { setIn } from '../fixes/values.ts';
import type { Model } from '../model/model.ts';
import type { RuleContext } from './rule.ts';

/** Whether a module of the host declares an option of this path by itself, so that its being missing elsewhere means nothing. */
export function declaresItself(model: Model, context: RuleContext, path: readonly string[]): boolean {
  return [...model.files].some((file) => {
    const tree = treeOf(context, file);
    const module = tree && setIn(tree.root);
    return module !== undefined && findBinding(module, ['options', ...path]) !== undefined;
  });
}
