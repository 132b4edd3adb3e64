//! Signs for what cannot be seen in a text: what bytes a text of a case stands for.

/// The bytes that a text stands for. `<U+FEFF>` is the character of that code, `<byte E9>` a byte, `<U+0020 x 200>` so many of
/// them. The line `\ No newline at end of file` takes the end of the line before it away.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "\\ No newline at end of file" {
            bytes.pop();
        } else {
            bytes.extend(line_bytes(line)?);
        }
    }
    Ok(bytes)
}

fn line_bytes(line: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = line;
    while let Some(at) = start(rest) {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let (sign, after) = rest[at + 1..].split_once('>').ok_or_else(|| format!("a sign ends: {line}"))?;
        bytes.extend(meant(sign).ok_or_else(|| format!("<{sign}> is no sign"))?);
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

/// Where the next sign begins.
fn start(text: &str) -> Option<usize> {
    [text.find("<U+"), text.find("<byte ")].into_iter().flatten().min()
}

fn meant(sign: &str) -> Option<Vec<u8>> {
    let (code, count) = sign.split_once(" x ").unwrap_or((sign, "1"));
    let one = match (code.strip_prefix("U+"), code.strip_prefix("byte ")) {
        (Some(code), _) => char::from_u32(u32::from_str_radix(code, 16).ok()?)?.to_string().into_bytes(),
        (None, byte) => vec![u8::from_str_radix(byte?, 16).ok()?],
    };
    Some(one.repeat(count.parse().ok()?))
}

#[test]
fn a_sign_stands_for_what_cannot_be_seen() {
    for (text, meant) in [
        ("a<byte E9>b<U+FEFF>\n", &b"a\xE9b\xEF\xBB\xBF\n"[..]),
        ("<U+005B x 3>", b"[[["),
        ("a\nb\n\\ No newline at end of file\n", b"a\nb"),
        ("1 < 2 > 0\n", b"1 < 2 > 0\n"),
    ] {
        assert_eq!(bytes(text).as_deref(), Ok(meant), "{text}");
    }
    for faulty in ["<U+FEFF", "<U+D800>", "<byte 1FF>", "<U+0020 x many>"] {
        assert!(bytes(faulty).is_err(), "{faulty}");
    }
}
