import * as z from "zod";
import { language, time } from "./article.ts";

/** What ninjs has of itself, of its articles and of their pictures; the whole is IPTC's own schema. */
export const NinjsSchema = z
  .looseObject({
    standard: z.looseObject({ name: z.literal("ninjs"), version: z.literal("3.1"), schema: z.url() }),
    uri: z.string().meta({ description: "The entry's id, as feeds have it." }),
    type: z.enum(["text", "composite"]).meta({ description: "An article, or what a feed holds, as `associations`." }),
    pubStatus: z.enum(["usable", "canceled"]).meta({ description: "`canceled` is what was withdrawn." }),
    versionCreated: time,
    language,
    title: z.string(),
  })
  .meta({
    id: "Ninjs",
    description: "IPTC ninjs 3.1, as http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json has it; its main members.",
    example: {
      standard: { name: "ninjs", version: "3.1", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" },
      uri: "tag:news.example,2025:en/interpol-marrakech-2025",
      type: "text",
      pubStatus: "usable",
      versionCreated: "2025-11-24T10:05:00.000Z",
      language: "en",
      title: "Interpol Marrakech 2025: Morocco at the centre",
    },
  });
