// Tries what VS Code offers, explains and says of the files of the dataset, by its own service for JSON and the settings of
// .vscode/. What each snippet types, and a person fills in, is put before the check.
// Usage: node editor.cjs NODE_MODULES PROGRAM FOLDER, where the folder has copies of dataset/ and schema/ that may be changed.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { fileURLToPath, pathToFileURL } = require("node:url");

const [modules, program, folder] = process.argv.slice(2).map((it) => path.resolve(it));
const { getLanguageService, TextDocument, ClientCapabilities } = require(path.join(modules, "vscode-json-languageservice"));
const { findNodeAtLocation } = require(path.join(modules, "jsonc-parser"));
const { cases, filled } = require("./editor_cases.cjs");

// A file names its schema by a path that begins at its folder.
const service = getLanguageService({
  clientCapabilities: ClientCapabilities.LATEST,
  schemaRequestService: async (uri) => fs.readFileSync(fileURLToPath(uri), "utf8"),
  workspaceContext: { resolveRelativePath: (relative, resource) => new URL(relative, resource).href },
});
// As VS Code reads its settings: a pattern that begins with a slash begins at the folder that is open.
const settings = JSON.parse(fs.readFileSync(".vscode/settings.json", "utf8"))["json.schemas"];
const schemas = settings.map(({ fileMatch, url }) => ({
  uri: pathToFileURL(path.join(folder, url)).href,
  fileMatch: fileMatch.map((pattern) => path.join(folder, pattern)),
}));
service.configure({ validate: true, allowComments: false, schemas });

/** The check that reports what nobody has confirmed yet. */
const CARRIED = "EDN008";

/** A file of the folder with a change, as a document with the place of the mark in it, if there is one; the mark is taken out. */
function opened(file, change) {
  const data = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  change(data);
  const text = JSON.stringify(data, null, 2);
  // A field that is being typed, a value, or a place in a text.
  const [mark] = /"@@"(: 0,?)?|@@/.exec(text) ?? [""];
  const at = text.indexOf(mark);
  const rest = text.slice(0, at) + text.slice(at + mark.length);
  const document = TextDocument.create(pathToFileURL(path.join(folder, file)).href, "json", 1, rest);
  return { document, json: service.parseJSONDocument(document), at: mark && document.positionAt(at) };
}

async function offered(file, change) {
  const { document, json, at } = opened(file, change);
  assert(at, "the mark is in the file");
  return { document, items: (await service.doComplete(document, at, json)).items };
}

/** What stands in the file once an item is taken and what it asks for is typed, in order. */
function taken(document, item, typed) {
  const snippet = item.textEdit.newText.replace(/\$(CURRENT_[A-Z]+)/g, (_, name) => {
    return { CURRENT_YEAR: "2026", CURRENT_MONTH: "11", CURRENT_DATE: "20" }[name];
  });
  const stops = new Set([...snippet.matchAll(/(?<!\\)\$(\d+)/g)].map((stop) => Number(stop[1])));
  assert.strictEqual(stops.size, typed.length, `${item.label} asks for ${stops.size}: ${snippet}`);
  const text = snippet.replace(/(?<!\\)\$(\d+)/g, (_, stop) => typed[stop - 1]).replace(/\\([$\\}])/g, "$1");
  return TextDocument.applyEdits(document, [{ range: item.textEdit.range, newText: text }]);
}

/**
 * What the check has against a file with this text: all but the entries that were carried over, and warnings on what a draft still
 * lacks. With --fix it first puts right what has one safe answer.
 */
function found(file, text, ...fix) {
  const where = path.join(folder, file);
  const before = fs.readFileSync(where);
  fs.writeFileSync(where, text);
  const check = ["--repo", folder, "validate", file, ...fix, "--format", "json", "--today", "2026-11-27"];
  const { stdout, stderr } = spawnSync(program, check, { encoding: "utf8", timeout: 60_000 });
  fs.writeFileSync(where, before);
  assert(stdout, `the check says: ${stderr}`);
  const { diagnostics, open_points } = JSON.parse(stdout);
  const open = open_points.filter(({ code, becomes }) => becomes === "error" && code !== CARRIED);
  return [...diagnostics, ...open].map(({ code, message, pointer }) => `${code} ${pointer}: ${message}`);
}

