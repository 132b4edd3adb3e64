//! Whether a text has three bytes of some sort in a row, by which most texts that are right are told at a glance.

/// The bytes that may stand at one of the three places: those from one to another, both included.
pub type Bytes = &'static [(u8, u8)];

/// Three bytes in a row, each of some sort. Behind the end of a text stand zeros.
pub type Trigram = [Bytes; 3];

/// Every byte.
pub const ANY: Bytes = &[(0, u8::MAX)];

/// Trigrams in several lists, looked for all together.
///
/// For each place there is a table that says of each byte which trigrams may have it there, a bit for each, so that a place in a
/// text costs three look-ups however many trigrams there are.
#[derive(Debug)]
pub struct Trigrams<const LISTS: usize> {
    tables: [[u64; 256]; 3],
    lists: [u64; LISTS],
}

impl<const LISTS: usize> Trigrams<LISTS> {
    /// The tables of some lists, which have 64 trigrams together at most.
    pub const fn new(lists: [&[Trigram]; LISTS]) -> Self {
        let mut all = Self { tables: [[0; 256]; 3], lists: [0; LISTS] };
        let (mut list, mut bit) = (0, 0);
        while list < LISTS {
            let mut nth = 0;
            while nth < lists[list].len() {
                let mut place = 0;
                while place < 3 {
                    all.enter(place, lists[list][nth][place], 1 << bit);
                    place += 1;
                }
                all.lists[list] |= 1 << bit;
                bit += 1;
                nth += 1;
            }
            list += 1;
        }
        all
    }

    const fn enter(&mut self, place: usize, bytes: Bytes, bit: u64) {
        let mut nth = 0;
        while nth < bytes.len() {
            let (mut byte, last) = (bytes[nth].0 as usize, bytes[nth].1 as usize);
            while byte <= last {
                self.tables[place][byte] |= bit;
                byte += 1;
            }
            nth += 1;
        }
    }

    /// Which of the trigrams are in a text.
    pub fn look(&self, text: &str) -> Seen {
        let [first, second, third] = &self.tables;
        let at = |bytes: [u8; 3]| {
            first[usize::from(bytes[0])] & second[usize::from(bytes[1])] & third[usize::from(bytes[2])]
        };
        let bytes = text.as_bytes();
        let inside = bytes.windows(3).fold(0, |seen, window| seen | at([window[0], window[1], window[2]]));
        let end = match bytes {
            [.., last_but_one, last] => at([*last_but_one, *last, 0]) | at([*last, 0, 0]),
            [last] => at([*last, 0, 0]),
            [] => 0,
        };
        Seen(inside | end)
    }

    /// Whether one of a list is among them.
    pub fn has(&self, seen: Seen, list: usize) -> bool {
        seen.0 & self.lists[list] != 0
    }
}

impl Trigrams<1> {
    /// Whether one of the only list is in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.look(text) != Seen(0)
    }
}

/// Which trigrams are in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen(u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trigrams_are_found_wherever_they_stand() {
        const ABC: Trigram = [&[(b'a', b'a')], &[(b'b', b'b')], &[(b'c', b'c')]];
        const FIGURE: Trigram = [&[(b'0', b'4'), (b'5', b'9')], ANY, ANY];
        const LAST_D: Trigram = [&[(b'd', b'd')], &[(0, 0)], ANY];
        static ALL: Trigrams<2> = Trigrams::new([&[ABC, LAST_D], &[FIGURE]]);
        let told = |text: &str| {
            let seen = ALL.look(text);
            (ALL.has(seen, 0), ALL.has(seen, 1))
        };
        assert_eq!(told(""), (false, false));
        for length in 0..10 {
            let before = "x".repeat(length);
            assert_eq!(told(&format!("{before}abc")), (true, false));
            assert_eq!(told(&format!("{before}abx")), (false, false));
            assert_eq!(told(&format!("{before}ab")), (false, false));
            assert_eq!(told(&format!("{before}7")), (false, true));
            assert_eq!(told(&format!("abc{before}5x")), (true, true));
            assert_eq!(told(&format!("{before}d")), (true, false));
            assert_eq!(told(&format!("d{before}x")), (false, false));
        }
    }
}
