import { html } from "../markup.ts";
import type { Messages } from "../messages.ts";

export const ar: Messages = {
  language: "ar",
  locale: "ar-u-nu-latn",
  openGraphLocale: "ar_AR",
  ownName: "العربية",
  languageNames: { fr: "الفرنسية", en: "الإنجليزية", ar: "العربية" },
  languages: "اللغات",
  original: "الأصل",
  comma: "، ",
  frontPage: "إلى الصفحة الرئيسية",
  by: "بقلم",
  published: "نُشر في",
  updated: "حُدِّث في",
  tags: "الوسوم",
  feeds: "الخلاصات",
  correction: "تصحيح",
  noArticles: "لا توجد مقالات حتى الآن.",
  olderArticles: "مقالات أقدم",
  newerArticles: "مقالات أحدث",
  archivePage: (page) => `الأرشيف، الصفحة ${page}`,
  feedDescription: (publication) => `جميع مقالات ${publication} بالعربية، بنصها الكامل.`,
  tagFeedDescription: (publication, label) => `مقالات ${publication} بالعربية تحت وسم «${label}»، بنصها الكامل.`,

  machineTranslation: "ترجمة آلية",
  engines: {
    deepl: "DeepL",
    "workers-ai": "Workers AI",
    person: "ترجمة بشرية",
    seed: "الترجمة المرفقة بالمقال",
  },
  translatedByMachine: (source, engines) => html`ترجمة آلية من ${source} (${engines}).`,
  translatedByPerson: (source) => `ترجمة بشرية من ${source}.`,
  partlyReworded: "أعادت هيئة التحرير صياغة أجزاء منها.",
  notReviewed: "لم تخضع للمراجعة وقد تتضمن أخطاء.",
  reviewedBy: (person, at) => html`المراجعة: ${person}، ${at}.`,
  madeFrom: (at, revision) => html`أُنجزت بتاريخ ${at} استنادا إلى النسخة رقم ${revision} من النص الأصلي.`,
  stale: "صُحِّح النص الأصلي بعد إنجاز هذه الترجمة، وهي تخص نسخة سابقة منه.",
  readOriginal: (source) => `اقرأ النص الأصلي (ب${source})`,

  retryIn: (duration) => `أعد المحاولة بعد: ${duration}.`,
  reload: "إعادة تحميل الصفحة",
  problems: {
    "being-translated": {
      title: "الترجمة جارية",
      text: "تجري ترجمة هذا المقال. تُحدَّث الصفحة تلقائيا إلى أن يصبح جاهزا.",
    },
    "translation-unavailable": {
      title: "الترجمة غير متاحة",
      text: "تعذرت ترجمة هذا المقال في الوقت الحالي، وسيُترجم في أقرب وقت ممكن.",
    },
    "translation-budget-spent": {
      title: "الترجمة مؤجلة",
      text: "استُنفدت ميزانية الترجمة في الوقت الحالي، وسيُترجم المقال فور تجديدها.",
    },
    "translation-held": {
      title: "الترجمة قيد التدقيق",
      text: "لم تستوفِ ترجمة هذا المقال معايير التدقيق لدينا، وستنظر فيها هيئة التحرير.",
    },
    withdrawn: { title: "سُحب المقال", text: "سحبت هيئة التحرير هذا المقال." },
    "not-found": { title: "الصفحة غير موجودة", text: "لا يوجد شيء في هذا العنوان." },
    "rate-limited": {
      title: "طلبات كثيرة جدا",
      text: "طُلبت صفحات كثيرة في وقت قصير. يُرجى الانتظار قليلا.",
    },
    "server-error": { title: "حدث خطأ", text: "الخطأ من جانبنا. يُرجى إعادة المحاولة بعد قليل." },
  },
};
