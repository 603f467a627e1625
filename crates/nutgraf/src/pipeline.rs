//! Reader → workers → ordered writer, over bounded channels.

use crossbeam_channel::bounded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::thread;

/// Stack of a worker: trees of hostile pages are deep.
const WORKER_STACK: usize = 32 << 20;

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Documents done: articles and rejects.
    pub documents: u64,
    /// Articles among them.
    pub articles: u64,
    /// Documents that gave no article.
    pub rejects: u64,
    /// Tellings of events found.
    pub events: u64,
    /// Bytes of documents done, decompressed.
    pub bytes: u64,
    /// Bytes of inputs read, as they are on disk; ahead of the documents done by what is under way.
    pub read: u64,
}

/// Runs `work` over all `jobs` on `threads` threads and hands the results to `consume` in the order of the jobs. At most
/// `window` jobs are under way or waiting for an earlier one, so that memory does not grow with the corpus and one slow
/// job stalls the rest only beyond the window. The first error of `consume` ends the run.
pub(crate) fn ordered<J, R, E>(
    threads: usize,
    window: usize,
    jobs: impl Iterator<Item = J> + Send,
    work: impl Fn(J) -> R + Sync,
    mut consume: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    J: Send,
    R: Send,
{
    let (permit, permits) = bounded(window);
    for _ in 0..window {
        permit.send(()).expect("the channel holds one permit for each place of the window");
    }
    let (job_sender, job_receiver) = bounded(window);
    let (done_sender, done_receiver) = bounded(window);
    thread::scope(|scope| {
        // Dropped with this closure: where the run ends early, a reader that waits for a permit ends too.
        let permit = permit;
        scope.spawn(move || {
            for job in jobs.enumerate() {
                if permits.recv().is_err() || job_sender.send(job).is_err() {
                    break;
                }
            }
        });
        let work = &work;
        for _ in 0..threads.max(1) {
            let (jobs, done) = (job_receiver.clone(), done_sender.clone());
            let run = move || {
                for (at, job) in jobs {
                    if done.send((at, work(job))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new().stack_size(WORKER_STACK).spawn_scoped(scope, run).expect("a thread can be started");
        }
        drop((job_receiver, done_sender));
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (at, result) in done_receiver {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&next) {
                consume(result)?;
                next += 1;
                // The reader may have ended already.
                let _ = permit.send(());
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let mut seen = Vec::new();
        let slow_first = |n: u64| {
            let rounds = if n.is_multiple_of(7) { 200_000 } else { 10 };
            (0..rounds).fold(n, |x, _| std::hint::black_box(x));
            n
        };
        ordered(4, 5, 0..200u64, slow_first, |n| {
            seen.push(n);
            Ok::<(), ()>(())
        })
        .expect("nothing fails");
        assert_eq!(seen, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_of_the_writer_ends_the_run() {
        let mut taken = 0;
        let ended = ordered(
            2,
            3,
            0..u64::MAX,
            |n| n,
            |n| {
                taken += 1;
                if n == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((ended, taken), (Err("full"), 11));
        // Also where the reader waits, since all of the window is under way.
        let slow = |n| {
            thread::sleep(std::time::Duration::from_millis(50));
            n
        };
        assert_eq!(ordered(1, 2, 0..u64::MAX, slow, |_: u64| Err("full")), Err("full"));
    }
}
