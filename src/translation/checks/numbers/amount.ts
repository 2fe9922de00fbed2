import type { Lexicon } from "./lexicon.ts";
import { valuesOf } from "./literal.ts";
import { isTight, type Token } from "./tokens.ts";

/** A number in figures, words or both: “1,5 million”, “deux cent mille”, “12 ألفا و500”. */
export interface Amount {
  /** All that it may be, where separators are read in two ways. */
  values: number[];
  /** Index of the token after it. */
  end: number;
  /** The largest word that multiplied it; 1 where none did. */
  scale: number;
  hasFigures: boolean;
  /** The values of what was added up, where that may also be several numbers. */
  parts: number[][];
}

/** Signs for a million and its like, after figures only: `M€`, `£2.3m`. Metres are read too, so both values stand. */
const SUFFIXES: Record<string, number> = {
  k: 1e3,
  K: 1e3,
  m: 1e6,
  M: 1e6,
  mn: 1e6,
  bn: 1e9,
  Md: 1e9,
  Mds: 1e9,
  tn: 1e12,
};

/** The number that begins at a token, as long as words go on saying one; null where none begins. */
export function amountAt(
  tokens: readonly Token[],
  start: number,
  language: string,
  lexicon: Lexicon | null,
): Amount | null {
  return new Reading(tokens, start, language, lexicon).read();
}

class Reading {
  readonly #tokens: readonly Token[];
  readonly #language: string;
  readonly #lexicon: Lexicon | null;
  readonly #start: number;
  #at: number;
  /** What scales have closed, and what is still open. */
  #sum = [0];
  #open: number[] | null = null;
  #isOpenFigures = false;
  #scale = 1;
  #hasFigures = false;
  #parts: number[][] = [];

  constructor(tokens: readonly Token[], start: number, language: string, lexicon: Lexicon | null) {
    this.#tokens = tokens;
    this.#start = start;
    this.#at = start;
    this.#language = language;
    this.#lexicon = lexicon;
  }

