//! The screens, one file each.

mod assignment;
mod catalogue;
mod home;
mod inbox;
mod quiz;
mod reader;
mod review;
mod search;
mod settings;
mod stats;

use super::effect::View;
use super::layer::Layer;

/// The screen of what a place shows.
#[must_use]
pub fn of(view: View) -> Box<dyn Layer> {
    match view {
        View::Home(status) => Box::new(home::Home::new(*status)),
        View::Catalogue(catalogue, at) => {
            Box::new(catalogue::Catalogue::new(*catalogue, at.as_deref()))
        }
        View::Reader(view) => Box::new(reader::Reader::new(*view)),
        View::Review(view) => Box::new(review::Review::new(*view)),
        View::Quiz(view) => Box::new(quiz::Quiz::new(*view)),
        View::Assignment(view) => Box::new(assignment::Assignment::new(*view)),
        View::Search(catalogue) => Box::new(search::Search::new(*catalogue)),
        View::Stats(view, year) => Box::new(stats::Statistics::new(*view, year)),
        View::Inbox(view) => Box::new(inbox::Messages::new(*view)),
        View::Settings(view) => Box::new(settings::Options::new(*view)),
        View::Keys(view) => Box::new(settings::keys::Keys::new(*view)),
    }
}
