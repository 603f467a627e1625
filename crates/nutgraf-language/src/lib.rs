//! English text in; sentences, tokens, tags, lemmas and dependency trees out.
