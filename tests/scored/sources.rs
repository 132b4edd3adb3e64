//! Slips in sources, their dates and names, and where they are cited.

use super::{Slip, slip};

const ISSUED: &str = "\"issued\": {\n        \"date-parts\": [\n          [\n            2021,\n            10,\n            23\n          ]\n        ]\n      }";
const NAME: &str = "\"family\": \"Alley\",\n          \"given\": \"Patrick\"";
const TITLE: &str = "\"The Human Rights Situation in Cambodia in 2020\"";
const LOCATOR: &str = "\"label\": \"page\",\n              \"locator\": \"114\"";
const PAGES: &str = "\"page\": \"111-116\"";

const fn issued(
    what: &'static str,
    typed: &'static str,
    at: [&'static str; 2],
    says: &'static [&'static str],
) -> Slip {
    slip(what, [ISSUED, typed], at, says)
}

pub(super) const SLIPS: &[Slip] = &[
    issued(
        "a date in words",
        "\"issued\": \"23 October 2021\"",
        ["SCH003", "\"23"],
        &["Write \"issued\": {\"date-parts\": [[2021, 10, 23]]}."],
    ),
    issued(
        "a day, a month and a year",
        "\"issued\": \"23-10-2021\"",
        ["SCH003", "\"23"],
        &["Write \"issued\": {\"date-parts\": [[2021, 10, 23]]}."],
    ),
    issued(
        "a day or a month",
        "\"issued\": \"03/04/2021\"",
        ["SCH003", "\"03"],
        &["[[2021, 4, 3]]} if 3 April is meant", "if 4 March is"],
    ),
    issued(
        "a year as a text",
        "\"issued\": \"2021\"",
        ["SCH003", "\"2021"],
        &["Write \"issued\": {\"date-parts\": [[2021]]}."],
    ),
    issued(
        "a date in another language",
        "\"issued\": \"23 de octubre de 2021\"",
        ["SCH003", "\"23"],
        &["[[2021, 10, 23]]"],
    ),
    issued(
        "two years",
        "\"issued\": \"2019/2020\"",
        ["SCH003", "\"2019"],
        &["{\"date-parts\": [[2019], [2020]]}"],
    ),
    issued("figures alone", "\"issued\": \"20211023\"", ["SCH003", "\"2021"], &["[[2021, 10, 23]]"]),
    issued(
        "a year of the Buddhist era",
        "\"issued\": \"2564 BE\"",
        ["SCH003", "\"2564"],
        &["[[2021]]", "543 years ahead"],
    ),
    issued(
        "a Buddhist year in words",
        "\"issued\": {\n        \"literal\": \"B.E. 2564\"\n      }",
        ["CIT033", "\"B.E."],
        &["[[2021]]", "543 years ahead"],
    ),
    issued(
        "a date that is raw",
        "\"issued\": {\n        \"raw\": \"23 October 2021\"\n      }",
        ["SCH002", "\"raw\""],
        &["Write \"issued\": {\"date-parts\": [[2021, 10, 23]]}."],
    ),
    issued(
        "a thirteenth month",
        "\"issued\": {\n        \"date-parts\": [\n          [\n            2021,\n            13,\n            23\n          ]\n        ]\n      }",
        ["SCH007", "13"],
        &["the month of \"issued\" is 13", "from 1 to 12"],
    ),
    issued(
        "a day first",
        "\"issued\": {\n        \"date-parts\": [\n          [\n            23,\n            10,\n            2021\n          ]\n        ]\n      }",
        ["SCH007", "["],
        &["Write \"date-parts\": [[2021, 10, 23]]: the year stands first"],
    ),
    issued(
        "a day or a month first",
        "\"issued\": {\n        \"date-parts\": [\n          [\n            3,\n            4,\n            2021\n          ]\n        ]\n      }",
        ["SCH007", "["],
        &["[[2021, 4, 3]] if 3 April is meant", "[[2021, 3, 4]] if 4 March is", "the year stands first"],
    ),
    issued(
        "a day that the month has not",
        "\"issued\": {\n        \"date-parts\": [\n          [\n            2021,\n            2,\n            30\n          ]\n        ]\n      }",
        ["CIT027", "["],
        &["February 2021 has 28 days"],
    ),
    issued(
        "a day to come",
        "\"issued\": {\n        \"date-parts\": [\n          [\n            2962,\n            10,\n            23\n          ]\n        ]\n      }",
        ["CIT042", "\"issued\""],
        &["2962-10-23 has not come yet"],
    ),
    slip(
        "no day of a page",
        [
            "2019\n          ]\n        ]\n      },\n      \"URL\": \"http://dccam.org/genocide-education/\"",
            "2019\n          ]\n        ],\n        \"literal\": \"n.d.\"\n      },\n      \"URL\": \"http://dccam.org/genocide-education/\"",
        ],
        ["SCH002", "\"date-parts\""],
        &["either \"literal\"", "not both"],
    ),
    slip(
        "two authors in one",
        [NAME, "\"literal\": \"Patrick Alley and Jane Doe\""],
        ["CIT029", "\"Patrick"],
        &[
            "several names",
            "{\"family\": \"Alley\", \"given\": \"Patrick\"}, {\"family\": \"Doe\", \"given\": \"Jane\"}",
        ],
    ),
    slip(
        "names in turn",
        [NAME, "\"literal\": \"Doe, Jane, Roe, John\""],
        ["CIT029", "\"Doe"],
        &["several names", "{\"family\": \"Roe\", \"given\": \"John\"}"],
    ),
    slip(
        "a family name with the given one",
        [NAME, "\"family\": \"Alley, Patrick\""],
        ["CIT029", "\"Alley"],
        &["Write \"family\": \"Alley\", \"given\": \"Patrick\"."],
    ),
    slip(
        "an organisation as a family",
        [NAME, "\"family\": \"Human Rights Watch\""],
        ["CIT029", "\"Human"],
        &["is an organisation", "\"literal\""],
    ),
    slip(
        "forms of address",
        [NAME, "\"family\": \"Alley\",\n          \"given\": \"H.E. Dr. Patrick\""],
        ["CIT029", "\"H.E."],
        &["form of address", "Write \"given\": \"Patrick\"."],
    ),
    slip(
        "an editor among authors",
        [NAME, "\"literal\": \"ed. Jane Doe\""],
        ["CIT029", "\"ed."],
        &["what somebody did", "{\"family\": \"Doe\", \"given\": \"Jane\"}", "\"editor\""],
    ),
    slip(
        "a title in quotation marks",
        [TITLE, "\"“The Human Rights Situation in Cambodia in 2020”\""],
        ["CIT032", "“The"],
        &["stands in quotation marks", "Leave the marks out"],
    ),
    slip(
        "a site behind a bar",
        [TITLE, "\"The Human Rights Situation in Cambodia in 2020 | East Asia Forum\""],
        ["CIT039", "\"The"],
        &["the name of a site behind it, East Asia Forum", "\"container-title\": \"East Asia Forum\""],
    ),
    slip(
        "a paper behind a dash",
        ["\"Genocide Research and Education\"", "\"Genocide Research and Education - Phnom Penh Post\""],
        ["CIT039", "\"Genocide"],
        &["the name of a site behind it, Phnom Penh Post"],
    ),
    slip(
        "an entity in a title",
        [TITLE, "\"The Human Rights Situation in Cambodia&#39;s 2020\""],
        ["CIT036", "&#39;"],
        &["an entity of HTML", "Write the sign itself"],
    ),
    slip(
        "a tag in a title",
        [TITLE, "\"The <i>Human</i> Rights Situation in Cambodia in 2020\""],
        ["CIT036", "<i>"],
        &["a tag of HTML", "Delete the tag"],
    ),
    slip(
        "words before a symbol",
        ["\"number\": \"A/HRC/48/79\"", "\"number\": \"UN Doc A/HRC/48/79\""],
        ["CIT026", "\"UN Doc"],
        &["has words before it", "nothing before or after"],
    ),
    slip(
        "the sign for pages",
        [PAGES, "\"page\": \"pp. 111-116\""],
        ["CIT046", "\"pp."],
        &["repeats the name of its field", "Write \"111-116\"."],
    ),
    slip(
        "pages backwards",
        [PAGES, "\"page\": \"184-155\""],
        ["CIT046", "\"184"],
        &["runs backwards", "begins with the smaller number"],
    ),
    slip(
        "a volume in French",
        ["\"volume\": \"15\"", "\"volume\": \"Tome 4\""],
        ["CIT046", "\"Tome"],
        &["Write \"4\"."],
    ),
    slip(
        "a volume in German",
        ["\"volume\": \"15\"", "\"volume\": \"Bd. 4\""],
        ["CIT046", "\"Bd."],
        &["Write \"4\"."],
    ),
    slip(
        "a volume cut short",
        ["\"volume\": \"15\"", "\"volume\": \"v. 12\""],
        ["CIT046", "\"v."],
        &["Write \"12\"."],
    ),
    slip(
        "an issue in brackets",
        ["\"issue\": \"1\"", "\"issue\": \"(3)\""],
        ["CIT046", "\"(3)"],
        &["Write \"3\"."],
    ),
    slip(
        "a volume with its issue",
        ["\"volume\": \"15\"", "\"volume\": \"15(1)\""],
        ["CIT046", "\"15(1)"],
        &["Write \"volume\": \"15\", \"issue\": \"1\"."],
    ),
    slip(
        "an edition in words",
        [
            "\"volume\": \"15\",\n      \"issue\": \"1\"",
            "\"volume\": \"15\",\n      \"issue\": \"1\",\n      \"edition\": \"2nd ed\"",
        ],
        ["CIT046", "\"2nd"],
        &["Write \"2\"."],
    ),
    slip(
        "an ISBN as a number",
        ["\"number\": \"A/HRC/48/79\"", "\"number\": \"ISBN: 978-0-19-875384-1\""],
        ["CIT039", "\"ISBN"],
        &["Write \"ISBN\": \"978-0-19-875384-1\""],
    ),
    slip(
        "a place in a note",
        [PAGES, "\"page\": \"111-116\",\n      \"note\": \"Place: Phnom Penh\""],
        ["CIT039", "\"Place"],
        &["Write \"publisher-place\": \"Phnom Penh\""],
    ),
    slip(
        "a language that is a word",
        [PAGES, "\"page\": \"111-116\",\n      \"language\": \"in\""],
        ["CIT028", "\"in\""],
        &["Write \"id\""],
    ),
    slip(
        "a paragraph under pages",
        [LOCATOR, "\"label\": \"page\",\n              \"locator\": \"para. 114\""],
        ["CIT046", "\"para."],
        &[
            "a paragraph and no page",
            "Write \"label\": \"paragraph\", \"locator\": \"114\".",
            "\"CIT046\": { \"/ratings/civilian-protection-training",
        ],
    ),
    slip(
        "a number of nothing",
        [LOCATOR, "\"locator\": \"12\""],
        ["CIT046", "\"12\""],
        &["nothing says what this locator counts", "\"label\": \"page\", \"locator\": \"12\""],
    ),
    slip(
        "a section as lawyers write it",
        [LOCATOR, "\"locator\": \"s 53\""],
        ["CIT046", "\"s 53\""],
        &["Write \"label\": \"section\", \"locator\": \"53\"."],
    ),
    slip(
        "a note on a page",
        [LOCATOR, "\"label\": \"page\",\n              \"locator\": \"99 and note 12\""],
        ["", ""],
        &[],
    ),
    slip(
        "a page put in later",
        [LOCATOR, "\"label\": \"page\",\n              \"locator\": \"1 bis–3\""],
        ["", ""],
        &[],
    ),
    slip(
        "pages with a note",
        [LOCATOR, "\"label\": \"page\",\n              \"locator\": \"3–5, note 12\""],
        ["", ""],
        &[],
    ),
    slip(
        "a figure on a page",
        [LOCATOR, "\"label\": \"page\",\n              \"locator\": \"114 (fig. 2)\""],
        ["", ""],
        &[],
    ),
    slip("a year to come in a title", [TITLE, "\"Beyond 2025\""], ["", ""], &[]),
    slip("a year in the number of a case", [TITLE, "\"Case 002/2018\""], ["", ""], &[]),
    slip(
        "a year that cannot be",
        [TITLE, "\"The Human Rights Situation in Cambodia in 2012\""],
        ["CIT009", "\"cchr-human-rights-situation\""],
        &["is dated 2020", "says 2012", "\"CIT009\": { \"/sources/cchr-human-rights-situation\": \"…\" }"],
    ),
    slip(
        "a person as a whole",
        [NAME, "\"literal\": \"Alley, Patrick\""],
        ["CIT029", "\"Alley"],
        &["Write \"family\": \"Alley\", \"given\": \"Patrick\""],
    ),
    slip("an organisation with its place", [NAME, "\"literal\": \"Adhoc, Cambodia\""], ["", ""], &[]),
    slip(
        "organisations in one",
        [NAME, "\"literal\": \"Save the Children, Plan International\""],
        ["", ""],
        &[],
    ),
    slip("a volume in Roman figures", ["\"volume\": \"15\"", "\"volume\": \"XII\""], ["", ""], &[]),
    slip("a Thai year that is printed", [TITLE, "\"The Human Rights Act, B.E. 2563 (2020)\""], ["", ""], &[]),
    slip(
        "a date for a locator",
        [LOCATOR, "\"locator\": \"June, 12\""],
        ["CIT046", "\"June"],
        &["this locator is a date", "\"issued\""],
    ),
    slip(
        "a family name in capitals",
        ["\"family\": \"Alley\"", "\"family\": \"ALLEY\""],
        ["CIT029", "\"ALLEY\""],
        &["in capitals throughout", "Write \"family\": \"Alley\""],
    ),
];
