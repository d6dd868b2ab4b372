import { TokenKind } from '../tokenKind.ts';
import {
  closed,
  closedBefore,
  cost,
  dropped,
  holdsBindings,
  matches,
  type Opener,
  opened,
  type Place,
  type Reading,
  withCost,
} from './reading.ts';

/** All ways to go on with a reading over the token at a place. At least one is given. */
export function readOver(reading: Reading, place: Place): readonly Reading[] {
  const before = readingsBefore(reading, place);
  return before.length === 1
    ? readToken(before[0] as Reading, place)
    : before.flatMap((each) => readToken(each, place));
}

/** How many openers may be closed at one place; what is broken deeper is not worth guessing. */
const deepest = 10;

/** What may be put in before the token. */
function readingsBefore(reading: Reading, place: Place): readonly Reading[] {
  if (place.startsBinding) return beforeBinding(reading, place, deepest);
  if (isFormalsWithoutBrace(reading, place)) {
    return [reading, opened(reading, place, TokenKind.BraceOpen, true, true)];
  }
  if (isNextItem(reading, place)) return [reading, closedBefore(reading, place, cost.closeBeforeItem)];
  const { top } = reading;
  if (isClosing(place.kind) && wantsValue(place.previous)) return beforeBareClosing(reading, place);
  if (top?.isFormals && place.kind === TokenKind.Colon && place.previous !== TokenKind.BraceClose) {
    if (place.previous === TokenKind.Ellipsis || place.previous === TokenKind.Comma || !isOnLine(top, place)) {
      return [withCost(reading, cost.junk), closedBefore(reading, place, cost.closeNaturally)];
    }
  }
  if (!isStatementPlace(reading, place) || !holdsBindings(top) || isClosing(place.kind)) return [reading];
  // Something that begins no binding stands where one should.
  if (top?.kind === TokenKind.Let) {
    // A name may still be a binding that lacks its `=`.
    const price = place.kind === TokenKind.Identifier ? 1.2 : cost.junk;
    return [withCost(reading, price), closedBefore(reading, place, cost.closeNaturally)];
  }
  return [withCost(reading, 0.3), ...naturalCloses(reading, place, deepest)];
}

/** Whether a line seems to be the next item of a list although the set that is the item before is still open. */
function isNextItem({ top }: Reading, place: Place): boolean {
  if (top?.kind !== TokenKind.BraceOpen || top.isPutIn || top.outer?.kind !== TokenKind.BracketOpen) return false;
  const isBehind = place.isFirst && place.line > top.line && place.indent <= top.indent;
  return isBehind && (place.kind === TokenKind.BraceOpen || place.kind === TokenKind.StringOpen);
}

/** Before a closing bracket right behind `=` or the like: its opening one may be missing. */
function beforeBareClosing(reading: Reading, place: Place): readonly Reading[] {
  const lacking = withCost(reading, cost.missingValue);
  if (place.kind === TokenKind.BraceClose) return [lacking, opened(reading, place, TokenKind.BraceOpen, true, false)];
  if (place.kind !== TokenKind.BracketClose) return [lacking];
  return [lacking, opened(reading, place, TokenKind.BracketOpen, true, false)];
}

/** Whether an expression is wanted behind a token. */
function wantsValue(kind: number): boolean {
  return kind === TokenKind.Assign || kind === TokenKind.Colon || (kind >= TokenKind.Not && kind <= TokenKind.In);
}

function isOnLine(opener: Opener, place: Place): boolean {
  return opener.line === place.line;
}

function isFormalsWithoutBrace(reading: Reading, place: Place): boolean {
  if (place.kind !== TokenKind.Identifier || place.stream.kinds[place.index + 1] !== TokenKind.Comma) return false;
  return place.index === 0 || (wantsValue(place.previous) && !reading.top?.isFormals);
}

/** Whether a new binding should begin at the token, as nothing before it waits for more. */
function isStatementPlace(reading: Reading, place: Place): boolean {
  const { change } = reading;
  if (change?.kind === 'close' && change.index === place.index) return true;
  if (place.previous === TokenKind.Semicolon) return reading.clauseEnd !== place.index - 1;
  return place.previous === TokenKind.BraceOpen && place.isFirst;
}

