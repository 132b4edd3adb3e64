// What an editor is expected to offer, explain and say, place by place, and what a person types into each snippet. The mark @@ is
// where the person types.

const PUBLISHED = "dataset/assessments/KHM/2022.json";
const RECONSTRUCTED = "dataset/assessments/KHM/2019.json";
const DRAFT = "dataset/assessments/KHM/2026.json";
const FRAMEWORK = "dataset/frameworks/apr2p-2019.json";
const EDITIONS = "dataset/editions.json";
const COUNTRIES = "dataset/countries.json";

const NEW = { "@@": 0 };
const JUSTICE = "equal-access-to-justice";

/** Makes a mark the first member of an object. */
const typing = (object) => ({ ...NEW, ...object });

const entry = (data) => data.ratings[JUSTICE];
const footnotes = (data) => entry(data).footnotes;
/** Takes the works out that are cited where something was taken out, and nowhere else. */
function tidied(data) {
  const cited = JSON.stringify(data.ratings);
  for (const id of Object.keys(data.sources)) {
    if (id !== "freedom-house-2021" && !cited.includes(`"source":"${id}"`)) delete data.sources[id];
  }
}

const house = (data) => data.sources["freedom-house-2021"];

const completions = [
  {
    name: "an indicator that is missing is offered with its title, one that is there is not",
    file: PUBLISHED,
    change: (data) => {
      delete data.ratings[JUSTICE];
      data.ratings = typing(data.ratings);
    },
    labels: { [JUSTICE]: "Ensure equal access to justice" },
    none: ["security-sector"],
  },
  {
    name: "the codes that can be excepted are offered with what they find",
    file: PUBLISHED,
    change: (data) => (data.exceptions = typing({})),
    labels: { CIT005: "date", EVI001: "edition", SCO001: "score" },
    none: ["SYN001", "SCH004"],
  },
  {
    name: "levels are explained",
    file: PUBLISHED,
    change: (data) => (entry(data).rating = "@@"),
    labels: { "very-weak": "lowest", fair: "middle" },
  },
  {
    name: "directions are explained",
    file: PUBLISHED,
    change: (data) => (entry(data).change = "@@"),
    labels: { '"increase"': "went up", '"unchanged"': "stayed" },
  },
  {
    name: "types of sources are explained",
    file: PUBLISHED,
    change: (data) => (house(data).type = "@@"),
    labels: { '"legislation"': "resolution", '"document"': "nothing else" },
  },
  {
    name: "what a locator counts is explained",
    file: PUBLISHED,
    change: (data) => (footnotes(data).judiciary.citations[0].label = "@@"),
    labels: { '"article-locator"': "the word article is not used" },
  },
  {
    name: "the fields of a source are offered with what goes into them",
    file: PUBLISHED,
    change: (data) => (data.sources["freedom-house-2021"] = typing({ type: "report", title: "T" })),
    labels: { issued: "When it was published", publisher: "Who published it", custom: "archive" },
    none: ["type", "title"],
  },
  {
    name: "kinds of source are offered whole",
    file: PUBLISHED,
    change: (data) => (data.sources.work = "@@"),
    labels: { report: "organisation", resolution: "symbol", news: "newspaper", law: "law", treaty: "treaty" },
  },
  // VS Code then offers the words of the file, among them the ids of its sources.
  {
    name: "nothing stands in the way of the ids in the file",
    file: PUBLISHED,
    change: (data) => (footnotes(data).judiciary.citations[0].source = "@@"),
    exactly: [],
  },
  { name: "no title is put in", file: PUBLISHED, change: (data) => (house(data).title = "@@"), exactly: [] },
  { name: "no address is put in", file: PUBLISHED, change: (data) => (house(data).URL = "@@"), exactly: [] },
  { name: "no paragraph is put in", file: PUBLISHED, change: (data) => (data.overview[0] = "@@"), exactly: [] },
  { name: "no reason is put in", file: PUBLISHED, change: (data) => (data.exceptions.CIT005 = { "/sources/a": "@@" }), exactly: [] },
];

