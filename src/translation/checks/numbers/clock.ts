import type { Lexicon } from "./lexicon.ts";
import { timeKey, valueKey } from "./mention.ts";
import { isTight, type Token } from "./tokens.ts";

/** A time of day, or a duration that is written like one. */
export interface Clock {
  keys: string[];
  end: number;
  /** Hours and minutes as numbers of their own, where they may be: “18 h 30” is “18:30”, and “2 h 43” two hours and 43. */
  parts: number[];
  /** Whether “am” or “pm” is said. */
  isHalfDay: boolean;
}

const ZONE = /^ ?(?:GMT|UTC|ت غ)/;
const OF_THE_CLOCK = "الساعه";

/** The time that begins with figures at a token; null where they are no time. */
export function clockAt(text: string, tokens: readonly Token[], at: number, lexicon: Lexicon | null): Clock | null {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.kind !== "figures") return null;
  const figures = /^\d{1,2}$/.test(first.text) ? Number(first.text) : Number.NaN;
  if (figures <= 24) {
    // 18 h 30, 20 heures
    if (second?.kind === "word" && /^(?:h|heures?)$/.test(second.text)) {
      const minutes = minutesOf(third);
      return clock(text, tokens, figures, minutes ?? 0, at + (minutes === null ? 2 : 3), minutes !== null, lexicon);
    }
    // 18:30
    if (second?.text === ":" && isTight(first, second) && isTight(second, third) && minutesOf(third) !== null) {
      return clock(text, tokens, figures, minutesOf(third) ?? 0, at + 3, true, lexicon);
    }
  }
  // 27 s 65: hundredths
  if (second?.text === "s" && /^\d{1,3}$/.test(third?.text ?? "") && /^\d{1,2}$/.test(first.text)) {
    const [whole, part] = [first.text, third?.text ?? ""];
    const keys = [valueKey(Number(`${whole}.${part}`))];
    return { keys, end: at + 3, parts: [Number(whole), Number(part)], isHalfDay: false };
  }
  if (lexicon === null) return null;
  const rest = text.slice(first.end, first.end + 24);
  const [, hours, minutes = "0"] = /^(\d{1,2})(?:\.(\d\d))?$/.exec(first.text) ?? [];
  if (hours !== undefined && Number(hours) <= 24 && Number(minutes) < 60) {
    const isHalf = lexicon.afternoon.test(rest) || lexicon.morning.test(rest);
    const isAsked = isAfterHour(tokens, at);
    if (isHalf || isAsked) return clock(text, tokens, Number(hours), Number(minutes), at + 1, false, lexicon, !isHalf);
  }
  const [, military, past] = /^([012]\d)([0-5]\d)$/.exec(first.text) ?? [];
  if (military === undefined || !ZONE.test(rest)) return null;
  return {
    keys: [timeKey(Number(military), Number(past))],
    end: at + 1,
    parts: [Number(first.text)],
    isHalfDay: false,
  };
}

function minutesOf(token: Token | undefined): number | null {
  return token?.kind === "figures" && /^[0-5]\d$/.test(token.text) ? Number(token.text) : null;
}

function isAfterHour(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.text.endsWith(OF_THE_CLOCK) ?? false;
}

function clock(
  text: string,
  tokens: readonly Token[],
  hours: number,
  minutes: number,
  end: number,
  hasMinutes: boolean,
  lexicon: Lexicon | null,
  isEither = false,
): Clock {
  const after = tokens[end - 1]?.end ?? 0;
  const rest = text.slice(after, after + 24);
  const isAfternoon = lexicon?.afternoon.test(rest) ?? false;
  const isMorning = lexicon?.morning.test(rest) ?? false;
  const keys = [timeKey(isAfternoon && hours < 12 ? hours + 12 : isMorning && hours === 12 ? 0 : hours, minutes)];
  if (isEither && hours < 12) keys.push(timeKey(hours + 12, minutes));
  if (hours === 24) keys.push(timeKey(0, minutes));
  const isEnglish = lexicon?.joiner === "and";
  const isHalfDay = isAfternoon || isMorning;
  return { keys, end, parts: isHalfDay && isEnglish ? [] : hasMinutes ? [hours, minutes] : [hours], isHalfDay };
}

/** “الساعة السادسة والنصف مساء”: what an hour in words is as a time; none where it is no hour. */
export function wordClock(text: string, tokens: readonly Token[], at: number, end: number, hour: number): string[] {
  if (hour < 1 || hour > 12) return [];
  const next = tokens[end];
  let minutes = 0;
  let last = tokens[end - 1] as Token;
  if (next?.isJoined && next.text.endsWith("نصف")) minutes = 30;
  else if (next?.isJoined && next.text.endsWith("ربع")) minutes = 15;
  else if (next?.text === "الا") minutes = -15;
  if (minutes !== 0) last = tokens[minutes < 0 ? end + 1 : end] ?? last;
  const rest = text.slice(last.end, last.end + 24);
  const isAfternoon = /^ (?:مساء|ليلا|عصرا|ظهرا|بعد ال)/u.test(rest);
  const isMorning = /^ (?:صباحا|فجرا|ظهرا)/u.test(rest);
  if (!isAfternoon && !isMorning && !isAfterHour(tokens, at)) return [];
  const early = (hour % 12) * 60 + minutes;
  const times = isAfternoon === isMorning ? [early, early + 720] : [isAfternoon ? early + 720 : early];
  return [...times.map((time) => `t:${time}`), valueKey(hour)];
}
