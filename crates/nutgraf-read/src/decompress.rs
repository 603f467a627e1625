//! Undoes gzip and zstd, by content.

use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// Undoes gzip (of one or many members) or zstd (of one or many frames) where the first bytes say so, however the file
/// is called; other bytes pass unchanged.
///
/// Damaged data gives an [`io::Error`] where it is met. Wrap the result in [`Read::take`] to bound what a small file
/// may grow to.
pub fn decompress<'a>(input: impl Read + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    let mut input = BufReader::with_capacity(64 * 1024, input);
    let head = input.fill_buf()?;
    if head.starts_with(&[0x1f, 0x8b]) {
        Ok(Box::new(MultiGzDecoder::new(input)))
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Ok(Box::new(Frames { input: Some(input), frame: None }))
    } else {
        Ok(Box::new(input))
    }
}

/// Reads zstd frames one after another.
struct Frames<R: BufRead> {
    input: Option<R>,
    frame: Option<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(out)?;
                if read > 0 || out.is_empty() {
                    return Ok(read);
                }
                self.input = self.frame.take().map(|frame| frame.into_inner());
            }
            let Some(mut input) = self.input.take() else { return Ok(0) };
            if input.fill_buf()?.is_empty() {
                self.input = Some(input);
                return Ok(0);
            }
            let frame = ruzstd::decoding::StreamingDecoder::new(input)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
            self.frame = Some(frame);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gz(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).expect("a vector takes all");
        encoder.finish().expect("a vector takes all")
    }

    fn read(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        decompress(bytes)?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn members_and_frames_are_joined_and_plain_bytes_pass() {
        assert_eq!(read(&[gz(b"one "), gz(b"two")].concat()).expect("well-formed"), "one two");
        let zst = |text: &[u8]| ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest);
        assert_eq!(read(&[zst(b"one "), zst(b"two")].concat()).expect("well-formed"), "one two");
        assert_eq!(read(b"plain").expect("well-formed"), "plain");
        assert_eq!(read(b"").expect("well-formed"), "");
    }

    #[test]
    fn damage_is_an_error() {
        let whole = gz(b"a sentence long enough to be cut in the middle of it");
        assert!(read(&whole[..whole.len() - 6]).is_err());
        assert!(read(&[0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]).is_err());
    }
}