const hovers = [
  { name: "a date", file: PUBLISHED, at: ["sources", "freedom-house-2021", "issued"], says: "When it was published", not: "date-parts\", such as [[2021, 3, 10]], or" },
  {
    name: "a day of access",
    file: PUBLISHED,
    change: (data) => (house(data).accessed = { "date-parts": [[2021, 3, 10]] }),
    at: ["sources", "freedom-house-2021", "accessed"],
    says: "last opened the address",
  },
  { name: "an author", file: PUBLISHED, at: ["sources", "freedom-house-2021", "author"], says: "Who wrote it" },
  { name: "an indicator", file: PUBLISHED, at: ["ratings", JUSTICE], says: "Ensure equal access to justice" },
  { name: "a level", file: PUBLISHED, at: ["ratings", JUSTICE, "rating"], value: true, says: "The level, one of those" },
  { name: "a direction", file: PUBLISHED, at: ["ratings", JUSTICE, "change"], value: true, says: "It went down" },
  { name: "a rationale", file: PUBLISHED, at: ["ratings", JUSTICE, "rationale"], says: "Why this rating" },
  { name: "a paragraph", file: PUBLISHED, at: ["ratings", JUSTICE, "rationale", 0], says: "One paragraph of the reasons" },
  { name: "the status", file: PUBLISHED, at: ["status"], value: true, says: "Transcribed from" },
  { name: "a type", file: PUBLISHED, at: ["sources", "freedom-house-2021", "type"], value: true, says: "A report of an organisation" },
  { name: "a check", file: PUBLISHED, at: ["exceptions", "CIT005"], says: "A source has no date, or a date without a year" },
  { name: "an edition's status", file: EDITIONS, at: ["editions", "2022", "status"], value: true, says: "changes only by an erratum" },
  { name: "how points are rounded", file: FRAMEWORK, at: ["scoring", "rounding"], value: true, says: "a half goes up" },
];

const messages = [
  { name: "a space before a title", change: (data) => (house(data).title = " Freedom"), says: "no space before or after" },
  { name: "an id with capitals", change: (data) => (data.sources["Freedom House"] = house(data)), says: "lower-case letters" },
  { name: "an id cited with capitals", change: (data) => (footnotes(data).judiciary.citations[0].source = "Freedom"), says: "lower-case" },
  { name: "an address without https", change: (data) => (house(data).URL = "www.example.org"), says: "begins with https://" },
  { name: "a rationale that is no list", change: (data) => (entry(data).rationale = "Text."), says: "list in [ ]" },
  { name: "a score in quotation marks", change: (data) => (data.stated.score = "35"), says: "without quotation marks" },
  { name: "a date in one list", change: (data) => (house(data).issued = { "date-parts": [2021] }), says: "such as [2021, 3, 10]" },
  { name: "a date both ways", change: (data) => (house(data).issued.literal = "n.d."), says: "either" },
  { name: "a person that is an organisation", change: (data) => (house(data).author[0].family = "House"), says: "organisation" },
  { name: "a code in small letters", change: (data) => (data.exceptions.cit005 = {}), says: "three capital letters" },
  { name: "a place without a slash", change: (data) => (data.exceptions.CIT005["sources/x"] = "A reason."), says: "after a slash" },
  { name: "a day in words", change: (data) => (house(data).custom = { archive_url: "https://a.example/", archive_date: "May" }), says: "such as 2022-05-04" },
  { name: "a resolution's title for its symbol", change: (data) => (entry(data).votes = { "Resolution 75": {} }), says: "A/RES/75/277" },
  { name: "a document of a draft that is worked out", change: (data) => (data.status = "original"), says: "leave out" },
  { name: "a level that is no text", change: (data) => (entry(data).rating = 4), says: "Text in quotation marks" },
].map((one) => ({ file: PUBLISHED, ...one }));

/** A new work, which a footnote of the draft cites. */
const work = (label, ...typed) => ({
  name: `a source: ${label}`,
  file: DRAFT,
  change: (data) => {
    data.sources["new-work"] = "@@";
    footnotes(data).judiciary.citations.push({ source: "new-work", label: "page", locator: "12" });
  },
  label,
  typed,
});

const dated = (label, ...typed) => ({
  name: `a date: ${label}`,
  file: DRAFT,
  change: (data) => (house(data).issued = "@@"),
  label,
  typed,
});

