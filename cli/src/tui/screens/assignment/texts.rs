//! What stands in the panes of an assignment.

use super::Assignment;
use super::run::Run;
use crate::lines::catalogue::{difficulty_word, mark};
use crate::lines::markdown::{self, hang, sentence};
use crate::ui::{Look, Role, Styled};

impl Assignment {
    fn head(&self, look: Look) -> Vec<Styled> {
        let item = &self.view.item;
        let (role, symbol) = mark(item.status);
        let sign = Styled::new().role(role, symbol).text(" ");
        let indent = Styled::new().text("  ");
        let mut lines = hang(&sign, &indent, look, |look| {
            sentence(&item.title, Role::Title, look)
        });
        let worth = format!(
            "{} · {} points",
            difficulty_word(item.difficulty),
            item.points
        );
        lines.push(indent.role(Role::Dim, &worth));
        lines.push(Styled::new());
        lines
    }

    pub(super) fn lay_out_text(&mut self, look: Look) {
        if self.laid_out == Some(look) {
            return;
        }
        let mut lines = self.head(look);
        lines.extend(markdown::lines(&self.view.markdown, look));
        self.text.set_lines(lines);
        self.laid_out = Some(look);
    }

    pub(super) fn lay_out_results(&mut self) {
        let (Some(look), Some(area)) = (self.look, self.panes.results) else {
            return;
        };
        let look = look.narrowed(usize::from(area.width.saturating_sub(5)));
        let lines = match &self.run {
            Run::None => self.invitation(look),
            run => {
                let mut lines = Vec::new();
                if let (true, Run::Ended(report)) = (self.is_done(), run)
                    && report.passed()
                {
                    lines = self.praise(look);
                }
                lines.extend(run.lines(&self.view.item.name, look));
                lines
            }
        };
        self.results.set_lines(lines);
    }

    /// What to do when nothing was tested yet.
    fn invitation(&self, look: Look) -> Vec<Styled> {
        let mut lines = Vec::new();
        lines.extend(sentence(
            "Write your answer, save it, and see here what the tests say.",
            Role::Text,
            look,
        ));
        lines.push(Styled::new());
        for file in &self.view.files {
            lines.push(Styled::new().role(Role::Strong, &file.path));
            if let Some(text) = &file.text {
                lines.extend(markdown::file(&file.path, text, look).into_iter().take(60));
            }
            lines.push(Styled::new());
        }
        if self.view.started {
            lines.extend(sentence(
                &format!("in {}", self.view.folder),
                Role::Dim,
                look,
            ));
        }
        lines
    }

    /// What to do after a pass.
    fn praise(&self, look: Look) -> Vec<Styled> {
        let said = if self.first_pass {
            "✓ Passed. Well done!"
        } else {
            "✓ Passed."
        };
        let mut lines = vec![Styled::new().role(Role::Good, said)];
        if let Some(next) = &self.view.next {
            lines.extend(sentence(
                &format!("Next: {}", next.item.title),
                Role::Hint,
                look,
            ));
        }
        if self.view.solution {
            lines.extend(sentence(
                "Compare yours with the solution, too.",
                Role::Dim,
                look,
            ));
        }
        lines.push(Styled::new());
        lines
    }
}
