//! The hash of features and lemma keys: FNV-1a with a final mix, fixed for ever, since models hold
//! its values.

/// A hash that grows by bytes.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    /// An empty hash of one kind of thing.
    pub(crate) fn new(kind: u8) -> Hash {
        Hash(0xcbf2_9ce4_8422_2325).byte(kind)
    }

    /// With one more byte.
    #[inline]
    pub(crate) fn byte(self, byte: u8) -> Hash {
        Hash((self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// With the bytes of a string.
    #[inline]
    pub(crate) fn str(self, text: &str) -> Hash {
        text.bytes().fold(self, Hash::byte)
    }

    /// The 32 bits that tables are keyed by; never 0, which marks an empty place.
    #[inline]
    pub(crate) fn finish(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 32) as u32).max(1)
    }
}

/// A table from hashes to row numbers, with open addressing.
#[derive(Clone, Debug, Default)]
pub(crate) struct HashTable {
    places: Vec<(u32, u32)>,
    mask: usize,
}

impl HashTable {
    /// The table that gives each key its place in `keys`; of equal keys the first one counts.
    pub(crate) fn new(keys: &[u32]) -> HashTable {
        let size = (keys.len() * 2 + 2).next_power_of_two();
        let mut table = HashTable { places: vec![(0, 0); size], mask: size - 1 };
        for (row, &key) in keys.iter().enumerate() {
            let mut at = key as usize & table.mask;
            while table.places[at].0 != 0 && table.places[at].0 != key {
                at = (at + 1) & table.mask;
            }
            if table.places[at].0 == 0 {
                table.places[at] = (key.max(1), row as u32);
            }
        }
        table
    }

    /// Row of a key; 0 is no key.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        if self.places.is_empty() || key == 0 {
            return None;
        }
        let mut at = key as usize & self.mask;
        loop {
            let (found, row) = self.places[at];
            if found == key {
                return Some(row);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_finds_what_it_holds() {
        let keys: Vec<u32> = (0..1000u32).map(|i| Hash::new(1).str(&i.to_string()).finish()).collect();
        let table = HashTable::new(&keys);
        for (row, &key) in keys.iter().enumerate() {
            assert_eq!(table.get(key), Some(row as u32));
        }
        assert_eq!(table.get(Hash::new(2).str("absent").finish()), None);
        assert_eq!(table.get(0), None);
        assert_eq!(HashTable::default().get(7), None);
    }
}
