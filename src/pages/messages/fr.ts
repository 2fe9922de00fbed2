import { html } from "../markup.ts";
import type { Messages } from "../messages.ts";

export const fr: Messages = {
  language: "fr",
  locale: "fr",
  openGraphLocale: "fr_FR",
  ownName: "Français",
  languageNames: { fr: "français", en: "anglais", ar: "arabe" },
  skipToContent: "Aller au contenu",
  languages: "Langues",
  original: "Original",
  frontPage: "Aller à la une",
  by: "Par",
  published: "Publié le",
  updated: "Mis à jour le",
  tags: "Mots-clés",
  feeds: "Flux",
  partners: "Partenaires",
  correction: "Rectificatif",
  noArticles: "Aucun article pour l’instant.",
  olderArticles: "Articles plus anciens",
  newerArticles: "Articles plus récents",
  pages: "Pages",
  archivePage: (page) => `Archives, page ${page}`,
  table: "Tableau",
  feedDescription: (publication) => `Tous les articles de ${publication} en français, texte intégral.`,
  tagFeedDescription: (publication, label) =>
    `Articles de ${publication} en français, mot-clé «\u00a0${label}\u00a0», texte intégral.`,

  machineTranslation: "Traduction automatique",
  presumedMachine: "Traduction automatique, sauf mention contraire",
  engines: {
    deepl: "DeepL",
    "workers-ai": "Workers AI",
    person: "une personne",
    seed: "traduction fournie avec l’article",
  },
  translatedByMachine: (source, engines) =>
    html`Traduction automatique (${engines}). Langue d’origine\u00a0: ${source}.`,
  translatedByPerson: (source) => `Traduction faite par une personne. Langue d’origine\u00a0: ${source}.`,
  partlyReworded: "La rédaction en a reformulé des passages.",
  notReviewed: "Elle n’a pas été relue et peut contenir des erreurs.",
  reviewedBy: (person, at) => html`Relue par ${person} le ${at}.`,
  madeFrom: (at, revision) => html`Établie le ${at} d’après la version ${revision} de l’original.`,
  stale: "L’original a été corrigé depuis\u00a0: cette traduction est celle d’une version antérieure.",
  readOriginal: (source) => `Lire l’original (${source})`,
  reviewedTranslation: "Traduction automatique relue",
  humanTranslation: "Traduction humaine",
  compare: "Comparer avec l’original",
  comparison: "Original et traduction",
  otherRevision: (original, translation) =>
    `La traduction est celle de la version ${translation} de l’original, affiché ici dans sa version ${original}.`,
  onlyUnchanged: "Ne figurent côte à côte que les passages qui n’ont pas changé entre les deux.",
  unmatched:
    "On ignore quels passages se correspondent\u00a0: les deux textes sont affichés en entier, chacun dans son ordre.",

  retryIn: (duration) => `Réessayez dans ${duration}.`,
  reload: "Recharger la page",
  problems: {
    "being-translated": {
      title: "Traduction en cours",
      text: "Cet article est en cours de traduction. La page se recharge d’elle-même jusqu’à ce qu’il soit prêt.",
    },
    "translation-unavailable": {
      title: "Traduction indisponible",
      text: "Cet article n’a pas pu être traduit pour le moment. Il le sera dès que possible.",
    },
    "translation-budget-spent": {
      title: "Traduction remise à plus tard",
      text: "Le budget de traduction est épuisé pour le moment. L’article sera traduit dès qu’il sera renouvelé.",
    },
    "translation-held": {
      title: "Traduction retenue",
      text: "La traduction de cet article n’a pas passé nos contrôles. La rédaction doit l’examiner.",
    },
    "translation-awaits-review": {
      title: "Traduction en attente de validation",
      text: "Cet article est traduit, mais la rédaction n’a pas encore validé la traduction.",
    },
    withdrawn: { title: "Article retiré", text: "La rédaction a retiré cet article." },
    "not-found": { title: "Page introuvable", text: "Il n’y a rien à cette adresse." },
    "rate-limited": {
      title: "Trop de requêtes",
      text: "Trop de pages ont été demandées en peu de temps. Patientez un instant.",
    },
    "method-not-allowed": { title: "Cette action n’est pas possible ici", text: "Cette adresse ne peut qu’être lue." },
    "server-error": {
      title: "Une erreur s’est produite",
      text: "L’erreur vient de nous. Réessayez dans un instant.",
    },
  },
};
