//! Bytes in, news articles out: one module per source format.
