/** Files as other tools write them: their headers, properties and inline codes, around texts of our own. */

/** OmegaT's project_save.tmx: no inline codes in level 1, comments between the parts, who and when on the target. */
export const OMEGAT = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0.1_0_42ef0143" segtype="paragraph" srclang="fr-FR"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv xml:lang="fr-FR">
        <seg>La cérémonie s'ouvre lundi à Marrakech.</seg>
      </tuv>
      <tuv xml:lang="en-GB" changeid="Jeanne D." changedate="20251117T112458Z" creationid="Jeanne D." creationdate="20251117T112458Z">
        <seg>The ceremony opens in Marrakech on Monday.</seg>
      </tuv>
    </tu>
<!-- Alternative translations -->
    <tu>
      <prop type="file">communique.docx</prop>
      <prop type="prev">La cérémonie s'ouvre lundi à Marrakech.</prop>
      <prop type="next"></prop>
      <note>relu</note>
      <tuv xml:lang="fr-FR">
        <seg>Prix &amp; qualité : {nom} a reçu %s dirhams.</seg>
      </tuv>
      <tuv xml:lang="en-GB" changeid="Jeanne D." changedate="20251117T113012Z" creationid="Jeanne D." creationdate="20251117T113012Z">
        <seg>Price &amp; quality: {nom} received %s dirhams.</seg>
      </tuv>
    </tu>
  </body>
</tmx>
`;

/** OmegaT's -level2.tmx: codes that number its own tags, and say nothing of what they stand for. */
export const OMEGAT_LEVEL2 = OMEGAT.replace(
  "La cérémonie s'ouvre lundi à Marrakech.</seg>",
  'La <bpt i="0" x="0">&lt;b0&gt;</bpt>cérémonie<ept i="0">&lt;/b0&gt;</ept> s\'ouvre lundi à Marrakech.</seg>',
);

/** Trados Studio's export: a byte order mark, one line a unit, properties everywhere, codes by their type alone. */
export const TRADOS = `\uFEFF<?xml version="1.0" encoding="utf-8"?><tmx version="1.4"><header creationtool="SDL Language Platform" creationtoolversion="8.1" o-tmf="SDL TM8 Format" datatype="xml" segtype="sentence" adminlang="fr-FR" srclang="fr-FR" creationdate="20180711T065553Z" creationid="REDACTION\\samira"><prop type="x-Note:SingleString"></prop><prop type="x-Recognizers">RecognizeAll</prop><prop type="x-IncludesContextContent">True</prop><prop type="x-TMName">Redaction_FR-EN</prop><prop type="x-TokenizerFlags">DefaultFlags</prop><prop type="x-WordCountFlags">DefaultFlags</prop></header><body>\r
<tu creationdate="20251110T081501Z" creationid="REDACTION\\samira" changedate="20251112T101500Z" changeid="REDACTION\\yanis" lastusagedate="20251112T101500Z" usagecount="3"><prop type="x-LastUsedBy">REDACTION\\yanis</prop><prop type="x-Origin">TM</prop><prop type="x-ConfirmationLevel">ApprovedTranslation</prop><tuv xml:lang="fr-FR"><seg>Le <bpt i="1" type="bold" x="1" />sommet<ept i="1" /> s’ouvre <bpt i="2" type="italic" x="2" />lundi<ept i="2" />.</seg></tuv><tuv xml:lang="en-GB"><seg>The <bpt i="1" type="bold" x="1" />summit<ept i="1" /> opens on <bpt i="2" type="italic" x="2" />Monday<ept i="2" />.</seg></tuv></tu>\r
<tu creationdate="20251110T081502Z" creationid="REDACTION\\samira"><prop type="x-Context">0, 0</prop><tuv xml:lang="fr-FR"><seg>Voir le <bpt i="1" type="518" x="1" />rapport<ept i="1" />.</seg></tuv><tuv xml:lang="en-GB"><seg>See the <bpt i="1" type="518" x="1" />report<ept i="1" />.</seg></tuv></tu>\r
<tu creationdate="20251110T081503Z" creationid="REDACTION\\samira"><tuv xml:lang="fr-FR"><seg>Les délégations sont arrivées.</seg></tuv><tuv xml:lang="en-GB"><seg>The delegations have arrived.</seg></tuv></tu>\r
</body></tmx>`;

/** memoQ's export: the header's properties over many lines, codes in braces with their type. */
export const MEMOQ = `<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="MemoQ" creationtoolversion="7.0.70" segtype="sentence" adminlang="en-us" creationid="samira" srclang="fr" o-tmf="MemoQTM" datatype="unknown">
  <prop type="defclient">Rédaction</prop>
  <prop type="defproject"> </prop>
  <prop type="defdomain">IT - Network &amp; Infrastructure</prop>
  <prop type="targetlang">en-gb</prop>
  <prop type="name">redaction-fr-en</prop>
</header>
<body>
  <tu changedate="20251017T092614Z" creationdate="20251016T091130Z" creationid="samira" changeid="yanis">
    <prop type="client">Rédaction</prop>
    <prop type="corrected">no</prop>
    <prop type="aligned">no</prop>
    <tuv xml:lang="fr">
      <prop type="x-context-pre">&lt;seg&gt;Avant&lt;/seg&gt;</prop>
      <seg>Le <bpt i='1' type='bold'>{}</bpt>port<ept i='1'>{}</ept> est fermé.</seg>
    </tuv>
    <tuv xml:lang="en-gb">
      <seg>The <bpt i='1' type='bold'>{}</bpt>port<ept i='1'>{}</ept> is closed.</seg>
    </tuv>
  </tu>
  <tu>
    <tuv xml:lang="fr"><seg>Première ligne<ph type='lb'>{}</ph>et la seconde.</seg></tuv>
    <tuv xml:lang="en-gb"><seg>A first line<ph type='lb'>{}</ph>and a second one.</seg></tuv>
  </tu>
</body>
</tmx>
`;

/** Okapi's filters, from HTML: native code with its type, spaces and comments where XML lets them be. */
export const OKAPI = `<?xml version="1.0" encoding="UTF-8" ?>
<tmx version="1.4"><header creationtool="oku_alignment" creationtoolversion="1" segtype="paragraph" o-tmf="okp" adminlang="en" srclang="fr" datatype="html"></header><body>
<tu tuid="tu1"><prop type="x-crumbs">a &gt; b</prop>
<tuv xml:lang="fr"><seg>Un <bpt i="1" type="bold">&lt;strong></bpt>accord<ept i="1">&lt;/strong></ept> et un <bpt i="2" type="link">&lt;a href="https://a.example/fr"></bpt>rapport<ept i="2">&lt;/a></ept>.</seg></tuv>
<tuv xml:lang="en"><seg>A <bpt i="2" type="link">&lt;a href="https://a.example/fr"></bpt>report<ept i="2">&lt;/a></ept> and a <bpt i="1" type="bold">&lt;strong></bpt>deal<ept i="1">&lt;/strong></ept>.</seg></tuv>
</tu>
</body>
</tmx>
`;
