// Opens pages in Chromium at two widths, light and dark, and tells what is wrong: what axe-core finds serious, what is wider than
// the screen or covers something else, what the page loads or logs.
// Usage: node browser.cjs NODE_MODULES CHROMIUM PAGE...
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const [modules, chromium, ...pages] = process.argv.slice(2);
const { chromium: browsers } = require(path.resolve(modules, "playwright-core"));
const axe = fs.readFileSync(path.resolve(modules, "axe-core/axe.min.js"), "utf8");

// Run in the page: what is laid out badly.
function layout() {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    wrong.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
  }
  // What is one pixel wide is there for screen readers alone.
  for (const element of document.querySelectorAll("body *")) {
    const cut = element.scrollWidth - element.clientWidth;
    if (element.clientWidth > 1 && cut > 1) {
      wrong.push(`<${element.localName}> is ${cut} px too narrow: ${element.textContent.trim().slice(0, 60)}`);
    }
  }
  for (const row of document.querySelectorAll("tr")) {
    const boxes = [...row.children].map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    });
    const text = row.textContent.trim().slice(0, 60);
    boxes.forEach((a, nth) =>
      boxes.slice(nth + 1).forEach((b) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1) wrong.push(`two cells cover each other: ${text}`);
      }),
    );
  }
  for (const sign of ["main", "html[lang]", "title", "h1"]) {
    if (document.querySelectorAll(sign).length !== 1) wrong.push(`there is not one ${sign}`);
  }
  for (const [scheme, test] of [["dark", (sum) => sum < 200], ["light", (sum) => sum > 600]]) {
    if (!matchMedia(`(prefers-color-scheme: ${scheme})`).matches) continue;
    const colour = getComputedStyle(document.body).backgroundColor;
    const parts = colour.match(/[0-9.]+/g).map(Number);
    const sum = parts[0] + parts[1] + parts[2];
    if (parts[3] === 0 || !test(sum)) wrong.push(`${colour} is no ${scheme} background of its own`);
  }
  const address = /https?:\/\/\S/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (address.test(data) && !parent.closest("a, style")) wrong.push(`an address is no link: ${data.trim().slice(0, 60)}`);
  }
  return wrong;
}

/** What is wrong with a page at a width, light or dark. */
async function looked(browser, file, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => wrong.push(`logs: ${message.text()}`));
  const address = pathToFileURL(path.resolve(file)).href;
  page.on("request", (request) => request.url() !== address && wrong.push(`loads ${request.url()}`));
  await page.goto(address);
  wrong.push(...(await page.evaluate(layout)));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run({ resultTypes: ["violations"], preload: false }));
  for (const violation of found.violations) {
    const { id, impact, help, nodes } = violation;
    const where = nodes.slice(0, 3).map((node) => node.html.slice(0, 100)).join(" | ");
    wrong.push(`axe, ${impact}: ${id}: ${help} (${nodes.length}): ${where}`);
  }
  await context.close();
  const told = [...new Set(wrong)];
  told.slice(0, 10).forEach((line) => console.error(`${path.basename(file)}, ${width} px, ${colorScheme}: ${line}`));
  return told.length;
}

(async () => {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await browsers.launch({ executablePath: chromium, args });
  let count = 0;
  for (const file of pages) {
    for (const width of [360, 1280]) {
      // Each in a process of its own, on a core of its own.
      const both = await Promise.all(["light", "dark"].map((scheme) => looked(browser, file, width, scheme)));
      count += both[0] + both[1];
    }
  }
  await browser.close();
  console.log(`${pages.length} pages in the browser, at 2 widths, light and dark: ${count || "no"} faults`);
  process.exit(count > 0 ? 1 : 0);
})();
