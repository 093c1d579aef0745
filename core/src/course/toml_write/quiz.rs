//! `NAME.quiz.toml`.

use super::head;
use super::writer::{Writer, float, list};
use crate::course::model::{Choice, Difficulty, Item, ItemBody, Question, QuestionKind, Quiz};
use crate::limits::DEFAULT_PASS_PERCENT;

/// `NAME.quiz.toml`. `None` when `item` is no quiz. `difficulty` is the
/// course's.
#[must_use]
pub fn quiz(item: &Item, difficulty: Difficulty) -> Option<String> {
    let ItemBody::Quiz(body) = &item.body else {
        return None;
    };
    let mut out = Writer::new();
    head(&mut out, item, difficulty);
    rules(&mut out, body);
    body.questions
        .iter()
        .for_each(|found| question(&mut out, found));
    Some(out.finish())
}

fn rules(out: &mut Writer, quiz: &Quiz) {
    out.number_unless(
        "pass",
        u32::from(quiz.pass),
        u32::from(DEFAULT_PASS_PERCENT),
    );
    out.optional_number("attempts", quiz.attempts);
    out.flag_unless("shuffle", quiz.shuffle, true);
    if quiz.graded {
        out.text("graded", "server");
    }
    out.flag_unless(
        "withheld",
        quiz.questions.iter().any(|question| question.withheld),
        false,
    );
}

fn question(out: &mut Writer, question: &Question) {
    out.header("[[question]]");
    out.text("id", question.id.as_str());
    out.text("kind", question.kind.as_str());
    out.text("text", &question.text);
    out.number_unless("points", question.points, 1);
    kind(out, &question.kind);
    out.text_unless("explanation", &question.explanation, "");
    let marks = !matches!(question.kind, QuestionKind::Order { .. });
    question
        .kind
        .options()
        .iter()
        .for_each(|choice| option(out, choice, marks));
}

fn kind(out: &mut Writer, kind: &QuestionKind) {
    match kind {
        QuestionKind::Single { .. }
        | QuestionKind::Multiple { .. }
        | QuestionKind::Order { .. } => {}
        QuestionKind::TrueFalse { answer, why } => {
            if let Some(answer) = answer {
                out.number("answer", answer);
            }
            out.optional_text("why", why.as_deref());
        }
        QuestionKind::Short { answers, case } => {
            out.texts("answers", answers);
            out.flag_unless("case", *case, false);
        }
        QuestionKind::Numeric { answer, tolerance } => {
            if let Some(answer) = answer {
                out.raw("answer", &float(*answer));
            }
            if *tolerance != 0.0 {
                out.raw("tolerance", &float(*tolerance));
            }
        }
        QuestionKind::Gap { gaps, case } => {
            if gaps.iter().any(|gap| !gap.is_empty()) {
                let gaps: Vec<String> = gaps.iter().map(|gap| list(gap)).collect();
                out.raw("gaps", &format!("[{}]", gaps.join(", ")));
            }
            out.flag_unless("case", *case, true);
        }
        QuestionKind::Output {
            code,
            language,
            answers,
        } => {
            out.optional_text("language", language.as_deref());
            out.text("code", code);
            out.texts("answers", answers);
        }
    }
}

fn option(out: &mut Writer, option: &Choice, marks: bool) {
    out.header("[[question.option]]");
    out.text("id", option.id.as_str());
    out.text("text", &option.text);
    if marks {
        out.flag_unless("correct", option.correct, false);
    }
    out.optional_text("why", option.why.as_deref());
}
