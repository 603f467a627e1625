//! How an input is damaged.

/// Most changes to one input.
const CHANGES: usize = 8;
/// No input grows beyond this.
const MOST_BYTES: usize = 1 << 16;
/// Bytes that parsers of every kind stumble over.
const ODD: [&[u8]; 24] = [
    b"\0",
    b"\xff",
    b"\xf0\x9f",
    b"\xc3(",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\n\n",
    b"\t",
    b"\"",
    b"\\",
    b"<",
    b"&#0;",
    b"]]>",
    b"{",
    b"}",
    b"[[[[",
    b"\xe2\x80\xa8",
    b"e\xcc\x81",
    b"-1",
    b"18446744073709551616",
    b"1e999",
    b"\\ud800",
    b"\xf0\x9f\x91\xa9\xe2\x80\x8d",
];

/// The damaged input of that number: one of the seeds with some changes, words of `words` among them.
pub fn mutant(seeds: &[Vec<u8>], words: &[Vec<u8>], seed: u64, number: u64) -> Vec<u8> {
    // Numbers that follow one another must not give sequences that do.
    let mut random = fastrand::Rng::with_seed(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let Some(chosen) = random.choice(seeds) else { return Vec::new() };
    let mut bytes = chosen.clone();
    for _ in 0..random.usize(0..=CHANGES) {
        change(&mut bytes, seeds, words, &mut random);
        bytes.truncate(MOST_BYTES);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[Vec<u8>], random: &mut fastrand::Rng) {
    let at = random.usize(0..=bytes.len());
    let range = at..(at + length(random)).min(bytes.len());
    match random.u8(0..10) {
        0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.u8(0..8)),
        1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.u8(..)),
        2 => insert(bytes, at, ODD[random.usize(0..ODD.len())]),
        3 | 4 => insert(bytes, at, random.choice(words).map_or(b"".as_slice(), Vec::as_slice)),
        5 => drop(bytes.drain(range)),
        6 => {
            let again = bytes[range].repeat(random.usize(1..40));
            insert(bytes, at, &again);
        }
        7 => bytes.truncate(at),
        8 => {
            let other = random.choice(seeds).map_or(b"".as_slice(), Vec::as_slice);
            let from = random.usize(0..=other.len());
            let piece = &other[from..(from + length(random) * 8).min(other.len())];
            bytes.splice(range, piece.iter().copied());
        }
        _ => {
            let piece: Vec<u8> = bytes.drain(range).collect();
            let to = random.usize(0..=bytes.len());
            insert(bytes, to, &piece);
        }
    }
}

/// Short lengths are likelier than long ones.
fn length(random: &mut fastrand::Rng) -> usize {
    let most = 1usize << random.usize(0..10);
    random.usize(1..=most)
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_give_inputs_of_their_own_and_always_the_same() {
        let seeds = [b"an article of some words".to_vec(), b"another".to_vec()];
        let words = [b"<p>".to_vec()];
        let of = |number| mutant(&seeds, &words, 3, number);
        let some: std::collections::BTreeSet<Vec<u8>> = (0..200).map(of).collect();
        assert!(some.len() > 150, "only {} of 200 differ", some.len());
        assert!((0..200).all(|number| of(number) == of(number)));
        assert_ne!(
            (0..50).map(of).collect::<Vec<_>>(),
            (0..50).map(|n| mutant(&seeds, &words, 4, n)).collect::<Vec<_>>()
        );
        assert_eq!(mutant(&[], &words, 3, 1), b"");
    }
}
