/** `npm run openapi`: writes the description of every URL to src/public/openapi.json. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openapiDocument } from "./document.ts";

/** As it is served: small, since readers have tools to unfold it. */
export const openapiText = () => `${JSON.stringify(openapiDocument(), null, 1)}\n`;

if (import.meta.main) writeFileSync(join(import.meta.dirname, "../public/openapi.json"), openapiText());
