//! Sorts more than fits in memory: sorted runs in a temporary file, and a merge of all runs.
//!
//! ```
//! use nutgraf_sort::{Scratch, Sorter};
//! let mut sorter = Sorter::new(Scratch::default());
//! sorter.push(b"b", b"2")?;
//! sorter.push(b"a", b"1")?;
//! let sorted = sorter.sort()?;
//! let keys = sorted.iter()?.map(|record| Ok(record?.key)).collect::<std::io::Result<Vec<_>>>()?;
//! assert_eq!(keys, [b"a", b"b"]);
//! # Ok::<(), std::io::Error>(())
//! ```

mod run;
mod scratch;
mod sorter;

pub use run::{Merge, Record, Sorted};
pub use scratch::Scratch;
pub use sorter::Sorter;
