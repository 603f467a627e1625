//! The best tree for scores of arcs: Chu and Liu's algorithm, entered only where taking the best
//! head of each word makes no tree.

/// Marks the root as head.
pub(crate) const ROOT: usize = usize::MAX;

/// Buffers of the search.
#[derive(Clone, Debug, Default)]
pub(crate) struct TreeSearch {
    scores: Vec<f32>,
    state: Vec<u32>,
}

impl TreeSearch {
    /// Heads of `n` words that make a tree with exactly one root. `scores` has `n + 1` columns a
    /// word: every word as its head, then the root.
    pub(crate) fn heads(&mut self, scores: &[f32], n: usize, heads: &mut Vec<usize>) {
        heads.clear();
        if n == 0 {
            return;
        }
        crate::simd::widest(
            #[inline(always)]
            || {
                for row in scores.chunks_exact(n + 1) {
                    let best = arg_max(row);
                    heads.push(if best == n { ROOT } else { best });
                }
            },
        );
        if !self.is_tree(heads) {
            self.maximum(scores, n, heads);
        }
    }

    /// One root, and every word hangs on it.
    fn is_tree(&mut self, heads: &[usize]) -> bool {
        if heads.iter().filter(|&&head| head == ROOT).count() != 1 {
            return false;
        }
        self.state.clear();
        self.state.resize(heads.len(), 0);
        for start in 0..heads.len() {
            let mark = start as u32 + 1;
            let mut at = start;
            while self.state[at] == 0 {
                self.state[at] = mark;
                if heads[at] == ROOT {
                    break;
                }
                at = heads[at];
            }
            if self.state[at] == mark && heads[at] != ROOT {
                return false;
            }
        }
        true
    }

    fn maximum(&mut self, scores: &[f32], n: usize, heads: &mut [usize]) {
        // Node n is the root. A penalty above any sum of differences leaves it one arc.
        let (low, high) =
            scores.iter().filter(|s| **s > -1e8).fold((0.0f32, 0.0f32), |(l, h), &s| (l.min(s), h.max(s)));
        let penalty = (high - low + 1.0) * (n as f32 + 1.0);
        self.scores.clear();
        self.scores.resize((n + 1) * (n + 1), f32::NEG_INFINITY);
        for (word, row) in scores.chunks_exact(n + 1).enumerate() {
            for (head, &score) in row.iter().enumerate().filter(|(head, _)| *head != word) {
                self.scores[word * (n + 1) + head] = if head == n { score - penalty } else { score };
            }
        }
        let found = arborescence(&self.scores, n + 1, n);
        for (word, head) in heads.iter_mut().enumerate() {
            *head = if found[word] == n { ROOT } else { found[word] };
        }
    }
}

/// The first greatest.
#[inline(always)]
fn arg_max(row: &[f32]) -> usize {
    let mut lanes = [f32::NEG_INFINITY; 16];
    for values in row.chunks(16) {
        for (lane, &value) in lanes.iter_mut().zip(values) {
            *lane = if value > *lane { value } else { *lane };
        }
    }
    let greatest = lanes.iter().fold(f32::NEG_INFINITY, |a, &b| if b > a { b } else { a });
    row.iter().position(|&value| value == greatest).unwrap_or(0)
}

/// A cycle among the parents, if there is one.
fn cycle(parents: &[usize], alive: &[usize], root: usize) -> Option<Vec<usize>> {
    let mut colour = vec![0usize; parents.len()];
    for (mark, &start) in alive.iter().enumerate() {
        let mut at = start;
        while at != root && colour[at] == 0 {
            colour[at] = mark + 1;
            at = parents[at];
        }
        if at != root && colour[at] == mark + 1 {
            let mut cycle = vec![at];
            let mut next = parents[at];
            while next != at {
                cycle.push(next);
                next = parents[next];
            }
            return Some(cycle);
        }
    }
    None
}

/// A contraction: the new node, its cycle, and which word of the cycle each arc really enters or
/// leaves.
struct Contraction {
    node: usize,
    cycle: Vec<usize>,
    parents: Vec<usize>,
    /// For each node outside: the word of the cycle that an arc from it enters.
    enters: Vec<usize>,
    /// For each node outside: the word of the cycle that is its best head.
    leaves: Vec<usize>,
}

