use codezest_core::run::report::Counts;

use super::*;
use crate::tui::model::Model;
use crate::tui::testing::{model, press_keys, shown};
use crate::views::inbox::Waiting;

fn waiting(item: Option<&str>, title: &str, passed: u32) -> Waiting {
    Waiting {
        id: title.to_owned(),
        item: item.map(ToOwned::to_owned),
        title: title.to_owned(),
        at: "2026-03-02T08:00:00Z".to_owned(),
        when: "2026-03-02 09:00".to_owned(),
        files: 1,
        counts: Counts {
            passed,
            failed: 3 - passed,
            total: 3,
            ..Counts::default()
        },
    }
}

fn inbox(submissions: Vec<Waiting>) -> Model {
    let inbox = Inbox {
        schema_version: 1,
        submissions,
    };
    model(Box::new(Messages::new(inbox)), (80, 24))
}

fn some() -> Model {
    inbox(vec![
        waiting(Some("sql/first-answer"), "Your first answer", 3),
        waiting(None, "gone", 1),
    ])
}

#[test]
fn an_empty_inbox_and_one_with_submissions_at_three_sizes() {
    shown("inbox-empty", || inbox(Vec::new()));
    shown("inbox-waiting", some);
}

#[test]
fn a_submission_opens_its_item_while_that_is_here() {
    let mut model = some();
    let opened = [Effect::Open(Place::Item("sql/first-answer".to_owned()))];
    assert_eq!(press_keys(&mut model, "enter"), opened);
    assert_eq!(press_keys(&mut model, "j enter"), []);
    let said = model.notice.take().unwrap();
    assert!(said.bad && said.text.contains("gone"), "{said:?}");
    assert_eq!(press_keys(&mut inbox(Vec::new()), "enter"), []);
}
