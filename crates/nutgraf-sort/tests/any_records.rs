//! However little memory there is, what comes back is what was given, in order.
#![allow(missing_docs)]

use nutgraf_sort::{Record, Scratch, Sorter};
use proptest::prelude::*;

fn sorted(records: &[(Vec<u8>, Vec<u8>)], memory: usize) -> Vec<Record> {
    let mut sorter = Sorter::new(Scratch::default().with_memory(memory));
    for (key, value) in records {
        sorter.push(key, value).expect("room for a run");
    }
    let sorted = sorter.sort().expect("room for a run");
    let walk = || sorted.iter().expect("runs").map(|record| record.expect("a run")).collect::<Vec<_>>();
    let (first, second) = (walk(), walk());
    assert_eq!(first, second);
    first
}

proptest! {
    #[test]
    fn memory_does_not_show(records: Vec<(Vec<u8>, Vec<u8>)>, memory in 0usize..2000) {
        let mut expected: Vec<Record> =
            records.iter().map(|(key, value)| Record { key: key.clone(), value: value.clone() }).collect();
        expected.sort();
        prop_assert_eq!(&sorted(&records, memory), &expected);
        prop_assert_eq!(&sorted(&records, usize::MAX), &expected);
    }
}
