//! Scripts that have a code in a language tag: those of ISO 15924 in the registry of BCP 47 (October 2025).

/// The codes, in the order of the alphabet.
const CODES: &str = "\
Adlm Afak Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Blis Bopo Brah Brai Bugi Buhd Cakm \
Cans Cari Cham Cher Chis Chrs Cirt Copt Cpmn Cprt Cyrl Cyrs Deva Diak Dogr Dsrt Dupl Egyd Egyh Egyp Elba Elym \
Ethi Gara Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh Guru Hanb Hang Hani Hano Hans Hant Hatr Hebr Hira \
Hluw Hmng Hmnp Hrkt Hung Inds Ital Jamo Java Jpan Jurc Kali Kana Kawi Khar Khmr Khoj Kitl Kits Knda Kore Kpel \
Krai Kthi Lana Laoo Latf Latg Latn Leke Lepc Limb Lina Linb Lisu Loma Lyci Lydi Mahj Maka Mand Mani Marc Maya \
Medf Mend Merc Mero Mlym Modi Mong Moon Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkdb Nkgb Nkoo Nshu Ogam \
Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Pcun Pelm Perm Phag Phli Phlp Phlv Phnx Piqd Plrd Prti Psin Ranj \
Rjng Rohg Roro Runr Samr Sara Sarb Saur Sgnw Shaw Shrd Shui Sidd Sidt Sind Sinh Sogd Sogo Sora Soyo Sund Sunu \
Sylo Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Tayo Telu Teng Tfng Tglg Thaa Thai Tibt Tirh Tnsa \
Todr Tols Toto Tutg Ugar Vaii Visp Vith Wara Wcho Wole Xpeo Xsux Yezi Yiii Zanb Zinh Zmth Zsye Zsym Zxxx Zyyy \
Zzzz";

/// Whether a script has this code, or it is one for private use.
pub(super) fn is_registered(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    let is_private = ("qaaa"..="qabx").contains(&&*code);
    is_private || CODES.split(' ').any(|known| known.eq_ignore_ascii_case(&code))
}

#[cfg(test)]
mod tests {
    use super::is_registered;

    #[test]
    fn scripts_of_the_registry() {
        for code in ["Khmr", "Hans", "Latn", "mymr", "ARAB", "Zyyy", "Jpan", "Qaaf"] {
            assert!(is_registered(code), "{code}");
        }
        for code in ["Abcd", "Xxxx", "Kmer", "", "Khmr Latn"] {
            assert!(!is_registered(code), "{code}");
        }
    }
}
