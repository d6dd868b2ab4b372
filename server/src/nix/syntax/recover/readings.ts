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
  return before.flatMap((each) => readToken(each, place));
}

/** What may be put in before the token. */
function readingsBefore(reading: Reading, place: Place): readonly Reading[] {
  if (place.startsBinding) return beforeBinding(reading, place);
  if (isFormalsWithoutBrace(reading, place)) {
    return [reading, opened(reading, place, TokenKind.BraceOpen, true, true)];
  }
  const { top } = reading;
  if (top?.isFormals && place.kind === TokenKind.Colon && place.previous !== TokenKind.BraceClose) {
    if (place.previous === TokenKind.Ellipsis || place.previous === TokenKind.Comma || !isOnLine(top, place)) {
      return [withCost(reading, cost.junk), closedBefore(reading, place, cost.closeNaturally)];
    }
  }
  if (!isStatementPlace(place) || !holdsBindings(top) || isClosing(place.kind)) return [reading];
  // Something that begins no binding stands where one should.
  if (top?.kind === TokenKind.Let) {
    return [withCost(reading, cost.junk), closedBefore(reading, place, cost.closeNaturally)];
  }
  return [withCost(reading, 0.3), ...naturalCloses(reading, place)];
}

function isOnLine(opener: Opener, place: Place): boolean {
  return opener.line === place.line;
}

function isFormalsWithoutBrace(reading: Reading, place: Place): boolean {
  if (place.kind !== TokenKind.Identifier || place.stream.kinds[place.index + 1] !== TokenKind.Comma) return false;
  return place.index === 0 || (place.previous === TokenKind.Colon && !reading.top?.isFormals);
}

/** Whether a new binding should begin at the token, as nothing before it waits for more. */
function isStatementPlace(place: Place): boolean {
  return place.previous === TokenKind.Semicolon || (place.previous === TokenKind.BraceOpen && place.isFirst);
}

/** Before a binding: brackets that cannot hold one must be closed, or a brace is missing before it. */
function beforeBinding(reading: Reading, place: Place): readonly Reading[] {
  const { top } = reading;
  if (place.kind === TokenKind.Identifier && top?.isFormals) return [reading];
  if (!top) return [withCost(reading, 1.2), opened(reading, place, TokenKind.BraceOpen, true, false)];
  if (top.isPutIn && top.token === place.index) return [withContent(reading, place)];
  if (!holdsBindings(top)) {
    if (top.kind === TokenKind.StringOpen || top.kind === TokenKind.IndentOpen) return [reading];
    return [
      withCost(reading, cost.junk),
      opened(reading, place, TokenKind.BraceOpen, true, false),
      ...beforeBinding(closedBefore(reading, place, cost.close), place),
    ];
  }
  if (place.previous === TokenKind.Assign) {
    const sameLine = place.isFirst ? 0 : 0.5;
    return [
      ...naturalCloses(withCost(reading, cost.missingValue), place),
      withContent(withCost(reading, cost.missingValue + sameLine), place),
      opened(reading, place, TokenKind.BraceOpen, true, false),
    ];
  }
  return [withContent(reading, place), ...naturalCloses(reading, place)];
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
function naturalCloses(reading: Reading, place: Place): readonly Reading[] {
  const { top } = reading;
  if (!place.isFirst || !top || !holdsBindings(top) || place.line === top.line || !endsBefore(top, place)) return [];
  const next = closedBefore(reading, place, cost.closeNaturally);
  return next.top ? beforeBindingOrJunk(next, place) : [next];
}

function beforeBindingOrJunk(reading: Reading, place: Place): readonly Reading[] {
  return place.startsBinding
    ? beforeBinding(reading, place)
    : [withCost(reading, 0.3), ...naturalCloses(reading, place)];
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
      return readSemicolon(reading, place);
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
function readSemicolon(reading: Reading, place: Place): readonly Reading[] {
  const { top } = reading;
  if ((top?.clauses ?? reading.clauses) > 0) return [withClauses(reading, -1)];
  if (!top || (holdsBindings(top) && !top.isFormals)) return [reading];
  return [dropped(reading, place), ...readSemicolon(closedBefore(reading, place, cost.close), place)];
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