const ERRATUM = ["rating", "fair", "weak", "transcription", "The annex prints Weak.", "apr2p-2022-khm"];
const RENAMED = (now) => ["title", "The old title", now, "transcription", "The title was copied wrongly."];

const filled = [
  {
    name: "an indicator",
    file: DRAFT,
    change: (data) => {
      delete data.ratings[JUSTICE];
      data.ratings = typing(data.ratings);
      tidied(data);
    },
    label: JUSTICE,
    typed: ["weak", "unchanged", "The courts decide as the government wishes.", "courts", "freedom-house-2021", "section", "Rule of Law"],
  },
  {
    name: "a rationale",
    file: DRAFT,
    change: (data) => {
      const { rationale, ...rest } = entry(data);
      rest.footnotes = { judiciary: rest.footnotes.judiciary };
      data.ratings[JUSTICE] = typing(rest);
      tidied(data);
    },
    label: "rationale",
    typed: ["The courts decide as the government wishes.", "judiciary"],
  },
  {
    name: "footnotes",
    file: DRAFT,
    change: (data) => {
      const { footnotes: _, ...rest } = entry(data);
      rest.rationale = ["The courts decide as the government wishes.[^courts]"];
      data.ratings[JUSTICE] = typing(rest);
      tidied(data);
    },
    label: "footnotes",
    typed: ["courts", "freedom-house-2021", "section", "Rule of Law"],
  },
  ...[
    ["a footnote", "freedom-house-2021", "section", "Rule of Law"],
    ["a footnote to a whole work", "dccam-site"],
  ].map(([label, ...typed]) => ({
    name: label,
    file: DRAFT,
    change: (data) => (footnotes(data).judiciary = "@@"),
    label,
    typed,
  })),
  ...[
    ["a work, at a place", "freedom-house-2021", "section", "Rule of Law"],
    ["a whole work", "dccam-site"],
  ].map(([label, ...typed]) => ({
    name: label,
    file: DRAFT,
    change: (data) => (footnotes(data).judiciary.citations[0] = "@@"),
    label,
    typed,
  })),
  {
    name: "votes",
    file: DRAFT,
    change: (data) => (data.ratings[JUSTICE] = typing(entry(data))),
    label: "votes",
    typed: ["75/277", "The responsibility to protect", "2021", "abstain"],
  },
  {
    name: "a vote",
    file: DRAFT,
    change: (data) => (entry(data).votes = { "A/RES/75/277": "@@" }),
    label: "a vote",
    typed: ["The responsibility to protect", "2021", "abstain"],
  },
  work("report", "The State of the Courts", "Rights Observers", "2021", "https://rights.example.org/courts"),
  work("UN document", "Report on the Courts", "Human Rights Council", "2021, 8", "A/HRC/48/79", "https://undocs.org/A/HRC/48/79"),
  work("resolution", "Situation of the Courts", "2021, 10, 8", "A/HRC/RES/48/23", "Human Rights Council", "https://undocs.org/A/HRC/RES/48/23"),
  work("web page", "The Courts at Work", "Rights Observers Online", "Rights Observers", "2021", "https://rights.example.org/work"),
  work("news", "Judges Sworn In", "The Example Times", "Doe", "Jo", "2021, 5, 4", "https://times.example.org/judges"),
  work("journal article", "Judges and Power", "Journal of Courts", "Doe", "Jo", "2021", "12", "3", "101-128", "10.1000/182"),
  work("book", "Judges of the Kingdom", "Doe", "Jo", "Example Press", "Geneva", "2020", "978-0-306-40615-7"),
  work("chapter", "Judges in Office", "The Kingdom's Courts", "Doe", "Jo", "Roe", "Lee", "Example Press", "Geneva", "2020", "10-22"),
  work("law", "Law on the Judges", "2014, 7, 16", "12/2014", "Cambodia", "https://law.example.org/12"),
  work("treaty", "Convention on Courts", "United Nations Treaty Series", "1998, 7, 17", "https://treaties.example.org/1"),
  work("speech", "Opening of the Courts", "Doe", "Jo", "2021, 3, 2", "Opening of the judicial year", "Phnom Penh", "https://courts.example.org/2021"),
  work("blog post", "What Judges Earn", "Court Watch", "Doe", "Jo", "2021, 3, 2", "https://watch.example.org/earn"),
  dated("a year", "2021"),
  dated("a month", "2021", "3"),
  dated("a day", "2021", "3", "10"),
  dated("in words", "Rainy season 2019"),
  ...[
    ["an organisation", "Freedom House"],
    ["a person", "Doe", "Jo"],
  ].map(([label, ...typed]) => ({ name: label, file: DRAFT, change: (data) => (house(data).author[0] = "@@"), label, typed })),
  {
    name: "an archived copy",
    file: DRAFT,
    change: (data) => (data.sources["freedom-house-2021"] = typing(house(data))),
    label: "custom",
    typed: ["https://web.archive.org/web/20210504120000/https://freedomhouse.org/country/cambodia/freedom-world/2020", "2021-05-04"],
  },
  {
    name: "remarks",
    file: RECONSTRUCTED,
    change: (data) => {
      const { remarks: _, ...rest } = data;
      Object.keys(data).forEach((key) => delete data[key]);
      Object.assign(data, typing(rest));
    },
    label: "remarks",
    typed: ["previous-score", "/stated/score", "The score stands in the annex of 2022 alone."],
  },
  {
    name: "a remark",
    file: RECONSTRUCTED,
    change: (data) => (data.remarks = { score: "@@" }),
    label: "a remark",
    typed: ["/stated/score", "The score stands in the annex of 2022 alone."],
  },
  {
    name: "exceptions",
    file: RECONSTRUCTED,
    change: (data) => {
      const { exceptions: _, ...rest } = data;
      Object.keys(data).forEach((key) => delete data[key]);
      Object.assign(data, typing(rest));
    },
    label: "exceptions",
    typed: ["CIT011", "/sources/apr2p-2022-khm", "The annex prints no address or number of its own, and names only the publisher's site."],
  },
  {
    name: "a check",
    file: RECONSTRUCTED,
    change: (data) => (data.exceptions = typing({})),
    label: "CIT011",
    typed: ["/sources/apr2p-2022-khm", "The annex prints no address or number of its own, and names only the publisher's site."],
  },
  {
    name: "a place",
    file: RECONSTRUCTED,
    change: (data) => (data.exceptions.CIT011 = "@@"),
    label: "one place",
    typed: ["/sources/apr2p-2022-khm", "The annex prints no address or number of its own, and names only the publisher's site."],
  },
  {
    name: "printed scores",
    file: PUBLISHED,
    change: (data) => (data.stated = "@@"),
    label: "printed scores",
    typed: ["35", "41", "-6"],
  },
  {
    name: "an overview",
    file: PUBLISHED,
    change: (data) => {
      data.overview = "@@";
      delete data.remarks;
    },
    label: "one paragraph",
    typed: ["Courts in Cambodia are weaker than in 2019."],
  },
  {
    name: "errata",
    file: PUBLISHED,
    change: (data) => (data.ratings[JUSTICE] = typing(entry(data))),
    label: "errata",
    typed: ERRATUM,
  },
  {
    name: "an erratum",
    file: PUBLISHED,
    change: (data) => (entry(data).errata = { "2026-11-20": "@@" }),
    label: "an erratum",
    typed: ERRATUM,
  },
  ...[
    [EDITIONS, (data) => data.editions["2022"], "2022 updated assessment"],
    [FRAMEWORK, (data) => data, "APR2P assessment of R2P implementation"],
  ].flatMap(([file, of, title]) => [
    {
      name: `errata of ${file}`,
      file,
      change: (data) => (of(data).errata = "@@"),
      label: "one erratum of today",
      typed: RENAMED(title),
    },
    {
      name: `an erratum of ${file}`,
      file,
      change: (data) => (of(data).errata = { "2026-11-20": "@@" }),
      label: "an erratum",
      typed: RENAMED(title),
    },
  ]),
];

const files = [PUBLISHED, RECONSTRUCTED, DRAFT, FRAMEWORK, EDITIONS, COUNTRIES, "dataset/about.json"];

module.exports = { cases: { completions, hovers, messages, files }, filled };
