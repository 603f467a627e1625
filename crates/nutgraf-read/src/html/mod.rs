//! Web pages: the publisher's markup for the fields, the page's structure for the body.

mod access;
mod authors;
mod blocks;
mod body;
mod boilerplate;
mod dates;
mod dom;
mod facts;
mod fragment;
mod kind;
mod linked_data;
mod media;
mod page;
#[cfg(test)]
mod rules;
mod title;
mod trim;

pub(crate) use fragment::Fragment;
pub(crate) use linked_data::{plain, same_page_key, unescape};
pub(crate) use page::read;
