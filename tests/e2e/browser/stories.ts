/**
 * Two articles of an imagined newsroom, each text in French, English and Arabic: what the desk is sent, and what the
 * engine answers. They have what the pages have to set: a picture, a list, a quotation, a table, a footnote, names and
 * numbers of another script, a correction.
 */
type Text = [fr: string, en: string, ar: string];

const LIBRARY = {
  title: [
    "L’ancienne gare de Tadla devient une bibliothèque",
    "Tadla’s old railway station becomes a library",
    "محطة تادلة القديمة تتحول إلى مكتبة",
  ],
  summary: [
    "Fermée depuis 1998, la gare rouvre samedi : 40 000 livres, une salle de lecture sous la verrière et un café.",
    "Closed since 1998, the station reopens on Saturday: 40,000 books, a reading room under the glass roof and a café.",
    "بعد إغلاقها منذ عام 1998، تفتح المحطة أبوابها السبت: 40 ألف كتاب وقاعة للمطالعة تحت السقف الزجاجي ومقهى.",
  ],
  alt: ["La verrière de la gare", "The station’s glass roof", "السقف الزجاجي للمحطة"],
  caption: [
    "Sous la verrière, la salle de lecture compte cent vingt places.",
    "Under the glass roof, the reading room has a hundred and twenty seats.",
    "تضم قاعة المطالعة تحت السقف الزجاجي مئة وعشرين مقعدا.",
  ],
  opening: [
    "Il aura fallu six ans de travaux. Samedi à 10 h, la maire Salma Idrissi coupera le ruban de la bibliothèque « Le Quai », installée dans l’ancienne gare.",
    "It took six years of building work. On Saturday at 10 a.m. the mayor, Salma Idrissi, will cut the ribbon of “Le Quai”, the library in the old station.",
    "استغرقت الأشغال ست سنوات. ففي العاشرة من صباح السبت، تقص العمدة سلمى الإدريسي شريط مكتبة «Le Quai» في المحطة القديمة.",
  ],
  cost: [
    "Le chantier a coûté 12,5 millions de dirhams, soit 8 % de moins que prévu, selon l’agence Atlas Bâti SARL.",
    "The works cost 12.5 million dirhams, 8% less than planned, according to the firm Atlas Bâti SARL.",
    "بلغت كلفة الورش 12,5 مليون درهم، أي أقل بنسبة 8% مما كان مقررا، وفق شركة Atlas Bâti SARL.",
  ],
  heading: ["Ce que l’on y trouvera", "What is inside", "ما الذي ستجدونه فيها"],
  books: ["40 000 livres en quatre langues ;", "40,000 books in four languages;", "40 ألف كتاب بأربع لغات؛"],
  room: [
    "une salle de lecture de cent vingt places ;",
    "a reading room of a hundred and twenty seats;",
    "قاعة مطالعة بمئة وعشرين مقعدا؛",
  ],
  cafe: ["un café, ouvert jusqu’à 22 h.", "a café, open until 10 p.m.", "مقهى يفتح حتى العاشرة ليلا."],
  quotation: [
    "Nous voulions un lieu où l’on attend un livre comme on attendait un train.",
    "We wanted a place where one waits for a book as one used to wait for a train.",
    "أردنا مكانا ننتظر فيه الكتاب كما كنا ننتظر القطار.",
  ],
  day: ["Jour", "Day", "اليوم"],
  hours: ["Heures", "Hours", "المواعيد"],
  week: ["Mardi à vendredi", "Tuesday to Friday", "من الثلاثاء إلى الجمعة"],
  open: ["10 h – 22 h", "10:00–22:00", "10:00 – 22:00"],
  note: ["Chiffres de la ville, novembre 2025.", "Figures from the city, November 2025.", "أرقام البلدية، نونبر 2025."],
  correction: [
    "La gare a fermé en 1998, et non en 1989.",
    "The station closed in 1998, not in 1989.",
    "أُغلقت المحطة عام 1998، لا عام 1989.",
  ],
  library: ["Bibliothèques", "Libraries", "مكتبات"],
} satisfies Record<string, Text>;

const TRAM = {
  title: ["Le tramway de nuit arrive en janvier", "Night trams arrive in January", "ترامواي ليلي ابتداء من يناير"],
  summary: [
    "Les vendredis et samedis, une rame toutes les demi-heures jusqu’à 3 h.",
    "On Fridays and Saturdays, one tram every half-hour until 3 a.m.",
    "كل جمعة وسبت، رحلة كل نصف ساعة حتى الثالثة صباحا.",
  ],
  body: [
    "La régie municipale des transports l’a annoncé lundi : la ligne 1 circulera la nuit à partir du 9 janvier.",
    "The city’s transport authority announced on Monday that line 1 will run at night from 9 January.",
    "أعلنت هيئة النقل الحضري الاثنين أن الخط 1 سيشتغل ليلا ابتداء من 9 يناير.",
  ],
  transport: ["Transports", "Transport", "النقل"],
} satisfies Record<string, Text>;

export const PICTURE = "https://images.example/verriere.jpg";
export const LIBRARY_SLUG = "gare-de-tadla";

const fr = <T extends Record<string, Text>>(texts: T) =>
  Object.fromEntries(Object.entries(texts).map(([name, [french]]) => [name, french])) as Record<keyof T, string>;
const library = fr(LIBRARY);
const tram = fr(TRAM);

export const LIBRARY_DRAFT = {
  language: "fr",
  title: library.title,
  summary: library.summary,
  authors: [{ name: "Nadia Chraïbi" }, { name: "Tom O’Brien" }],
  tags: ["bibliotheques", "maroc"],
  tag_labels: { bibliotheques: library.library, maroc: "Maroc" },
  image: { url: PICTURE, alt: library.alt, caption: library.caption, credit: "Atlas Photo", width: 1200, height: 675 },
  rights: "© 2025 Dragoman",
  published_at: "2025-11-25T08:30:00Z",
  body_markdown: `${library.opening}

${library.cost}[^1]

## ${library.heading}

- ${library.books}
- ${library.room}
- ${library.cafe}

> ${library.quotation}

| ${library.day} | ${library.hours} |
|---|---|
| ${library.week} | ${library.open} |

[^1]: ${library.note}`,
};

/** The correction of it, which every edition has to show in its own words. */
export const CORRECTED_LIBRARY = { ...LIBRARY_DRAFT, correction_note: library.correction };

export const TRAM_DRAFT = {
  language: "fr",
  title: tram.title,
  summary: tram.summary,
  authors: [{ name: "La rédaction" }],
  tags: ["transports"],
  tag_labels: { transports: tram.transport },
  published_at: "2025-11-25T07:00:00Z",
  body_text: tram.body,
};

/** What the engine knows: French → English and Arabic. */
export const DICTIONARY = new Map<string, { en: string; ar: string }>(
  [...Object.values(LIBRARY), ...Object.values(TRAM), ["Maroc", "Morocco", "المغرب"]].map(([french, en, ar]) => [
    french as string,
    { en: en as string, ar: ar as string },
  ]),
);