/** Before a binding: brackets that cannot hold one must be closed, or a brace is missing before it. */
function beforeBinding(reading: Reading, place: Place, reach: number): readonly Reading[] {
  const { top } = reading;
  if (place.kind === TokenKind.Identifier && top?.isFormals) return [reading];
  if (!top) return [withCost(reading, 1.2), opened(reading, place, TokenKind.BraceOpen, true, false)];
  if (top.isPutIn && top.token === place.index) return [withContent(reading, place)];
  if (!holdsBindings(top)) {
    if (top.kind === TokenKind.StringOpen || top.kind === TokenKind.IndentOpen) return [reading];
    // A dynamic name whose brace is missing ends before the `=`.
    if (top.kind === TokenKind.Interpolation && place.previous === TokenKind.Interpolation && !place.isFirst)
      return [reading];
    return [
      withCost(reading, cost.junk),
      opened(reading, place, TokenKind.BraceOpen, true, false),
      ...(reach > 0 ? beforeBinding(closedBefore(reading, place, cost.close), place, reach - 1) : []),
    ];
  }
  if (isStatementPlace(reading, place) || beginsBindings(place.previous)) {
    return [withContent(reading, place), ...naturalCloses(reading, place, reach)];
  }
  return behindUnfinished(reading, place, reach);
}

function beginsBindings(kind: number): boolean {
  return kind === TokenKind.BraceOpen || kind === TokenKind.Let || kind === TokenKind.Semicolon;
}

/** Before a binding, where the one before is not finished: it lacks its value or semicolon, or a brace is missing here. */
function behindUnfinished(reading: Reading, place: Place, reach: number): readonly Reading[] {
  const lacksValue = wantsValue(place.previous);
  const price = lacksValue ? cost.missingValue + (place.isFirst ? 0 : 0.5) : cost.missingSemicolon;
  return [
    withContent(withCost(reading, price), place),
    ...naturalCloses(withCost(reading, price), place, reach),
    opened(reading, place, TokenKind.BraceOpen, true, false),
  ];
}

/** The reading with a binding in its innermost opener, at what the indentation makes of that. */
function withContent(reading: Reading, place: Place): Reading {
  const { top } = reading;
  if (!top || !place.isFirst || place.line === top.line) return reading;
  let price = 0;
  if (top.contentIndent < 0) {
    if (place.indent <= top.indent && top.outer !== undefined) price = cost.crookedBinding;
  } else if (top.contentIndent !== place.indent) {
    price = place.indent <= top.indent ? cost.crookedBinding : cost.unevenBinding;
  }
  return { ...reading, cost: reading.cost + price, top: { ...top, contentIndent: place.indent } };
}

/** Readings in which what is open ends before the token because of its indentation. */
function naturalCloses(reading: Reading, place: Place, reach: number): readonly Reading[] {
  const { top } = reading;
  if (
    reach === 0 ||
    !place.isFirst ||
    !top ||
    !holdsBindings(top) ||
    place.line === top.line ||
    !endsBefore(top, place)
  )
    return [];
  const next = closedBefore(reading, place, cost.closeNaturally);
  return next.top ? beforeBindingOrJunk(next, place, reach - 1) : [next];
}

function beforeBindingOrJunk(reading: Reading, place: Place, reach: number): readonly Reading[] {
  if (place.startsBinding) return beforeBinding(reading, place, reach);
  return [withCost(reading, 0.3), ...naturalCloses(reading, place, reach)];
}

/** Whether a line is indented so that it does not seem to be in an opener, but in what is around it. */
function endsBefore(opener: Opener, place: Place): boolean {
  if (place.indent <= opener.indent) return true;
  // The opener's own line is out of line: somebody has just typed it.
  const { outer } = opener;
  return (
    outer !== undefined && opener.indent <= outer.indent && outer.line < opener.line && place.indent > outer.indent
  );
}

