import type { Model } from '../model/model.ts';
import { type Answer, answer, isOn } from './options.ts';

/** What makes /etc an overlay in which nothing can be created; undefined where it is none, or that is not known. */
export function immutableEtc(model: Model): Extract<Answer, { readonly kind: 'known' }> | undefined {
  const overlay = ['system', 'etc', 'overlay'];
  const mutable = answer(model.configuration, [...overlay, 'mutable']);
  if (mutable.kind !== 'known' || mutable.value.kind !== 'boolean' || mutable.value.value) return undefined;
  return isOn(model, [...overlay, 'enable']) === true ? mutable : undefined;
}
