//! The screens, one file each.

mod assignment;
mod catalogue;
mod home;
mod quiz;
mod reader;
mod review;

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
    }
}
