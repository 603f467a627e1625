//! What made the statements: the tool, its dictionaries and its model.

use super::{Graph, Home};
use crate::vocabulary::{prov, schema};
use crate::{Options, names};
use Home::Shared;
use oxrdf::QuadRef;

/// Hands what is said of the run to `sink`: it is the same for every record, and stands once in an output.
pub fn run_statements(options: &Options, sink: &mut dyn FnMut(QuadRef<'_>)) {
    let Options { base, versions, .. } = options;
    let (run, software) = (names::run(base, versions), names::software(base, &versions.nutgraf));
    let shared = names::shared(base);
    let mut graph = Graph::new(&shared, &shared, sink);
    graph.a(Shared, &run, prov::ACTIVITY);
    graph.link(Shared, &run, prov::ASSOCIATED_WITH, &software);
    graph.a(Shared, &software, prov::AGENT);
    graph.plain(Shared, &software, schema::NAME, "nutgraf");
    graph.plain(Shared, &software, schema::SOFTWARE_VERSION, &versions.nutgraf);
    let mut used = vec![("dictionaries", &versions.dictionaries), ("language model", &versions.model)];
    used.retain(|(_, sha256)| !sha256.is_empty());
    if versions.dictionaries == versions.model {
        used.truncate(1);
    }
    for (name, sha256) in used {
        let resource = names::resource(base, sha256);
        graph.link(Shared, &run, prov::USED, &resource);
        graph.a(Shared, &resource, prov::ENTITY);
        graph.english(Shared, &resource, schema::NAME, name);
        graph.plain(Shared, &resource, schema::SHA256, sha256);
    }
}
