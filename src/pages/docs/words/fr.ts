import { html } from "../../markup.ts";
import { code } from "../code.ts";
import type { DocsWords } from "../words.ts";

export const fr: DocsWords = {
  title: "Pour les partenaires",
  lede: (publication) =>
    `Tout ce que publie ${publication}, dans la langue de chaque édition, sous forme de flux en texte intégral et d’API. Ni clé, ni cookie, ni script\u00a0: tout logiciel peut lire.`,
  contents: "Sur cette page",
  feeds: {
    heading: "Les flux",
    text: ({ opml, tagFeed, archive }) => [
      html`Chaque flux est dans une seule langue. La liste d’abonnement qui les réunit\u00a0: ${opml}.`,
      html`Un mot-clé a ses propres flux, sous les mêmes noms\u00a0: ${tagFeed}.`,
      html`Un flux contient les 30 à 59 articles arrivés les derniers dans son édition, le dernier arrivé en tête. La date de publication n’y fait rien\u00a0: un article antidaté vient en premier, et une traduction tardive est une nouvelle entrée de son édition.`,
      html`Les plus anciens sont dans des pages d’archives de 30 articles, qui ne changent que si l’un d’eux change\u00a0: ${archive}. ${code('rel="prev-archive"')} en RSS et en Atom, ${code("next_url")} en JSON Feed y conduisent (RFC\u00a05005)\u00a0; en les suivant, on rencontre chaque article une fois.`,
    ],
  },
  polling: {
    heading: "L’interrogation des flux",
    text: () => [
      html`Interrogez toutes les cinq minutes, ou aussi souvent que vous voulez\u00a0: les réponses sont conservées une minute, et les demander plus souvent n’apporte rien de neuf.`,
      html`Renvoyez l’${code("ETag")} de la dernière réponse dans ${code("If-None-Match")}. Tant que rien n’a changé, vous recevez ${code("304")}, sans contenu. Un même contenu a toujours les mêmes octets et la même étiquette. ${code("Last-Modified")} et ${code("If-Modified-Since")} conviennent aussi.`,
      html`Si une réponse porte ${code("Retry-After")}, attendez ce nombre de secondes. Les adresses n’acceptent pas de paramètres\u00a0: s’il y en a, vous êtes renvoyé à l’adresse qui n’en a pas (308). Un script dans un navigateur peut tout lire, d’où qu’il vienne.`,
    ],
  },
  entries: {
    heading: "Ce que contient une entrée",
    text: ({ article }) => [
      html`Un identifiant (${code("guid")}, ${code("atom:id")}, ${code("id")}) qu’aucune correction ne change. Ce n’est pas une adresse\u00a0; l’adresse est dans ${code("link")} ou ${code("url")}.`,
      html`Le texte intégral en HTML propre\u00a0: ni script, ni style, ni classe, des liens absolus seulement. L’arabe est placé dans ${code('<div lang="ar" dir="rtl">')}, pour se lire de droite à gauche partout où il s’affiche. Les heures sont en UTC.`,
      html`Un article seul, en JSON, en texte brut ou en Markdown\u00a0: ${article}.`,
    ],
  },
  provenance: {
    heading: "D’où vient une traduction",
    text: () => [
      html`Une traduction le dit dans son texte. Les programmes lisent la même chose dans ${code("_dragoman")} (JSON Feed), ${code("dcterms:provenance")} (RSS, Atom), ${code("translation")} (le JSON d’un article) et l’en-tête ${code("Dragoman-Translation")} (RFC\u00a09651). Les originaux n’en ont pas. Merci de dire à vos lecteurs, vous aussi, quand une machine a fait ce qu’ils lisent.`,
    ],
    field: "Champ",
    meaning: "Ce qu’il dit",
    fields: {
      source_language: "La langue d’origine.",
      source_revision: "La version de l’original qui est traduite.",
      engines:
        "Qui l’a faite\u00a0: deepl, workers-ai, person (une personne), ou seed pour ce qui a été fourni avec l’article.",
      translated_at: "Quand.",
      reviewed: "Qui l’a relue, et quand\u00a0; null tant que personne ne l’a fait.",
      stale: "Vrai tant que l’original a été corrigé et pas encore la traduction.",
      digital_source_type:
        "Le code de l’IPTC pour un texte de machine, sous forme d’URI\u00a0; null si des personnes ont tout traduit.",
    },
  },
  corrections: {
    heading: "Corrections et retraits",
    text: ({ withdrawn, sitemap }) => [
      html`Une correction garde l’identifiant et avance ${code("updated")} ou ${code("date_modified")}\u00a0; remplacez ce que vous avez. En RSS, comparez ${code("atom:updated")}. Quand la rédaction dit ce qui a été corrigé, c’est dans ${code("correction_note")}.`,
      html`Un article retiré quitte les flux, et sa page répond ${code("410")}. Pendant 30 jours, Atom en garde la marque (${code("at:deleted-entry")}, RFC\u00a06721), et pour qui lit RSS ou JSON Feed il figure ici\u00a0: ${withdrawn}. Interrogez cette liste aussi souvent que le flux, et retirez ce qu’elle nomme. Ce qui en sort avant la fin de ses 30 jours a été rétabli, à la place qu’il avait\u00a0: reprenez-le à son adresse.`,
      html`Une entrée garde sa page\u00a0: la correction ou le rétablissement d’un article plus ancien ne se voit dans aucun flux, mais sur sa page d’archives. Ces pages ne changent que si l’un de leurs articles est corrigé, retiré ou rétabli\u00a0: redemandez chacune d’elles, une fois par jour par exemple, avec son étiquette dans ${code("If-None-Match")}. La réponse est ${code("304")} pour toutes celles qui n’ont pas changé. Tous les articles lisibles figurent aussi, avec leur dernière modification (${code("lastmod")}), dans ${sitemap}.`,
      html`${code("expires_at")} annonce quand un article se retirera de lui-même.`,
    ],
  },
  limits: {
    heading: "Limites",
    text: () => [
      html`Ce qui est en cache, et les flux le sont, n’a pas de limite. Ce qu’il faut d’abord aller chercher ou traduire est limité à environ 600 requêtes par minute et par adresse\u00a0; au-delà, la réponse est ${code("429")}.`,
      html`Une page d’archives fait 30 articles ou 4\u00a0Mio, selon ce qui vient d’abord. Un retrait atteint les flux en quelques secondes, et tous les caches en deux minutes environ.`,
    ],
  },
  errors: {
    heading: "Erreurs",
    text: () => [
      html`Les erreurs suivent la RFC\u00a09457\u00a0: ${code("type")} ne change jamais, c’est lui qu’un programme doit regarder\u00a0; ${code("detail")} dit que faire. ${code("503")} sur un article signifie que sa traduction n’existe pas encore\u00a0; un flux laisse cet article de côté jusque-là.`,
    ],
  },
  samples: {
    heading: "Exemples",
    text: () => [
      html`Chacun note dans un fichier ce qu’il a vu, et ne demande que ce qui a changé. Lancez-les à intervalles réguliers, toutes les quelques minutes, et une fois par jour avec ${code("--all")}, pour qu’ils demandent aussi les pages d’archives.`,
    ],
  },
  reference: {
    heading: "Toutes les adresses",
    text: ({ reference, openapi }) => [
      html`La référence de toutes les adresses, l’API de la rédaction comprise (en anglais)\u00a0: ${reference}. La même pour les programmes, en OpenAPI 3.1\u00a0: ${openapi}.`,
    ],
  },
};
