//! News articles in; JSON-LD, GDELT event tables and RDF out.
