//! The model file and what is said of it.

use std::time::{Duration, Instant};

use nutgraf_language::Document;
use sha2::{Digest, Sha256};

const MODEL: &[u8] = include_bytes!("../model/english.bin");
const NOTE: &str = include_str!("../model/model.txt");

/// A crate may weigh ten megabytes; the model nine.
#[test]
fn fits_into_the_crate() {
    assert!(MODEL.len() <= 9_000_000, "{} bytes", MODEL.len());
}

#[test]
fn the_note_is_about_this_model() {
    let hash: String = Sha256::digest(MODEL).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(NOTE.contains(&hash), "model/model.txt does not name {hash}; train, evaluate and write it anew");
    assert!(NOTE.contains(&format!("{} bytes", MODEL.len())));
}

/// Loading and the first sentence: a tenth of a second where code is optimised and the machine is
/// idle, which a test cannot know.
#[test]
fn loads_at_once() {
    let start = Instant::now();
    assert_eq!(Document::parse("The envoys met.").tokens().len(), 4);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn threads_share_it() {
    let reader = || Document::parse("The envoys met in the capital.").tokens().to_vec();
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(reader)).collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic"), reader());
    }
}
