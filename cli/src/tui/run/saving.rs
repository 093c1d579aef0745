//! Writing what the learner wrote: into the working folder, and where that
//! cannot be, beside the program's own data.

use std::path::PathBuf;

use super::session::Session;
use crate::failure::{Failure, Result};
use crate::learn::assignment::Loaded;
use crate::learn::write::{self, Written};
use crate::tui::effect::Answer;
use crate::tui::msg::Notice;

/// What could not be saved where it belongs, and where it is instead.
#[derive(Debug)]
pub(super) struct Rescued {
    item: String,
    path: String,
    place: PathBuf,
}

impl Session<'_> {
    /// Saves every file, and tests them then.
    pub(super) fn save(
        &mut self,
        item: &str,
        files: &[Written],
        test: bool,
    ) -> Result<Vec<Answer>> {
        // The item may be gone: the course was brought up to date meanwhile.
        let loaded = match self.loaded(item) {
            Err(failure) if self.may_be_asked_again(&failure) => return Err(failure),
            loaded => loaded,
        };
        let mut answers = Vec::new();
        let mut all = true;
        for file in files {
            let saved = match &loaded {
                Ok(loaded) => self.save_one(loaded, file, &mut answers),
                Err(gone) => Err(again(gone)),
            };
            match saved {
                Ok(()) => {}
                Err(failure) if self.may_be_asked_again(&failure) => return Err(failure),
                Err(failure) => {
                    all = false;
                    answers.push(self.rescue(item, file, failure)?);
                }
            }
        }
        if loaded.is_ok() {
            self.watch(Some(item))?;
        }
        if test && all {
            answers.extend(self.test(item, false)?);
        }
        Ok(answers)
    }

    fn save_one(
        &mut self,
        loaded: &Loaded,
        file: &Written,
        answers: &mut Vec<Answer>,
    ) -> Result<()> {
        let aside = write::file(self.context, loaded, file)?;
        let item = loaded.entry.reference();
        self.rescued
            .retain(|it| it.item != item || it.path != file.path);
        answers.push(Answer::Saved {
            path: file.path.clone(),
            text: file.text.clone(),
        });
        if let Some(copy) = aside {
            let copy = self.context.display_path(&copy);
            let said = format!("another program had changed the file; its version is {copy}");
            answers.push(Answer::Said(Notice::bad(said)));
        }
        Ok(())
    }

    /// Whether the loop tries the same again: nobody has to be rescued yet.
    fn may_be_asked_again(&self, failure: &Failure) -> bool {
        failure.is_busy() && !self.leaving
    }

    /// Keeps `file` elsewhere; what to say of it.
    fn rescue(&mut self, item: &str, file: &Written, failure: Failure) -> Result<Answer> {
        let Ok(place) = write::rescue(self.context, item, file) else {
            // The first failure says more.
            return Err(failure);
        };
        let mine = |it: &&Rescued| it.item == item && it.path == file.path;
        // Only the newest is of use; what another start left stays.
        if let Some(before) = self.rescued.iter().find(mine)
            && before.place != place
        {
            let _ = std::fs::remove_file(&before.place);
        }
        self.rescued
            .retain(|it| it.item != item || it.path != file.path);
        let kept = self.context.display_path(&place);
        self.rescued.push(Rescued {
            item: item.to_owned(),
            path: file.path.clone(),
            place,
        });
        let notice = Notice::from(&failure);
        let said = format!("{}; what you wrote is kept in {kept}", notice.text);
        Ok(Answer::Said(Notice {
            text: said,
            ..notice
        }))
    }

    /// Says, when the screen is gone, what was not saved where it belongs.
    pub(super) fn say_rescued(&self) {
        for Rescued { item, path, place } in &self.rescued {
            let kept = self.context.display_path(place);
            self.context.ui.warn(format!(
                "{path} of {item} could not be saved; what you wrote is kept in {kept}"
            ));
        }
    }
}

/// The same failure for one more file.
fn again(failure: &Failure) -> Failure {
    let notice = Notice::from(failure);
    let again = Failure::new(failure.code, notice.text);
    match notice.hint {
        Some(hint) => again.hint(hint),
        None => again,
    }
}
