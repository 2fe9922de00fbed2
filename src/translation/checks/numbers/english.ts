import type { Lexicon } from "./lexicon.ts";
import { words } from "./words.ts";

export const ENGLISH: Lexicon = {
  units: words({
    "zero nil": 0, "one first": 1, "two second": 2, "three third thirds": 3, "four fourth": 4, "five fifth fifths": 5,
    "six sixth": 6, "seven seventh": 7, "eight eighth": 8, "nine ninth": 9, "ten tenth": 10, "eleven eleventh": 11,
    "twelve twelfth": 12, "thirteen thirteenth": 13, "fourteen fourteenth": 14, "fifteen fifteenth": 15,
    "sixteen sixteenth": 16, "seventeen seventeenth": 17, "eighteen eighteenth": 18, "nineteen nineteenth": 19,
    "twenty twentieth": 20, "thirty thirtieth": 30, "forty fortieth": 40, "fifty fiftieth": 50, "sixty sixtieth": 60,
    "seventy seventieth": 70, "eighty eightieth": 80, "ninety ninetieth": 90,
  }), // biome-ignore format: a table
  scales: words({
    "hundred hundredth": 100, "thousand thousandth": 1e3, "million millions": 1e6, "billion billions bn": 1e9,
    "trillion trillions tn": 1e12,
  }), // biome-ignore format: a table
  others: words({
    "a an single once": ["n:1"], "half halves halved halve": ["n:0.5", "n:50", "n:30", "n:2"],
    "third thirds": ["n:3", "n:33"], "quarter quarters": ["n:0.25", "n:25", "n:15", "n:4"],
    "twice double doubled both pair couple": ["n:2"], "triple tripled hat-trick": ["n:3"], "tenfold": ["n:10"],
    "dozen dozens": ["n:12"], "score": ["n:20"], "hundreds century": ["n:100"], "thousands": ["n:1000"],
    "decade decades": ["n:10"], "fortnight": ["n:15", "n:2"], "week": ["n:7", "n:8"], "noon midday": ["t:720", "n:12"],
    "midnight": ["t:0", "t:1440", "n:0", "n:12"], "twenties": ["n:20", "n:1920"], "thirties": ["n:30", "n:1930"],
    "forties": ["n:40", "n:1940"], "fifties": ["n:50", "n:1950"], "sixties": ["n:60", "n:1960"],
    "seventies": ["n:70", "n:1970"], "eighties": ["n:80", "n:1980"], "nineties": ["n:90", "n:1990"],
    "january jan": ["m:1"], "february feb": ["m:2"], "march mar": ["m:3"], "april apr": ["m:4"], "may": ["m:5"],
    "june jun": ["m:6"], "july jul": ["m:7"], "august aug": ["m:8"], "september sept sep": ["m:9"],
    "october oct": ["m:10"], "november nov": ["m:11"], "december dec": ["m:12"], "muharram": ["m:13"],
    "safar": ["m:14"], "rabi": ["m:15", "m:16"], "jumada": ["m:17", "m:18"], "rajab": ["m:19"],
    "shaaban shaban": ["m:20"], "ramadan": ["m:21"], "shawwal": ["m:22"], "monday": ["d:1"], "tuesday": ["d:2"],
    "wednesday": ["d:3"], "thursday": ["d:4"], "friday": ["d:5"], "saturday": ["d:6"], "sunday": ["d:7"],
  }), // biome-ignore format: a table
  joiner: "and",
  afternoon: /^ ?(?:pm\b|p\.m\.?|in the (?:afternoon|evening)|at night)/,
  morning: /^ ?(?:am\b|a\.m\.?|in the morning)/,
  range: /^ ?(?:to|and|or|until|-|–|—) ?$/,
  hasDual: false,
};
