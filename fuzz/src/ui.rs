//! What `views` needs of the printer.

#[path = "../../cli/src/ui/style.rs"]
pub mod style;

pub use style::{Look, Role, Styled};