/// Best parent of each of `size` nodes, `scores[child * size + parent]`.
fn arborescence(scores: &[f32], size: usize, root: usize) -> Vec<usize> {
    // Contracted nodes reuse the place of their cycle's first word.
    let mut scores = scores.to_vec();
    let mut alive: Vec<usize> = (0..size).filter(|&node| node != root).collect();
    let mut contractions: Vec<Contraction> = Vec::new();
    let mut parents = vec![root; size];
    loop {
        for &child in &alive {
            parents[child] = best_parent(&scores, size, child, &alive, root);
        }
        let Some(cycle) = cycle(&parents, &alive, root) else { break };
        let contraction = contract(&mut scores, size, &alive, root, &parents, cycle);
        alive.retain(|node| *node == contraction.node || !contraction.cycle.contains(node));
        contractions.push(contraction);
    }
    for contraction in contractions.iter().rev() {
        let parent = parents[contraction.node];
        let entered = contraction.enters[parent];
        // Children of the contracted node hang on the right word of the cycle.
        for (child, slot) in parents.iter_mut().enumerate() {
            let leaves = contraction.leaves[child];
            let outside = child != root && leaves != usize::MAX && !contraction.cycle.contains(&child);
            if outside && *slot == contraction.node {
                *slot = leaves;
            }
        }
        for (&word, &inside) in contraction.cycle.iter().zip(&contraction.parents) {
            parents[word] = if word == entered { parent } else { inside };
        }
    }
    parents
}

fn best_parent(scores: &[f32], size: usize, child: usize, alive: &[usize], root: usize) -> usize {
    let mut best = root;
    for &parent in alive {
        if parent != child && scores[child * size + parent] > scores[child * size + best] {
            best = parent;
        }
    }
    best
}

fn contract(
    scores: &mut [f32],
    size: usize,
    alive: &[usize],
    root: usize,
    parents: &[usize],
    cycle: Vec<usize>,
) -> Contraction {
    let node = cycle[0];
    let inside: Vec<usize> = cycle.iter().map(|&word| parents[word]).collect();
    let mut enters = vec![usize::MAX; size];
    let mut leaves = vec![usize::MAX; size];
    let outside: Vec<usize> = alive.iter().copied().chain([root]).filter(|n| !cycle.contains(n)).collect();
    let mut entering = Vec::with_capacity(outside.len());
    let mut leaving = Vec::with_capacity(outside.len());
    for &other in &outside {
        // Entering at a word gives up that word's arc within the cycle.
        let gain = |word: usize| scores[word * size + other] - scores[word * size + parents[word]];
        let mut at = cycle[0];
        for &word in &cycle[1..] {
            if gain(word) > gain(at) {
                at = word;
            }
        }
        enters[other] = at;
        entering.push(gain(at));
        let mut head = cycle[0];
        for &word in &cycle[1..] {
            if scores[other * size + word] > scores[other * size + head] {
                head = word;
            }
        }
        leaves[other] = head;
        leaving.push(scores[other * size + head]);
    }
    for ((&other, gain), score) in outside.iter().zip(entering).zip(leaving) {
        scores[node * size + other] = gain;
        scores[other * size + node] = score;
    }
    Contraction { node, cycle, parents: inside, enters, leaves }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(scores: &[f32], n: usize, heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, &head)| scores[word * (n + 1) + head.min(n)]).sum()
    }

    fn brute_force(scores: &[f32], n: usize) -> f32 {
        let mut search = TreeSearch::default();
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let mut rest = code;
            let heads: Vec<usize> = (0..n)
                .map(|_| {
                    let h = rest % (n + 1);
                    rest /= n + 1;
                    if h == n { ROOT } else { h }
                })
                .collect();
            if heads.iter().enumerate().all(|(w, h)| *h != w) && search.is_tree(&heads) {
                best = best.max(total(scores, n, &heads));
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn best_of_all_trees(n in 1usize..6, seed in proptest::collection::vec(-20i8..20, 30)) {
            let mut scores: Vec<f32> = seed.iter().take(n * (n + 1)).map(|s| f32::from(*s)).collect();
            for word in 0..n {
                scores[word * (n + 1) + word] = -1e9;
            }
            let mut heads = Vec::new();
            let mut search = TreeSearch::default();
            search.heads(&scores, n, &mut heads);
            prop_assert!(search.is_tree(&heads));
            prop_assert_eq!(total(&scores, n, &heads), brute_force(&scores, n));
        }
    }
}
