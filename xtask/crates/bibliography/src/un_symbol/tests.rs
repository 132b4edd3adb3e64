//! What is a symbol of the United Nations and what is not, by example.

use super::*;

#[test]
fn symbols_of_all_kinds() {
    for symbol in [
        "A/HRC/48/79",
        "CERD/C/KHM/CO/14-17",
        "A/RES/75/277",
        "S/RES/1970 (2011)",
        "S/RES/1970(2011)",
        "A/HRC/WG.6/32/KHM/1",
        "CCPR/C/21/Rev.1/Add.13",
        "HRI/GEN/1/Rev.9 (Vol. I)",
        "E/CN.4/Sub.2/1997/20",
        "A/70/95–S/2015/446",
        "A/76/434-S/2021/829",
        "A/RES/ES-11/1",
        "A/RES/S-27/2",
        "A/RES/377 A (V)",
        "A/RES/377(V)A",
        "A/RES/217(III)",
        "A/CONF.183/9",
        "S/PV.6491 (Resumption 1)",
        "S/PRST/2015/3",
        "ST/SGB/2003/13",
        "HRI/CORE/KHM/2012",
        "CRC/C/OPAC/KHM/CO/1",
        "E/C.12/KHM/CO/2",
        "A/63/677",
        "CERD/C/60/Misc.29/Rev.4",
        "A/HRC/48/CRP.3",
        "A/C.3/75/L.12",
        "A/RES/73/262 A",
        "A/HRC/RES/S-33/1",
    ] {
        assert_eq!(UnSymbol::parse(symbol).map(UnSymbol::as_str), Ok(symbol));
    }
}

#[test]
fn a_session_has_its_two_years() {
    for (symbol, expected) in [
        ("A/RES/75/277", Some((2020, 2021))),
        ("A/RES/31/1", Some((1976, 1977))),
        ("A/RES/73/262 A", Some((2018, 2019))),
        ("A/DEC/75/509", Some((2020, 2021))),
        ("A/RES/2625 (XXV)", Some((1970, 1971))),
        ("A/RES/2625(XXV)", Some((1970, 1971))),
        ("A/RES/217(III)", Some((1948, 1949))),
        ("A/RES/377 A (V)", Some((1950, 1951))),
        ("A/RES/377(V)A", Some((1950, 1951))),
        ("A/RES/1514 (XV)", Some((1960, 1961))),
        ("A/RES/3379 (XXX)", Some((1975, 1976))),
        ("S/RES/1970 (2011)", Some((2011, 2011))),
        ("S/PRST/2015/3", Some((2015, 2015))),
        // These tell none.
        ("A/RES/ES-11/1", None),
        ("A/RES/S-27/2", None),
        ("A/RES/3201 (S-VI)", None),
        ("A/RES/997 (ES-I)", None),
        ("A/HRC/RES/48/1", None),
        ("E/RES/2021/5", None),
        ("S/RES/1970", None),
        ("A/75/L.9", None),
        ("A/RES/75/L.9", None),
        ("A/75/277", None),
        ("A/RES/2625 (XXXXV)", None),
        ("A/RES/2625 (IIX)", None),
        ("A/RES/2625 (MM)", None),
        ("NS/RKM/0815/010", None),
    ] {
        assert_eq!(UnSymbol::parse(symbol).ok().and_then(UnSymbol::years), expected, "{symbol}");
    }
    let written = |n: i64| {
        let tens = ["", "X", "XX", "XXX"][usize::try_from(n / 10).expect("small")];
        let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
        format!("{tens}{}", ones[usize::try_from(n % 10).expect("small")])
    };
    assert!((1..=30).all(|n| roman(&written(n)) == Some(n)));
}

#[test]
fn other_numbers_are_none_of_its_business() {
    for number in [
        "NS/RKM/0715/010",
        "12",
        "002/19-09-2007/ECCC/TC",
        "S/N 4711",
        "A-12",
        "Kh1/20",
        "s/n",
        "115-99",
        "E/VAT/a b",
        "a\\b",
    ] {
        assert_eq!(UnSymbol::parse(number), Err(SymbolProblem::NotMeant), "{number}");
    }
}

#[test]
fn symbols_gone_wrong() {
    for symbol in [
        "UN Doc. A/HRC/48/79",
        "A/HRC/48/79.",
        "A/HRC//79",
        "A/HRC/48/",
        "A/HRC/ 48/79",
        "A / HRC/48/79",
        "a/hrc/48/79",
        "A\\HRC\\48\\79",
        "A/HRC",
        "CERD/C/KHM/CO/14–17",
        "A/HRC/48/№79",
        "A/RES/75277",
        "A/HRC/48/79 and more",
        "CERD/C/KHM/co/14",
        "S/RES/1970 (2011",
        "A/RES/75/L.9",
    ] {
        let problem = UnSymbol::parse(symbol).expect_err(symbol);
        assert_ne!(problem, SymbolProblem::NotMeant, "{symbol}");
    }
}

#[test]
fn one_document_has_one_identity() {
    let identity = |symbol| UnSymbol::parse(symbol).map(UnSymbol::identity);
    for (one, other) in [("S/RES/1970 (2011)", "S/RES/1970"), ("S/RES/1970(2011)", "S/RES/1970")] {
        assert_eq!(identity(one), identity(other), "{one}, {other}");
    }
    for (one, other) in
        [("S/RES/1970", "S/RES/1971"), ("S/2011/1970", "S/RES/1970"), ("A/RES/60/1", "A/RES/61/1")]
    {
        assert_ne!(identity(one), identity(other), "{one}, {other}");
    }
}
