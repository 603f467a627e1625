//! Writes events as GDELT 2.0 tables, with their evidence.
