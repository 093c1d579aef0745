//! What stands between the braces of a GIFT question.

use super::lex::show;

/// One answer, with its weight and feedback, still hidden.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Answer {
    /// Whether it was written with `=`.
    pub(super) right: bool,
    /// `%50%`, in percent.
    pub(super) weight: Option<f64>,
    /// The answer.
    pub(super) text: String,
    /// What stands behind `#`.
    pub(super) feedback: Option<String>,
}

impl Answer {
    /// Its share of the credit in percent.
    pub(super) fn credit(&self) -> f64 {
        self.weight.unwrap_or(if self.right { 100.0 } else { 0.0 })
    }
}

/// The answers by kind of question.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answers {
    /// Nothing between the braces: a free text.
    Essay,
    /// A statement, with the feedback for the wrong and for the right choice.
    TrueFalse(bool, Option<String>, Option<String>),
    /// Numbers.
    Numeric(Vec<Answer>),
    /// Options.
    Choices(Vec<Answer>),
    /// Accepted texts.
    Short(Vec<Answer>),
    /// Pairs.
    Matching(Vec<(String, String)>),
}

/// Reads what stands between the braces: the answers, and the general
/// feedback behind `####`.
pub(super) fn read(inside: &str) -> (Answers, Option<String>) {
    let (inside, general) = match inside.split_once("####") {
        Some((answers, general)) => (answers, filled(general)),
        None => (inside, None),
    };
    let trimmed = inside.trim();
    let answers = if trimmed.is_empty() {
        Answers::Essay
    } else if let Some(numbers) = trimmed.strip_prefix('#') {
        Answers::Numeric(numeric(numbers))
    } else if let Some(truth) = true_false(trimmed) {
        truth
    } else if trimmed.contains('~') {
        Answers::Choices(split(trimmed, &['~', '=']))
    } else if trimmed.starts_with('=') {
        let answers = split(trimmed, &['=']);
        match pairs(&answers) {
            Some(pairs) => Answers::Matching(pairs),
            None => Answers::Short(answers),
        }
    } else {
        // A single right answer may stand without its mark.
        Answers::Short(vec![answer(true, trimmed)])
    };
    (answers, general)
}

/// The text, unless there is none.
fn filled(text: &str) -> Option<String> {
    Some(text.trim())
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

fn true_false(text: &str) -> Option<Answers> {
    let mut parts = text.splitn(3, '#');
    let truth = match parts.next()?.trim().to_ascii_uppercase().as_str() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    let wrong = parts.next().and_then(filled);
    let right = parts.next().and_then(filled);
    Some(Answers::TrueFalse(truth, wrong, right))
}

/// Splits at the marks that begin an answer.
fn split(text: &str, marks: &[char]) -> Vec<Answer> {
    let mut answers = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(marks) {
        let (_, tail) = rest.split_at(at);
        let mut chars = tail.chars();
        let right = chars.next() == Some('=');
        let tail = chars.as_str();
        let end = tail.find(marks).unwrap_or(tail.len());
        let (body, next) = tail.split_at(end);
        answers.push(answer(right, body));
        rest = next;
    }
    answers
}

fn answer(right: bool, body: &str) -> Answer {
    let (text, feedback) = match body.split_once('#') {
        Some((text, feedback)) => (text, filled(feedback)),
        None => (body, None),
    };
    let (weight, text) = weight(text.trim());
    Answer {
        right,
        weight,
        text: text.trim().to_owned(),
        feedback,
    }
}

/// `%50%` in front of an answer.
fn weight(text: &str) -> (Option<f64>, &str) {
    let found = text.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    match found.and_then(|(number, rest)| Some((finite(number)?, rest))) {
        Some((weight, rest)) => (Some(weight), rest),
        None => (None, text),
    }
}

/// The number that the text is. Signs and dots that were escaped count.
pub(super) fn finite(text: &str) -> Option<f64> {
    show(text)
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

fn numeric(text: &str) -> Vec<Answer> {
    let text = text.trim();
    if text.starts_with(['=', '~']) {
        split(text, &['=', '~'])
    } else {
        vec![answer(true, text)]
    }
}

/// Answers of the form `left -> right`, if all are.
fn pairs(answers: &[Answer]) -> Option<Vec<(String, String)>> {
    let pair = |answer: &Answer| {
        let (left, right) = answer.text.split_once("->")?;
        Some((left.trim().to_owned(), right.trim().to_owned()))
    };
    answers.iter().map(pair).collect()
}

/// A number and how far it may be off: `3`, `3:0.5` or `1..5`.
pub(super) fn range(text: &str) -> Option<(f64, f64)> {
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (finite(low.trim())?, finite(high.trim())?);
        let middle = (low + high) / 2.0;
        return (low <= high && middle.is_finite()).then_some((middle, middle - low));
    }
    match text.split_once(':') {
        Some((number, tolerance)) => {
            let tolerance = finite(tolerance.trim()).filter(|tolerance| *tolerance >= 0.0)?;
            Some((finite(number.trim())?, tolerance))
        }
        None => Some((finite(text.trim())?, 0.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(right: bool, text: &str) -> Answer {
        Answer {
            right,
            text: text.to_owned(),
            ..Answer::default()
        }
    }

    #[test]
    fn the_kind_shows_in_the_first_marks() {
        assert_eq!(read("  "), (Answers::Essay, None));
        assert_eq!(read("TRUE"), (Answers::TrueFalse(true, None, None), None));
        assert_eq!(
            read("f#no#yes####all"),
            (
                Answers::TrueFalse(false, Some("no".into()), Some("yes".into())),
                Some("all".into())
            )
        );
        assert_eq!(
            read("=cat =dog"),
            (
                Answers::Short(vec![plain(true, "cat"), plain(true, "dog")]),
                None
            )
        );
        assert_eq!(
            read("=a -> 1\n=b -> 2"),
            (
                Answers::Matching(vec![("a".into(), "1".into()), ("b".into(), "2".into())]),
                None
            )
        );
        assert_eq!(read("cat").0, Answers::Short(vec![plain(true, "cat")]));
    }

    #[test]
    fn options_have_weights_and_feedback() {
        let (answers, general) = read("~%50%a#half ~%-25% b =c # good ####g");
        let Answers::Choices(options) = answers else {
            panic!("no options")
        };
        assert_eq!(
            options.iter().map(Answer::credit).collect::<Vec<_>>(),
            [50.0, -25.0, 100.0]
        );
        assert_eq!(options[0].feedback.as_deref(), Some("half"));
        assert_eq!(options[2].feedback.as_deref(), Some("good"));
        assert_eq!(general.as_deref(), Some("g"));
        // A percent sign that is no weight stays in the text.
        assert_eq!(weight("%d%"), (None, "%d%"));
    }

    #[test]
    fn numbers_have_tolerances_or_ranges() {
        for (text, expected) in [
            ("3", Some((3.0, 0.0))),
            ("3.5:0.25", Some((3.5, 0.25))),
            ("1..5", Some((3.0, 2.0))),
            ("-2 .. -1", Some((-1.5, 0.5))),
            ("5..1", None),
            ("3:-1", None),
            ("x", None),
            ("inf", None),
        ] {
            assert_eq!(range(text), expected, "{text}");
        }
        assert_eq!(read("#=3:1 =%50%4:2").0, {
            let half = Answer {
                weight: Some(50.0),
                ..plain(true, "4:2")
            };
            Answers::Numeric(vec![plain(true, "3:1"), half])
        });
    }
}
