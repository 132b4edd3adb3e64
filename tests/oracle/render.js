// Renders the notes and the bibliography of assessment.json and records.json with citeproc-js, as the golden file of tests/notes.rs.
// Not run by the tests. To make the golden file anew, in this folder:
//     npm install --no-save citeproc && node render.js > golden.json
"use strict";
const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const read = (name) => fs.readFileSync(path.join(__dirname, name), "utf8");
// The style cannot look into a number, so it is told here which one is a document symbol.
const symbol = /^(A|S|E|ST|CCPR|CEDAW|CERD|CRC|FCCC|HRI)\/.*\d/;
// No locale of the project's is at hand here; the style brings its own terms, these are the months and what citeproc asks for.
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const terms = months.map((name, i) => `<term name="month-${String(i + 1).padStart(2, "0")}">${name}</term>`).join("")
  + '<term name="and">and</term><term name="et-al">et al.</term><term name="ordinal">th</term><term name="ordinal-01">st</term><term name="ordinal-02">nd</term><term name="ordinal-03">rd</term><term name="ordinal-11">th</term><term name="ordinal-12">th</term><term name="ordinal-13">th</term>';
const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-GB"><style-options punctuation-in-quote="false"/><terms>${terms}</terms></locale>`;
const unmark = (html) => html
  .replace(/<\/?i>/g, "*").replace(/<[^>]*>/g, "")
  .replace(/&#60;/g, "<").replace(/&#62;/g, ">").replace(/&#38;/g, "&").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").trim();


/** The notes of a file, as an assessment has them, and the bibliography of all that it cites. */
function rendered(file) {
  const assessment = JSON.parse(read(file));
  const items = Object.fromEntries(Object.entries(assessment.sources).map(([id, item]) =>
    [id, { id, ...item, ...(symbol.test(item.number || "") ? { division: "UN" } : {}) }]));
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => items[id] }, read("annex-notes.csl"));
  const notes = [];
  for (const entry of Object.values(assessment.ratings)) {
    for (const [label, footnote] of Object.entries(entry.footnotes)) {
      const citationItems = footnote.citations.map((cite) => ({
        id: cite.source, label: cite.label, locator: cite.locator,
        prefix: cite.prefix && `${cite.prefix}: `, suffix: cite.suffix && ` ${cite.suffix}`,
      }));
      const before = notes.map((note, i) => [note.id, i + 1]);
      const cluster = { citationID: label, citationItems, properties: { noteIndex: notes.length + 1 } };
      const [, results] = engine.processCitationCluster(cluster, before, []);
      // A work that becomes ambiguous changes earlier notes as well.
      for (const [at, text] of results) notes[at] = { id: notes[at] ? notes[at].id : label, text: unmark(text) };
    }
  }
  const [, bibliography] = engine.makeBibliography();
  return { notes: notes.map((note) => note.text), bibliography: bibliography.map(unmark) };
}

console.log(JSON.stringify({
  engine: `citeproc-js ${CSL.PROCESSOR_VERSION}`,
  forms: rendered("assessment.json"),
  records: rendered("records.json"),
}, null, 2));
