# Makes a text from strangers safe to post as GitHub Markdown: nothing in it notifies, links, loads, hides or breaks out.
#
# Usage: jq --raw-input --slurp --raw-output --argjson limit 60000 --from-file inert.jq <TEXT
#
# Where Markdown or GitHub would see a sign, an invisible character (U+2060, word joiner) is put into the sign. It does so
# inside code and after a backslash too, so that it need not understand Markdown to be safe, and what people read stays the
# same. Only <details>, <summary> and a few tags without effect on their surroundings pass, and the first two are always
# closed. A text that is longer than `limit` (in UTF-16 units, as GitHub counts) ends after a whole line, and says so first.

def joiner: "\u2060";

# Leaves out what nobody sees: control characters other than tab and line feed, direction overrides, invisible characters.
def visible:
  explode
  | map(select(
      . == 9 or . == 10 or (. >= 32 and . < 127)
      or (. > 159 and . != 173 and . != 1564 and . != 8206 and . != 8207
        and (. < 8232 or . > 8238) and (. < 8288 or . > 8303) and . != 65279 and (. < 65529 or . > 65531)
        and (. < 917504 or . > 917759))))
  | implode;

# Puts the joiner after each mark that is followed by what the filter accepts.
def broken(mark; follower):
  split(mark)
  | (.[0] // "") + (.[1:] | map(mark + (if follower then joiner else "" end) + .) | join(""));

def no_links:
  broken("]"; startswith("(") or startswith(":") or startswith("["))
  | broken(":"; startswith("//"))
  | split("www.") | join("www" + joiner + ".");

# GitHub looks for mentions and references in the text that comes out, where an entity has become its character: so those few
# entities that can be needed are parted from what follows, and all others are broken up.
def no_mentions:
  def references: broken("#"; test("^[0-9]")) | broken("H-"; test("^[0-9]")) | broken("h-"; test("^[0-9]"));
  def before_entity: if endswith("#") or endswith("-") then . + joiner else . end;
  explode | map(., (if . == 64 then 8288 else empty end)) | implode
  | split("&")
  | [ (.[0] // "" | references),
      ( .[1:][]
        | (capture("^(?<it>(amp|lt|gt|quot|#(3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6]|8203));)").it // "") as $entity
        | "&" + $entity + joiner + (ltrimstr($entity) | references) ) ]
  | (.[:-1] | map(before_entity)) + .[-1:]
  | join("");

# Fences draw diagrams and maps when their first line names a language for it. Formulas draw over what stands near, whatever is
# put into them: a dollar becomes the wide one.
def no_drawings:
  broken("```"; split("\n")[0] // "" | IN("", "diff", "text", "json") | not)
  | broken("~~~"; true)
  | split("&#36;") | join("$") | split("$") | join("＄");

def no_tags:
  broken("<"; test("^(/?(details|summary|del|ins|code|em|strong|sub|sup|kbd|span)|br)>") | not);

# Whole lines from the beginning, as many as fit.
def fitting:
  def units: explode | length + (map(select(. > 65535)) | length);
  if units <= $limit then .
  else
    [label $full | foreach (.[:$limit] | split("\n")[]) as $line
      ({size: 0}; {size: (.size + 1 + ($line | units)), line: $line};
       if .size > $limit then break $full else .line end)]
    | join("\n")
  end;

# Drops a closing tag that closes nothing, drops what is nested too deep, and closes at the end what is still open.
def closed:
  split("<")
  | reduce .[1:][] as $piece (
      {text: [.[0] // ""], open: []};
      ($piece | capture("^(?<end>/?)(?<name>details|summary)>") // null) as $tag
      | if $tag == null then .text += ["<" + $piece]
        elif $tag.end == "" and (.open | length) < 6 then .open += [$tag.name] | .text += ["<" + $piece]
        elif $tag.end == "/" and .open[-1] == $tag.name then .open |= .[:-1] | .text += ["<" + $piece]
        else .text += [$piece | ltrimstr($tag.end + $tag.name + ">")]
        end)
  | (.text | join("")) + (.open | reverse | map("\n</" + . + ">") | join(""));

visible as $text
# Once before the signs are broken, so that the work is bounded, and once after, because that makes the text longer.
| ($text | fitting) as $beginning
| ($beginning | no_drawings | no_links | no_mentions | no_tags) as $inert
| ($inert | fitting) as $shown
| if $beginning == $text and $shown == $inert then "" else "**Too long for this place: only the beginning is shown.**\n\n" end
  + ($shown | closed)