/** The token itself. */
function readToken(reading: Reading, place: Place): readonly Reading[] {
  const { kind } = place;
  switch (kind) {
    case TokenKind.BraceOpen:
      return [opened(reading, place, kind, false, isFormalsAt(place))];
    case TokenKind.BracketOpen:
    case TokenKind.ParenOpen:
    case TokenKind.Interpolation:
    case TokenKind.StringOpen:
    case TokenKind.IndentOpen:
      return [opened(reading, place, kind, false, false)];
    case TokenKind.Let:
      return place.stream.kinds[place.index + 1] === TokenKind.BraceOpen
        ? [reading]
        : [opened(reading, place, kind, false, false)];
    case TokenKind.With:
    case TokenKind.Assert:
      return [withClauses(reading, 1)];
    case TokenKind.Semicolon:
      return readSemicolon(reading, place, deepest);
    case TokenKind.Assign:
      return reading.top?.kind === TokenKind.Interpolation
        ? [withCost(reading, cost.junk), closedBefore(reading, place, cost.close)]
        : [reading];
    default:
      return isClosing(kind) ? readClosing(reading, place, 8) : [reading];
  }
}

function isFormalsAt(place: Place): boolean {
  const { kinds } = place.stream;
  const first = kinds[place.index + 1];
  const second = kinds[place.index + 2];
  if (first === TokenKind.Ellipsis) return true;
  if (first === TokenKind.BraceClose) return second === TokenKind.Colon || second === TokenKind.At;
  if (first !== TokenKind.Identifier) return false;
  return (
    second === TokenKind.Comma ||
    second === TokenKind.Question ||
    (second === TokenKind.BraceClose && kinds[place.index + 3] === TokenKind.Colon)
  );
}

function withClauses(reading: Reading, change: number): Reading {
  const { top } = reading;
  if (!top) return { ...reading, clauses: Math.max(0, reading.clauses + change) };
  return { ...reading, top: { ...top, clauses: Math.max(0, top.clauses + change) } };
}

/** A semicolon in a list, in parentheses or in an interpolation ends them, unless it is that of a `with`. */
function readSemicolon(reading: Reading, place: Place, reach: number): readonly Reading[] {
  const { top } = reading;
  if ((top?.clauses ?? reading.clauses) > 0) return [{ ...withClauses(reading, -1), clauseEnd: place.index }];
  if (!top) return [withCost(reading, 0.8)];
  if (holdsBindings(top) && !top.isFormals) {
    if (place.previous !== TokenKind.Semicolon) return [reading];
    // Nothing stands before it: it ends a set whose brace is missing.
    return [dropped(reading, place), ...(top.outer ? [closedBefore(reading, place, cost.close)] : [])];
  }
  if (reach === 0) return [dropped(reading, place)];
  return [dropped(reading, place), ...readSemicolon(closedBefore(reading, place, cost.close), place, reach - 1)];
}

function isClosing(kind: number): boolean {
  return (
    kind === TokenKind.BraceClose ||
    kind === TokenKind.BracketClose ||
    kind === TokenKind.ParenClose ||
    kind === TokenKind.In ||
    kind === TokenKind.StringClose ||
    kind === TokenKind.IndentClose
  );
}

/** A closing token: it closes what is open, or what is open further out, or nothing. */
function readClosing(reading: Reading, place: Place, reach: number): readonly Reading[] {
  const { top } = reading;
  const isQuote = place.kind === TokenKind.StringClose || place.kind === TokenKind.IndentClose;
  if (!top) return [dropped(reading, place)];
  const fits = matches(top, place.kind);
  const crooked = fits && place.isFirst && place.line !== top.line && place.indent !== top.indent;
  if (fits && !crooked) return [closed(reading)];
  const readings: Reading[] = fits ? [withCost(closed(reading), cost.crookedClose)] : [];
  if (!isQuote && !fits) readings.push(dropped(reading, place));
  if (reach > 0 && top.outer && (isQuote || top.kind !== TokenKind.StringOpen)) {
    readings.push(...readClosing(closedBefore(reading, place, cost.close), place, reach - 1));
  }
  return readings.length > 0 ? readings : [dropped(reading, place)];
}
