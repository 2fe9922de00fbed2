/** What a language's words say of numbers. All in lower case; Arabic as `plain` leaves it. */
export interface Lexicon {
  /** Cardinals and ordinals below a hundred, and words for whole hundreds. */
  units: Record<string, number>;
  /** What multiplies the number before it: hundred, thousand, million… */
  scales: Record<string, number>;
  /** What else stands for a number, as keys (mention.ts); never joined to a number beside it. */
  others: Record<string, readonly string[]>;
  /** Joins the parts of one number: “vingt et un”, “one hundred and one”. In Arabic it is a prefix. */
  joiner: string | null;
  /** Words after a number that make it twice as late: “du soir”, “pm”. */
  afternoon: RegExp;
  morning: RegExp;
  /** Stands between the ends of a range. */
  range: RegExp;
  /** Whether “one” and “two” are no words of their own beside what they count. */
  hasDual: boolean;
}
