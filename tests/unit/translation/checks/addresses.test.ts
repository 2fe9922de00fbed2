import { describe, expect, it } from "vitest";
import type { CheckName } from "../../../../src/translation/checks/finding.ts";
import { said } from "./said.ts";

describe("addresses", () => {
  it.each<[string, string, string]>([
    [
      "before a comma and a full stop",
      "https://a.example/x, ou www.b.example.",
      "https://a.example/x or www.b.example",
    ],
    ["before Arabic’s comma", "Voir https://a.example/x, ici", "انظر https://a.example/x، هنا"],
    ["in brackets", "(https://a.example/x)", "“https://a.example/x”"],
    ["with brackets of their own", "https://a.example/x_(y)", "(https://a.example/x_(y))"],
    ["in another order", "https://a.example puis https://b.example", "https://b.example after https://a.example"],
    ["a host alone", "Réservez sur lemonde.fr.", "Book on lemonde.fr."],
    ["an e-mail address in capitals", "Écrivez à Contact@A.Example", "Write to contact@a.example"],
    ["initials are none", "J.P. Morel, p.ex. M.Dupont", "J.P. Morel, e.g. Mr Dupont"],
  ])("%s: pass", (_, source, target) => {
    expect(said("url-mismatch", "fr-en", source, target)).toBeNull();
    expect(said("email-mismatch", "fr-en", source, target)).toBeNull();
  });

  it.each<[string, CheckName, string, string]>([
    ["a letter changed", "url-mismatch", "https://a.example/page", "https://a.example/pagé"],
    ["another scheme", "url-mismatch", "https://a.example/", "http://a.example/"],
    ["translated", "url-mismatch", "https://fr.a.example/accueil", "https://en.a.example/home"],
    ["lost", "url-mismatch", "Voir https://a.example/x", "See here"],
    ["invented", "url-mismatch", "Voir ici", "See https://a.example/x"],
    ["said once instead of twice", "url-mismatch", "https://a.example https://a.example", "https://a.example"],
    ["a host changed", "url-mismatch", "Réservez sur lemonde.fr", "Book on theworld.fr"],
    ["an e-mail address translated", "email-mismatch", "redaction@a.example", "newsroom@a.example"],
    ["an e-mail address lost", "email-mismatch", "Écrivez à redaction@a.example", "Write to us"],
  ])("%s: %s", (_, check, source, target) => {
    expect(said(check, "fr-en", source, target)).toBe("error");
  });
});
