/** A half-open range of a text: `start` is included, `end` is not. Offsets are UTF-16 code units, counted from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether `offset` lies in the span, its end included (a cursor behind the last character still touches it). */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