  read(): Amount | null {
    while (this.#step()) {}
    if (this.#at === this.#start) return null;
    const values = this.#plus(this.#sum, this.#open ?? [0]);
    const [before] = this.#parts;
    const parts = before === undefined ? [] : [before, values.map((value) => value - (before[0] ?? 0))];
    return { values, end: this.#at, scale: this.#scale, hasFigures: this.#hasFigures, parts };
  }

  #plus(these: number[], those: number[]): number[] {
    return these.flatMap((one) => those.map((other) => one + other));
  }

  /** Takes the next token, or two, if they go on with the number. */
  #step(): boolean {
    if (this.#half() || this.#halfOf()) return true;
    const isFirst = this.#at === this.#start;
    const next = this.#tokens[this.#at];
    if (next === undefined) return false;
    if (next.kind === "figures") return this.#figures(next, isFirst);
    if (isFirst) return this.#word(next, false, 1);
    const after = this.#tokens[this.#at + 1];
    // “vingt-trois”: a hyphen without spaces.
    if (next.text === "-" && after?.kind === "word" && isTight(next, after)) return this.#word(after, false, 2);
    if (next.kind !== "word") return false;
    if (this.#lexicon?.joiner != null && next.text === this.#lexicon.joiner) {
      return after?.kind === "word" && this.#word(after, true, 2);
    }
    if (next.text === "و" && after?.kind === "figures" && isTight(next, after)) {
      if (!this.#figures(after, false)) return false;
      this.#at++;
      return true;
    }
    return this.#word(next, next.isJoined ?? false, 1);
  }

  #figures(token: Token, isFirst: boolean): boolean {
    if (!isFirst && (this.#open !== null || this.#scale < 1000)) return false;
    const values = valuesOf(token.text, this.#language);
    if (values === null || (!isFirst && (values[0] ?? 0) >= this.#scale)) return false;
    if (!isFirst) this.#parts.push(this.#sum);
    this.#open = values;
    this.#isOpenFigures = true;
    this.#hasFigures = true;
    this.#at++;
    const [suffix, sign] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    const times = suffix === undefined ? undefined : SUFFIXES[suffix.text];
    if (times === undefined || suffix === undefined) return true;
    const isMoney = sign !== undefined && /^[€$£]$/.test(sign.text);
    if (!isMoney && !isTight(token, suffix)) return true;
    this.#at++;
    this.#sum = values.flatMap((value) =>
      isMoney || suffix.text.length > 1 ? [value * times] : [value * times, value],
    );
    this.#open = null;
    this.#scale = times;
    return true;
  }

  /** A unit or a scale; `length` is how many tokens it takes with what joins it. */
  #word({ unit, scale }: Token, isJoined: boolean, length: number): boolean {
    const taken =
      scale !== undefined ? this.#multiply(scale, isJoined) : unit !== undefined && this.#add(unit, isJoined);
    if (taken) this.#at += length;
    return taken;
  }

  #multiply(scale: number, isJoined: boolean): boolean {
    const isAr = this.#lexicon?.hasDual ?? false;
    const isFirst = this.#at === this.#start;
    if (this.#open !== null) {
      if (isJoined && !isFirst) return false;
      const [open = 0] = this.#open;
      if (scale === 100) {
        if (this.#isOpenFigures || open >= 100) return false;
        this.#open = [open * 100];
        return true;
      }
      const isLarger = this.#scale > 1 && scale > this.#scale;
      this.#sum = isLarger
        ? this.#plus(this.#sum, this.#open).map((value) => value * scale)
        : this.#plus(
            this.#sum,
            this.#open.map((value) => value * scale),
          );
      this.#open = null;
    } else if (isFirst) {
      if (scale === 100) {
        this.#open = [100];
        return true;
      }
      this.#sum = [scale];
    } else if (scale === 100) {
      if (isAr !== isJoined) return false;
      this.#open = [100];
      return true;
    } else if (scale > this.#scale && !isJoined) {
      // “mille milliards”
      this.#sum = this.#sum.map((value) => value * scale);
    } else if (isAr && isJoined && scale < this.#scale) {
      this.#sum = this.#sum.map((value) => value + scale);
    } else return false;
    this.#isOpenFigures = false;
    this.#scale = Math.max(scale, this.#scale);
    return true;
  }

  #add(unit: number, isJoined: boolean): boolean {
    const isAr = this.#lexicon?.hasDual ?? false;
    if (this.#open === null) {
      const isFirst = this.#at === this.#start;
      if (!isFirst && (unit >= this.#scale || (isAr ? !isJoined : isJoined && this.#language === "fr"))) return false;
      this.#open = [unit];
      return true;
    }
    if (this.#isOpenFigures) return false;
    const [open = 0] = this.#open;
    const tens = open % 100;
    const isHundreds = open >= 100 && tens === 0 && unit < 100;
    const fits = isAr
      ? (isJoined && (isHundreds || (tens > 0 && tens < 10 && unit >= 20 && unit < 100))) ||
        (!isJoined && unit === 10 && tens > 0 && tens < 10)
      : (isHundreds && (!isJoined || this.#language === "en")) ||
        (tens >= 20 &&
          tens % 10 === 0 &&
          unit > 0 &&
          unit < 10 &&
          (!isJoined || (this.#language === "fr" && unit === 1))) ||
        (this.#language === "fr" && french(tens, unit, isJoined));
    if (!fits) return false;
    this.#open = [!isAr && open === 4 && unit === 20 ? 80 : open + unit];
    return true;
  }

  /** “et demi”, “and a half”, “ونصف المليون”: half of the last scale. */
  #half(): boolean {
    if (this.#at === this.#start) return false;
    const [first, second, third] = [0, 1, 2].map((i) => this.#tokens[this.#at + i]);
    let length = 0;
    if (first?.text === "et" && /^demie?$/.test(second?.text ?? "")) length = 2;
    if (first?.text === "and" && second?.text === "a" && third?.text === "half") length = 3;
    if (first?.text === "ونصف") length = (second?.scale ?? 0) >= 1000 ? 2 : 1;
    if (length === 0) return false;
    // “مليارين” is a dual: half of one.
    const one = /^2/.test(String(this.#scale)) ? this.#scale / 2 : this.#scale;
    if (this.#open === null) this.#sum = this.#sum.map((value) => value + one / 2);
    else this.#open = this.#open.map((value) => value + 0.5);
    this.#at += length;
    return true;
  }

  /** “half a million”, “un demi-million”, “نصف مليون”. */
  #halfOf(): boolean {
    if (this.#at !== this.#start) return false;
    const [half, ...next] = [0, 1, 2].map((i) => this.#tokens[this.#at + i]);
    if (!/^(?:half|demi|[وبل]?نصف)$/u.test(half?.text ?? "")) return false;
    const length = next.findIndex((token) => (token?.scale ?? 0) >= 1000);
    if (length < 0 || (length === 1 && !/^(?:a|-)$/.test(next[0]?.text ?? ""))) return false;
    this.#scale = next[length]?.scale ?? 1;
    this.#sum = [this.#scale / 2];
    this.#at += length + 2;
    return true;
  }
}

/** Soixante-dix, quatre-vingts, quatre-vingt-dix-sept. */
function french(tens: number, unit: number, isJoined: boolean): boolean {
  if (tens === 4 && unit === 20) return !isJoined;
  if ((tens === 60 || tens === 80) && unit >= 10 && unit < 20) return !isJoined || unit === 11;
  return (tens === 10 || tens === 70 || tens === 90) && unit >= 7 && unit <= 9 && !isJoined;
}