let count = 0;
let faults = 0;
async function tried(name, attempt) {
  count += 1;
  try {
    await attempt();
  } catch (error) {
    faults += 1;
    console.error(`${name}: ${error.message}`);
  }
}

const words = (text) => text.replace(/\\(.)/g, "$1");

(async () => {
  for (const { name, file, change, labels, none, exactly } of cases.completions) {
    await tried(name, async () => {
      const { items } = await offered(file, change);
      const all = new Map(items.map((item) => [item.label, item]));
      for (const [label, about] of Object.entries(labels ?? {})) {
        assert(all.has(label), `${label} is not offered, but ${[...all.keys()].join(", ")}`);
        const told = all.get(label).documentation ?? "";
        assert((told.value ?? told).includes(about), `${label} is explained by: ${JSON.stringify(told)}`);
      }
      for (const label of none ?? []) assert(!all.has(label), `${label} is offered`);
      if (exactly !== undefined) assert.deepStrictEqual([...all.keys()], exactly);
    });
  }
  for (const { name, file, change, at, value, says, not } of cases.hovers) {
    await tried(`hover over ${name}`, async () => {
      const { document, json } = opened(file, change ?? (() => {}));
      const node = findNodeAtLocation(json.root, at);
      const place = value || typeof at.at(-1) === "number" ? node : node.parent.children[0];
      const hover = await service.doHover(document, document.positionAt(place.offset + 1), json);
      const told = words(String(hover?.contents ?? ""));
      assert(told.includes(says), `says: ${told}`);
      if (not) assert(!told.includes(not), `says: ${told}`);
    });
  }
  for (const { name, file, change, says } of cases.messages) {
    await tried(name, async () => {
      const { document, json } = opened(file, change);
      const told = (await service.doValidation(document, json)).map(({ message }) => message);
      assert(told.some((message) => message.includes(says)), `says: ${told.join(" | ")}`);
      assert(!told.some((message) => /pattern|RFC|URI|\^/.test(message)), `says: ${told.join(" | ")}`);
    });
  }
  for (const file of cases.files) {
    await tried(file, async () => {
      const { document, json } = opened(file, () => {});
      assert.deepStrictEqual(await service.doValidation(document, json), []);
    });
  }
  // Every snippet there is has been tried, filled and not.
  const all = new Set();
  for (const { uri } of schemas) {
    JSON.parse(fs.readFileSync(fileURLToPath(uri), "utf8"), (_, value) => {
      for (const snippet of value?.defaultSnippets ?? []) all.add(JSON.stringify(snippet.body));
      return value;
    });
  }
  const used = new Set();
  for (const { name, file, change, label, typed } of filled) {
    await tried(`${name}, filled`, async () => {
      const { document, items } = await offered(file, change);
      const item = items.find((item) => item.label === label);
      assert(item, `${label} is not offered, but ${items.map((item) => item.label).join(", ")}`);
      assert.deepStrictEqual(found(file, taken(document, item, typed), "--fix"), []);
      const left = taken(document, item, typed.map(() => ""));
      assert.notDeepStrictEqual(found(file, left), [], "it passes with nothing filled in");
      used.add(item.textEdit.newText.replace(/\s/g, ""));
    });
  }
  // A level is one word, with nothing to fill in.
  for (const body of [...all].filter((body) => body.includes("$"))) {
    const text = body.replace(/"\^(\$\d+)"/g, "$1").replace(/\s/g, "");
    await tried(`the snippet ${body}`, () => {
      assert([...used].some((taken) => taken.includes(text)), "no case tries it");
    });
  }
  console.log(`${count} trials of what an editor offers, explains and types: ${faults || "no"} faults`);
  process.exit(faults > 0 ? 1 : 0);
})();
