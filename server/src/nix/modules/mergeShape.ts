import type { OptionType } from '../eval/optionType.ts';
import type { Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import type { Discharged } from './definitions.ts';
import { mergeAttrs, mergeAttrsOf } from './mergeAttrs.ts';
import { mergeList } from './mergeList.ts';
import { agreeOrUnknown, mergeOr, mergeText } from './mergeScalar.ts';
import type { Place } from './session.ts';
import { showOption } from './session.ts';

/**
 * Definitions of an option whose type is not known, merged as most types would: sets by attribute, lists one after
 * the other, everything else if all agree. `element`: of what type their parts are.
 */
export function mergeShape(
  counting: readonly Discharged[],
  place: Place,
  element: OptionType = { name: 'unspecified' },
): Value {
  const [only] = counting;
  if (counting.length === 1 && only !== undefined && only.condition === 'yes' && only.value.kind !== 'attrs')
    return only.value;
  const kinds = new Set(counting.flatMap((each) => (each.value.kind === 'unknown' ? [] : [each.value.kind])));
  if (kinds.size === 1) {
    if (kinds.has('attrs')) return mergeAttrsOf(element, false, counting, place);
    if (kinds.has('list')) return mergeList(element, counting, place);
  }
  return agreeOrUnknown(counting, unknown(`how the definitions of ${showOption(place.path)} merge is not known`));
}

/** `mergeDefaultOption`, the merge of options without a type: one definition is taken as it is. */
export function mergeDefault(counting: readonly Discharged[], place: Place): Value {
  const [only] = counting;
  if (counting.length === 1 && only !== undefined && only.condition === 'yes') return only.value;
  const kinds = new Set(counting.map((each) => each.value.kind));
  const doubtful = counting.some((each) => each.condition === 'unknown');
  if (kinds.size > 1 || doubtful) return mergeShape(counting, place);
  if (kinds.has('attrs')) return mergeAttrs(counting);
  if (kinds.has('boolean')) return mergeOr(counting);
  if (kinds.has('string')) return mergeText('', counting);
  return mergeShape(counting, place);
}
