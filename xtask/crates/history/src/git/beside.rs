//! How several cores read from one repository: a handle of libgit2 is for one thread at a time, so that each has one of its own.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use rayon::prelude::*;

use super::{Error, Repository, Shared};

/// Asks for each of some contents, on every core if they are not few. Each core has a handle, which is opened once and kept with what
/// libgit2 keeps in it; or cannot be, for a reason.
pub(super) fn on_each_core<I: Sync, T: Send>(
    repository: &Repository,
    ids: &[I],
    ask: impl Fn(Result<&Repository, &Error>, &I) -> T + Sync,
) -> Vec<T> {
    /// For so few it is not worth while.
    const FEW: usize = 16;
    let threads = rayon::current_num_threads();
    if ids.len() < FEW || threads == 1 {
        return ids.iter().map(|id| ask(Ok(repository), id)).collect();
    }
    let shared = &repository.shared;
    let ask_all = |ids: &[I]| -> Vec<T> {
        let repository = shared.another();
        let answers = ids.iter().map(|id| ask(repository.as_ref(), id)).collect();
        if let Ok(repository) = repository {
            shared.keep(repository);
        }
        answers
    };
    ids.par_chunks(ids.len().div_ceil(threads)).flat_map_iter(ask_all).collect()
}

impl Repository {
    /// Asks for something by a handle of its own, while something else is done here. What either has read of commits the other
    /// knows.
    pub fn beside<T, U: Send>(
        &self,
        there: impl FnOnce(&Self) -> U + Send,
        here: impl FnOnce() -> T,
    ) -> (T, U) {
        let another = if rayon::current_num_threads() == 1 { None } else { self.shared.another().ok() };
        let Some(another) = another else {
            let asked = there(self);
            return (here(), asked);
        };
        // Only the handle can be given to another thread, not what is kept beside it.
        let (git, shared) = (another.git, &self.shared);
        thread::scope(|scope| {
            let asked = scope.spawn(move || {
                let another = Arc::clone(shared).with(git);
                let asked = there(&another);
                shared.keep(another);
                asked
            });
            let done = here();
            (done, asked.join().unwrap_or_else(|why| resume_unwind(why)))
        })
    }
}

impl Shared {
    /// The same repository by a handle that nobody else has.
    fn another(self: &Arc<Self>) -> Result<Repository, Error> {
        let kept = self.handles.lock().ok().and_then(|mut handles| handles.pop());
        let git = kept.map_or_else(|| self.opened.handle(), Ok)?;
        Ok(Arc::clone(self).with(git))
    }

    /// Keeps a handle for whoever needs one next, with what libgit2 keeps in it.
    fn keep(&self, repository: Repository) {
        if let Ok(mut handles) = self.handles.lock() {
            handles.push(repository.git);
        }
    }
}
