import type { Lexicon } from "./lexicon.ts";
import { words } from "./words.ts";

const HALF = ["n:0.5", "n:50", "n:30"];
const QUARTER = ["n:0.25", "n:25", "n:15", "n:4"];

export const FRENCH: Lexicon = {
  units: words({
    "zéro": 0, "un une premier première premiers premières unième ier": 1, "deux deuxième second seconde secondes": 2,
    "trois troisième troisièmes": 3, "quatre quatrième quatrièmes": 4, "cinq cinquième cinquièmes": 5, "six sixième": 6,
    "sept septième": 7, "huit huitième huitièmes": 8, "neuf neuvième": 9, "dix dixième": 10, "onze onzième": 11,
    "douze douzième": 12, "treize treizième": 13, "quatorze quatorzième": 14, "quinze quinzième": 15,
    "seize seizième seizièmes": 16, "vingt vingts vingtième": 20, "trente trentième": 30, "quarante quarantième": 40,
    "cinquante cinquantième": 50, "soixante soixantième": 60, "septante": 70, "huitante octante": 80, "nonante": 90,
  }), // biome-ignore format: a table
  scales: words({
    "cent cents centième": 100, "mille millième millier milliers": 1e3, "million millions": 1e6,
    "milliard milliards md mds mrd": 1e9, "billion billions": 1e12,
  }), // biome-ignore format: a table
  others: words({
    "demi demie moitié mi": HALF, "tiers": ["n:3", "n:33"], "quart quarts": QUARTER, "double doublé doubler": ["n:2"],
    "triple triplé": ["n:3"], "dizaine dizaines": ["n:10"], "douzaine": ["n:12"], "quinzaine": ["n:15", "n:2"],
    "vingtaine": ["n:20"], "trentaine": ["n:30"], "quarantaine": ["n:40"], "cinquantaine": ["n:50"],
    "soixantaine": ["n:60"], "centaine centaines": ["n:100"], "décennie": ["n:10"], "décennies": ["n:10"],
    "siècle": ["n:100"], "trimestre": ["n:3"], "midi": ["t:720", "n:12"], "minuit": ["t:0", "t:1440", "n:0", "n:12"],
    "semaine": ["n:7"], "an année": ["n:1"], "bis": ["n:2"],
    "janvier janv": ["m:1"], "février févr": ["m:2"], "mars": ["m:3"], "avril avr": ["m:4"], "mai": ["m:5"],
    "juin": ["m:6"], "juillet juil": ["m:7"], "août aout": ["m:8"], "septembre": ["m:9"], "octobre oct": ["m:10"],
    "novembre nov": ["m:11"], "décembre déc": ["m:12"], "moharram mouharram": ["m:13"], "safar": ["m:14"],
    "rabia": ["m:15", "m:16"], "joumada": ["m:17", "m:18"], "rajab": ["m:19"], "chaabane chaabân": ["m:20"],
    "ramadan ramadhan": ["m:21"], "chaoual chawwal": ["m:22"], "lundi": ["d:1"], "mardi": ["d:2"],
    "mercredi": ["d:3"], "jeudi": ["d:4"], "vendredi": ["d:5"], "samedi": ["d:6"], "dimanche": ["d:7"],
  }), // biome-ignore format: a table
  joiner: "et",
  afternoon: /^ ?(?:du soir|de l['’]après-midi)/,
  morning: /^ ?du matin/,
  range: /^ ?(?:à|et|ou|-|–|—) ?$/,
  hasDual: false,
};
